import type { CharacterClass, Place, Portal } from '../../../src/content/types.ts';
import type { ServerMessage } from '../../../src/protocol.ts';
import { refusalText } from '../api/api-error.ts';
import { NavigationApi } from '../api/navigation-api.ts';
import { SocialApi } from '../api/social-api.ts';
import { listen } from '../connection/messages.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import type { Catalogue } from '../economy/catalogue.ts';
import type { Session } from '../session/session.ts';
import { button, el } from '../ui/dom.ts';
import type { SeenNode } from '../world/node-field.ts';
import type { World } from '../world/world.ts';
import { Chat } from './chat.ts';
import { Economy } from './economy/economy.ts';
import { HarvestHint } from './harvest-hint.ts';
import { Menu } from './menu.ts';
import { offerHandlers, withdrawOffer } from './offer.ts';
import { Overlay, type Stats } from './overlay.ts';
import { PanelDock } from './panel-dock.ts';
import { PlacesPanel } from './places-panel.ts';
import { PlayHint } from './play-hint.ts';
import { PortalHint } from './portal-hint.ts';
import { SocialPanel } from './social-panel.ts';
import { Toasts } from './toasts.ts';

export interface HudOptions {
  session: Session;
  characterId: string;
  /** What can be owned; empty before the world is entered. */
  catalogue(): Catalogue;
  places(): Promise<readonly Place[]>;
  classOf(classId: string): CharacterClass | undefined;
  placeName(placeId: string): string;
  /** The room that one is in. */
  room(): PlaceRoom | null;
  world(): Pick<World, 'say' | 'beginWork' | 'endWork' | 'float'> | null;
  stats(): Stats;
  onLeave(): void;
}

/** Everything that lies over the world while one is in it, and what it says to the room and hears from it. */
export class Hud {
  readonly elements: readonly HTMLElement[];
  private readonly options: HudOptions;
  private readonly placeTitle = el('h1', { class: 'place-name', 'data-testid': 'place-name' });
  private readonly toasts = new Toasts();
  private readonly playHint = new PlayHint();
  private readonly chat: Chat;
  private readonly overlay: Overlay;
  private readonly portalHint: PortalHint;
  private readonly harvestHint: HarvestHint;
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
    this.portalHint = new PortalHint((portal) => options.room()?.send('travel', { portal }));
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
    this.harvestHint = new HarvestHint({
      send: (message) => options.room()?.send('collect', message),
      world: options.world,
      say: (text) => this.toasts.say(text),
      nameOf: (kind) => this.economy.nameOf(kind),
      onGained: () => this.economy.gained(),
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
      this.chat.element,
      this.playHint.element,
      this.portalHint.element,
      this.harvestHint.element,
      this.dock.element,
      this.economy.window,
      this.toasts.element,
    ];
  }

  get partyNames(): string[] {
    return this.social.memberNames;
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
      confirm: (message) => this.harvestHint.confirm(message),
      event: (message) => this.harvestHint.hear(message),
      ...this.social.handlers,
      ...this.economy.handlers,
      ...offerHandlers(this.toasts, (offerId, accept) => room.send('offer-answer', { offerId, accept })),
    });
    this.places.arrived();
    this.social.arrived();
    this.economy.arrived();
    this.harvestHint.arrived();
  }

  showPlace(name: string): void {
    this.placeTitle.textContent = name;
  }

  /** @param portal null when one has left it */
  notePortal(portal: Portal | null): void {
    this.portalHint.offer(portal && { portal: portal.name, target: this.options.placeName(portal.place) });
  }

  /** @param node null when none is in reach */
  noteNode(node: SeenNode | null): void {
    this.harvestHint.offer(node);
  }

  /** @param elapsedMs how much longer one has walked */
  noteWalking(elapsedMs: number): void {
    this.playHint.noteWalking(elapsedMs);
  }

  dispose(): void {
    const parts = [this.chat, this.overlay, this.portalHint, this.harvestHint, this.dock, this.toasts];
    for (const part of parts) part.dispose();
  }

  private hear(room: PlaceRoom, { characterId, name, text }: ServerMessage<'chat'>): void {
    const classId = room.state.players?.get(characterId)?.classId;
    this.chat.addMessage(name, text, this.options.classOf(classId ?? '')?.color ?? '');
    this.options.world()?.say(characterId, text);
  }

  private refuse(error: ServerMessage<'error'>): void {
    const { messageType } = error;
    if (messageType === 'chat') this.chat.addNotice(error.message);
    else this.toasts.say(refusalText(error));
    if (messageType === 'travel') this.portalHint.answered();
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
