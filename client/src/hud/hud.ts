import type { CharacterClass, Place, PlaceKind } from '../../../src/content/types.ts';
import type { ServerMessage } from '../../../src/protocol.ts';
import { refusalText } from '../api/api-error.ts';
import { NavigationApi } from '../api/navigation-api.ts';
import { SocialApi } from '../api/social-api.ts';
import type { CombatContent } from '../combat/combat-content.ts';
import { listen } from '../connection/messages.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import type { Catalogue } from '../economy/catalogue.ts';
import type { Session } from '../session/session.ts';
import { button, el } from '../ui/dom.ts';
import type { Reach } from '../world/reach.ts';
import type { World } from '../world/world.ts';
import { Chat } from './chat.ts';
import { CombatHud } from './combat/combat-hud.ts';
import { Economy } from './economy/economy.ts';
import { showEvent } from './event-news.ts';
import { Hints } from './hints.ts';
import { Menu } from './menu.ts';
import { offerHandlers, withdrawOffer } from './offer.ts';
import { Overlay, type Stats } from './overlay.ts';
import { PanelDock } from './panel-dock.ts';
import { PlacesPanel } from './places-panel.ts';
import { PlayHint } from './play-hint.ts';
import { SocialPanel } from './social-panel.ts';
import { Toasts } from './toasts.ts';

export interface HudOptions {
  session: Session;
  characterId: string;
  /** What can be owned; empty before the world is entered. */
  catalogue(): Catalogue;
  combat(): CombatContent;
  /** The element on which the world is seen. */
  surface: HTMLElement;
  /** Of the place that one is in; undefined: not known yet. */
  placeKind(): PlaceKind | undefined;
  places(): Promise<readonly Place[]>;
  classOf(classId: string): CharacterClass | undefined;
  placeName(placeId: string): string;
  /** The room that one is in. */
  room(): PlaceRoom | null;
  world(): World | null;
  stats(): Stats;
  onLeave(): void;
}

/** Everything that lies over the world while one is in it, and what it says to the room and hears from it. */
export class Hud {
  readonly elements: readonly HTMLElement[];
  readonly combat: CombatHud;
  private readonly options: HudOptions;
  private readonly placeTitle = el('h1', { class: 'place-name', 'data-testid': 'place-name' });
  private readonly toasts = new Toasts();
  private readonly playHint = new PlayHint();
  private readonly chat: Chat;
  private readonly overlay: Overlay;
  private readonly hints: Hints;
  private readonly places: PlacesPanel;
  private readonly social: SocialPanel;
  private readonly economy: Economy;
  private readonly menu: Menu;
  private readonly dock: PanelDock;

  constructor(options: HudOptions) {
    const { session, characterId, classOf, placeName } = options;
    this.options = options;
    this.chat = new Chat((text) => options.room()?.send('chat', { text }));
    this.overlay = new Overlay(options.stats);
    this.places = new PlacesPanel({
      api: new NavigationApi(session, characterId),
      onProblem: (text) => this.toasts.say(text),
    });
    this.social = new SocialPanel({
      api: new SocialApi(session, characterId),
      toasts: this.toasts,
      characterId,
      placeName,
      colorOf: (classId) => classOf(classId)?.color ?? '',
      instance: () => options.room()?.roomId ?? null,
      namesNearby: () => this.namesNearby(),
    });
    this.economy = new Economy({
      session,
      characterId,
      catalogue: options.catalogue,
      places: options.places,
      toasts: this.toasts,
      nearby: () => this.nearby(),
      onOpen: () => this.dock.closeAll(),
      send: (name, message) => options.room()?.send(name, message),
    });
    this.hints = new Hints({
      room: options.room,
      world: options.world,
      placeName,
      say: (text) => this.toasts.say(text),
    });
    this.combat = new CombatHud({
      characterId,
      surface: options.surface,
      content: options.combat,
      classOf,
      room: options.room,
      world: options.world,
      placeKind: options.placeKind,
      stacks: () => this.economy.stacks,
      itemOf: (kind) => options.catalogue().item(kind),
      onUsed: () => this.economy.changed(),
      partyMembers: () => this.social.members.filter((member) => member.characterId !== characterId),
    });
    this.menu = new Menu(this.economy.panels.map((panel) => panel.button));
    this.dock = new PanelDock([this.places.panel, this.social.panel, ...this.economy.panels]);
    const leave = button('Leave', { class: 'quiet', 'data-testid': 'leave' }, options.onLeave);
    this.elements = [
      el(
        'header',
        { class: 'world-bar' },
        this.placeTitle,
        this.places.panel.button,
        this.social.panel.button,
        this.menu.element,
        leave,
      ),
      this.overlay.element,
      ...this.combat.elements,
      this.chat.element,
      this.playHint.element,
      ...this.hints.elements,
      this.dock.element,
      this.economy.window,
      this.toasts.element,
    ];
  }

  get partyNames(): string[] {
    return this.social.members.map(({ name }) => name);
  }

  /** Null: in no party. */
  get partyId(): string | null {
    return this.social.partyId;
  }

  /** Whole credits that the character has with it; null: not known yet. */
  get credits(): number | null {
    return this.economy.credits;
  }

  /** Hears what a room says, the first or another one. */
  enter(room: PlaceRoom): void {
    withdrawOffer(this.toasts);
    listen(room, {
      chat: (message) => this.hear(room, message),
      error: (message) => this.refuse(message),
      confirm: (message) => {
        this.hints.confirm(message);
        this.combat.confirm(message);
      },
      event: (message) => this.hearEvent(message),
      ...this.combat.handlers,
      ...this.social.handlers,
      ...this.economy.handlers,
      ...offerHandlers(this.toasts, (offerId, accept) => room.send('offer-answer', { offerId, accept })),
    });
    this.places.arrived();
    this.social.arrived();
    this.economy.arrived();
    this.hints.arrived();
    this.combat.arrived();
  }

  showPlace(name: string): void {
    this.placeTitle.textContent = name;
  }

  noteReach(reach: Reach): void {
    this.hints.offer(reach);
  }

  /** With every frame of the world. */
  refresh(): void {
    this.combat.refresh();
  }

  /** @param elapsedMs how much longer one has walked */
  noteWalking(elapsedMs: number): void {
    this.playHint.noteWalking(elapsedMs);
  }

  dispose(): void {
    const { chat, overlay, hints, combat, dock, toasts } = this;
    for (const part of [chat, overlay, hints, combat, dock, toasts]) part.dispose();
  }

  private hear(room: PlaceRoom, { characterId, name, text }: ServerMessage<'chat'>): void {
    const classId = room.state.players?.get(characterId)?.classId;
    this.chat.addMessage(name, text, this.options.classOf(classId ?? '')?.color ?? '');
    this.options.world()?.say(characterId, text);
  }

  private hearEvent(event: ServerMessage<'event'>): void {
    this.combat.hearEvent(event);
    showEvent(event, {
      world: this.options.world,
      say: (text) => this.toasts.say(text),
      nameOf: (kind) => this.economy.nameOf(kind),
      onGained: () => this.economy.changed(),
    });
  }

  private refuse(error: ServerMessage<'error'>): void {
    const { messageType } = error;
    if (messageType === 'chat') this.chat.addNotice(error.message);
    else this.toasts.say(refusalText(error));
    if (messageType === 'travel') this.hints.travelRefused();
  }

  private namesNearby(): string[] {
    return this.nearby().map(({ name }) => name);
  }

  /** The others in view, by name. */
  private nearby(): { characterId: string; name: string }[] {
    const players = [...(this.options.room()?.state.players?.values() ?? [])];
    return players
      .filter(({ characterId }) => characterId !== this.options.characterId)
      .map(({ characterId, name }) => ({ characterId, name }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}
