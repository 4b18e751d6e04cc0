import type { CharacterClass, PlaceKind } from '../../../../src/content/types.ts';
import type { CombatFact, ServerMessage } from '../../../../src/protocol.ts';
import type { CombatContent } from '../../combat/combat-content.ts';
import { Fight } from '../../combat/fight.ts';
import { type MatchView, matchView } from '../../combat/match-view.ts';
import { SimClock } from '../../combat/sim-clock.ts';
import { type Vitals, vitalsOf } from '../../combat/vitals.ts';
import type { MessageHandlers } from '../../connection/messages.ts';
import type { PlaceRoom } from '../../connection/place-room.ts';
import { newKey } from '../../data/new-key.ts';
import { Pointer, type Press } from '../../steering/pointer.ts';
import { setHidden } from '../../ui/refresh.ts';
import type { World } from '../../world/world.ts';
import { Minimap } from '../minimap.ts';
import { AbilityBar } from './ability-bar.ts';
import { clockText } from './ability-words.ts';
import { Announcement } from './announcement.ts';
import { CombatKeys } from './combat-keys.ts';
import { DeathScreen } from './death-screen.ts';
import { mapScene } from './map-scene.ts';
import { MatchBoard } from './match-board.ts';
import { PartyFrames, type PartyMember } from './party-frames.ts';
import { PotionSlot, type PotionSlotOptions } from './potion-slot.ts';
import { TargetFrame } from './target-frame.ts';
import { VitalsPanel } from './vitals-panel.ts';

const PRIMARY = 0;

export interface CombatHudOptions extends Pick<PotionSlotOptions, 'stacks' | 'itemOf' | 'onUsed'> {
  characterId: string;
  /** The element under everything, on which the world is seen. */
  surface: HTMLElement;
  content(): CombatContent;
  classOf(classId: string): CharacterClass | undefined;
  room(): PlaceRoom | null;
  world(): World | null;
  /** Undefined: not known yet. */
  placeKind(): PlaceKind | undefined;
  /** Of the own party, without oneself. */
  partyMembers(): readonly { characterId: string; name: string; classId: string }[];
}

/** Everything of fights that lies over the world, and what the person does in them. */
export class CombatHud {
  readonly elements: readonly HTMLElement[];
  private readonly options: CombatHudOptions;
  private readonly fight: Fight;
  private readonly vitals: VitalsPanel;
  private readonly target: TargetFrame;
  private readonly potions: PotionSlot;
  private readonly bar: AbilityBar;
  private readonly death = new DeathScreen(() => this.rise());
  private readonly announcement = new Announcement();
  private readonly frames = new PartyFrames((id) => this.fight.choose(id));
  private readonly minimap = new Minimap();
  private readonly board: MatchBoard;
  private readonly matchClock = new SimClock();
  private readonly keys: CombatKeys;
  private readonly pointer: Pointer;
  private riseId: string | null = null;

  constructor(options: CombatHudOptions) {
    const { characterId, content, room, world, surface } = options;
    this.options = options;
    this.vitals = new VitalsPanel(content);
    this.target = new TargetFrame(content);
    this.board = new MatchBoard(characterId);
    this.pointer = new Pointer(surface, (press) => this.press(press));
    this.keys = new CombatKeys({
      isActive: () => this.isWild,
      onAbility: (index) => this.fight.use(index),
      onPotion: () => this.potions.belt.use(),
      onNextTarget: () => {
        this.pointer.yieldAim();
        this.fight.chooseNext();
      },
      onNoTarget: () => this.fight.choose(null),
    });
    this.fight = new Fight({
      characterId,
      abilities: () => this.abilities,
      pauseMs: () => this.pauseMs,
      world,
      vitals: () => this.known,
      own: () => this.own,
      mouse: () => this.pointer.mouse,
      send: (message) => room()?.send('ability', message),
      onRefused: (text) => this.bar.say(text),
    });
    this.potions = new PotionSlot({
      ...options,
      vitals: () => this.known,
      own: () => this.own,
      clock: this.fight.clock,
      cooldownMs: () => content().rules.potionCooldownSec * 1000,
      send: (message) => room()?.send('use', message),
      onRefused: (text) => this.bar.say(text),
    });
    this.bar = new AbilityBar((index) => this.fight.use(index), this.potions.element);
    this.elements = [
      this.frames,
      this.target,
      this.board,
      this.minimap,
      this.vitals,
      this.bar,
      this.announcement,
      this.death,
    ].map(({ element }) => element);
  }

  /** What it does with the room's messages. */
  get handlers(): MessageHandlers {
    return { combat: ({ facts }) => this.hear(facts) };
  }

  confirm(answer: ServerMessage<'confirm'>): void {
    this.fight.confirm(answer);
    this.potions.belt.confirm(answer);
    if (answer.actionId !== this.riseId) return;
    this.riseId = null;
    this.death.answered();
  }

  hearEvent(event: ServerMessage<'event'>): void {
    if (event.type !== 'rift-cleared') return;
    const boss = this.options.content().monsters.get(event.boss)?.name ?? event.boss;
    this.announcement.show('The rift is cleared', `${boss} fell after ${clockText(event.ms)}`);
  }

  /** In another room, or again in the same one. */
  arrived(): void {
    this.fight.arrived();
    this.potions.belt.reset();
  }

  /** With every frame. */
  refresh(): void {
    const now = performance.now();
    const { content, world, placeKind } = this.options;
    const vitals = this.known;
    this.fight.advance(now);
    if (this.keys.isHeld && vitals?.isDead) this.death.ask();
    else if (this.isWild && (this.keys.isHeld || this.pointer.isHeld)) this.fight.use(PRIMARY, true);
    this.vitals.show(vitals);
    this.target.show(this.fight.target);
    setHidden(this.bar.element, !this.isWild || vitals === null);
    this.bar.show(this.abilities, this.pauseMs, (index) => this.fight.slot(index, now));
    this.potions.refresh(now);
    this.death.show(vitals?.isDead ? this.respawnLeftMs(now) : null, placeKind() === 'arena', now);
    this.board.show(this.match);
    this.frames.show(this.members());
    const { viewRadius } = content().rules;
    this.minimap.show(() => mapScene(world(), this.options.partyMembers(), viewRadius), now);
  }

  /** The own character's state; null: not known yet. */
  get known(): Vitals | null {
    return vitalsOf(this.options.room(), this.options.characterId);
  }

  /** The match of an arena; null: there is none here. */
  get match(): MatchView | null {
    const match = this.options.room()?.state.match;
    if (!match) return null;
    const now = performance.now();
    this.matchClock.hear(match.now, now);
    return matchView(match, (until) => this.matchClock.leftMs(until, now));
  }

  /** How long each ability of the class is not ready yet, milliseconds. */
  get waits(): { id: string; leftMs: number }[] {
    const now = performance.now();
    return this.abilities.map((ability, index) => ({
      id: ability?.id ?? '',
      leftMs: this.fight.slot(index, now).leftMs,
    }));
  }

  dispose(): void {
    for (const part of [this.bar, this.announcement, this.minimap, this.keys, this.pointer]) part.dispose();
  }

  /** In cities nobody can be harmed. */
  private get isWild(): boolean {
    const kind = this.options.placeKind();
    return kind !== undefined && kind !== 'hub';
  }

  private get abilities() {
    const { room, characterId, classOf, content } = this.options;
    const classId = room()?.state.players?.get(characterId)?.classId;
    return content().abilitiesOf(classOf(classId ?? ''));
  }

  private get own() {
    return this.options.room()?.state.own?.get(this.options.characterId);
  }

  private get pauseMs(): number {
    return this.options.content().rules.globalCooldownSec * 1000;
  }

  private press(press: Press): void {
    if (!this.isWild) return;
    this.fight.chooseAt(press);
    if (!press.isTouch) this.fight.use(PRIMARY, true);
  }

  private hear(facts: readonly CombatFact[]): void {
    this.fight.hear(facts);
    for (const fact of facts) {
      if ((fact.type !== 'level-up' && fact.type !== 'died') || fact.actor !== this.options.characterId)
        continue;
      if (fact.type === 'died') this.death.fellTo(this.fight.nameOf(fact.killer));
      else this.announcement.show(`Level ${fact.level}`, 'You have reached');
    }
  }

  private rise(): void {
    this.riseId = newKey();
    this.options.room()?.send('respawn', { actionId: this.riseId });
  }

  private respawnLeftMs(now: number): number {
    return this.own ? this.fight.clock.leftMs(this.own.respawnAt, now) : 0;
  }

  private members(): PartyMember[] {
    const { room, classOf, partyMembers } = this.options;
    return partyMembers().map(({ characterId, name, classId }) => {
      const player = room()?.state.players?.get(characterId);
      const health = player ? { now: player.health, most: player.maxHealth } : null;
      return { characterId, name, color: classOf(classId)?.color ?? '', health };
    });
  }
}
