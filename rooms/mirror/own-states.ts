import type { MapSchema } from '@colyseus/schema';
import { OwnState } from '../../schema/own-state.ts';
import { isAlive } from '../../src/game/actor.ts';
import { respawnTick } from '../../src/game/deaths.ts';
import { potionReadyTick } from '../../src/game/potions.ts';
import { experienceToNext } from '../../src/game/progression.ts';
import type { Player, World } from '../../src/game/world.ts';

/** What grows back by itself is told so often at most. */
const REGROWTH_UPDATES_PER_SEC = 4;

const READY = ['ready1', 'ready2', 'ready3', 'ready4', 'ready5', 'ready6'] as const;

type Field =
  | (typeof READY)[number]
  | 'mana'
  | 'maxMana'
  | 'stamina'
  | 'maxStamina'
  | 'experience'
  | 'nextLevel'
  | 'inventoryCount'
  | 'respawnAt'
  | 'readyPotion';

interface Own {
  readonly player: Player;
  readonly state: OwnState;
  /** From which tick on regrowth may be told again. */
  dueTick: number;
}

/** What each character's owner alone is told. */
export class OwnStates {
  private readonly world: World;
  private readonly states: MapSchema<OwnState>;
  private readonly stepsPerSec: number;
  private readonly owns = new Map<string, Own>();

  constructor(world: World, states: MapSchema<OwnState>, stepsPerSec: number) {
    this.world = world;
    this.states = states;
    this.stepsPerSec = stepsPerSec;
  }

  add(player: Player): OwnState {
    const state = new OwnState();
    state.now = this.millis(this.world.tick);
    state.inventoryCount = 0;
    const own = { player, state, dueTick: 0 };
    this.owns.set(player.id, own);
    this.states.set(player.id, state);
    this.copyMotion(player);
    this.copy(player);
    this.copyPools(own);
    return state;
  }

  remove({ id }: Player): void {
    this.owns.delete(id);
    this.states.delete(id);
  }

  setInventoryCount({ id }: Player, count: number): void {
    const own = this.owns.get(id);
    if (own && put(own.state, 'inventoryCount', count)) own.state.now = this.millis(this.world.tick);
  }

  /** To the bit, in every patch: what its client predicted is compared with it. */
  copyMotion({ id, body }: Player): void {
    const state = this.owns.get(id)?.state;
    if (!state) return;
    state.x = body.x;
    state.y = body.y;
    state.facing = body.facing;
  }

  /** Everything but where it is, mana and stamina, as it is now. */
  copy(player: Player): void {
    const own = this.owns.get(player.id);
    if (!own) return;
    const { state } = own;
    const { progression } = this.world.rules;
    let changed = put(state, 'maxMana', player.stats.mana);
    changed = put(state, 'maxStamina', player.stats.stamina) || changed;
    changed = put(state, 'experience', player.experience) || changed;
    changed = put(state, 'nextLevel', experienceToNext(progression, player.level)) || changed;
    changed = put(state, 'respawnAt', this.respawnAt(player)) || changed;
    changed = put(state, 'readyPotion', this.millis(potionReadyTick(player))) || changed;
    changed = this.copyCooldowns(player, state) || changed;
    if (changed) state.now = this.millis(this.world.tick);
  }

  /** Mana and stamina: what was spent at once, what has grown back now and then. */
  copyAllPools(): void {
    const { tick } = this.world;
    for (const own of this.owns.values()) {
      const { player, state } = own;
      const mana = Math.floor(player.vitals.mana);
      const stamina = Math.floor(player.vitals.stamina);
      if (mana === state.mana && stamina === state.stamina) continue;
      const isSpent = mana < state.mana || stamina < state.stamina;
      if ((isSpent || tick >= own.dueTick) && this.copyPools(own)) state.now = this.millis(tick);
    }
  }

  private copyPools(own: Own): boolean {
    const { mana, stamina } = own.player.vitals;
    own.dueTick = this.world.tick + this.stepsPerSec / REGROWTH_UPDATES_PER_SEC;
    const changed = put(own.state, 'mana', Math.floor(mana));
    return put(own.state, 'stamina', Math.floor(stamina)) || changed;
  }

  private copyCooldowns({ classId, cooldowns }: Player, state: OwnState): boolean {
    const { abilities } = this.world.rules.classes.get(classId)!;
    let changed = false;
    for (let i = 0; i < READY.length; i++) {
      const readyTick = i < abilities.length ? (cooldowns.get(abilities[i]!) ?? 0) : 0;
      changed = put(state, READY[i]!, this.millis(readyTick)) || changed;
    }
    return changed;
  }

  private respawnAt(player: Player): number {
    return isAlive(player) ? 0 : this.millis(respawnTick(this.world, player, 1 / this.stepsPerSec));
  }

  private millis(tick: number): number {
    return Math.round((tick * 1000) / this.stepsPerSec);
  }
}

/** @returns whether that changed it */
function put(state: OwnState, field: Field, value: number): boolean {
  if (state[field] === value) return false;
  state[field] = value;
  return true;
}
