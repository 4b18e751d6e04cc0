import type { CharacterClass, Place } from '../../../src/content/types.ts';
import { SERVER_MESSAGES } from '../../../src/protocol.ts';
import { explain } from '../api/api-error.ts';
import type { Character, GameApi } from '../api/game-api.ts';
import { HubConnection } from '../connection/connection.ts';
import type { HubRoom } from '../connection/hub-room.ts';
import type { RoomPulse } from '../connection/room-pulse.ts';
import { exposeDebug } from '../debug.ts';
import { Chat } from '../hud/chat.ts';
import { ConnectionPanel } from '../hud/connection-panel.ts';
import { Overlay, type Stats } from '../hud/overlay.ts';
import { PlayHint } from '../hud/play-hint.ts';
import { PortalHint } from '../hud/portal-hint.ts';
import type { Session } from '../session/session.ts';
import { KeyboardSteering } from '../steering/keyboard.ts';
import { TouchStick } from '../steering/touch-stick.ts';
import { button, el } from '../ui/dom.ts';
import { loadCity } from '../world/city.ts';
import { World } from '../world/world.ts';
import type { Screen } from './screen.ts';

export interface WorldScreenOptions {
  session: Session;
  api: GameApi;
  character: Character;
  /** @param notice why, when it was not the person's own wish */
  onLeave(notice: string | null): void;
  onSessionOver(): void;
}

/** The world with everything that lies over it. */
export class WorldScreen implements Screen {
  readonly element: HTMLElement;
  private readonly options: WorldScreenOptions;
  private readonly canvas = el('div', { class: 'world-canvas' });
  private readonly placeName = el('h1', { class: 'place-name' });
  private readonly chat: Chat;
  private readonly overlay: Overlay;
  private readonly playHint = new PlayHint();
  private readonly portalHint: PortalHint;
  private readonly panel: ConnectionPanel;
  private readonly stick = new TouchStick();
  private readonly keyboard = new KeyboardSteering();
  private readonly connection: HubConnection;
  private classes: ReadonlyMap<string, CharacterClass> = new Map();
  private places: ReadonlyMap<string, Place> = new Map();
  private world: World | null = null;
  private live: { room: HubRoom; pulse: RoomPulse } | null = null;
  private isDisposed = false;

  constructor(options: WorldScreenOptions) {
    this.options = options;
    const leave = () => options.onLeave(null);
    this.connection = new HubConnection(options.session, options.character.id, {
      onState: (state) => this.panel.show(state),
      onRoom: (room, pulse, place) => void this.openRoom(room, pulse, place),
      onOver: (outcome) =>
        outcome.next === 'login' ? options.onSessionOver() : options.onLeave(outcome.text),
      onTravelFailed: (text) => this.chat.addNotice(`The way is closed: ${text}`),
    });
    this.chat = new Chat((text) => this.live?.room.send('chat', { text }));
    this.overlay = new Overlay(() => this.stats());
    this.portalHint = new PortalHint((place) => void this.connection.enter(place));
    this.panel = new ConnectionPanel({
      placeName: (id) => this.places.get(id)?.name ?? 'the city',
      onTryNow: () => this.connection.tryNow(),
      onTakeBack: () => void this.connection.takeBack(),
      onLeave: leave,
    });
    this.element = el(
      'main',
      { class: 'world', 'data-testid': 'world' },
      this.canvas,
      el('div', { class: 'vignette', 'aria-hidden': 'true' }),
      el(
        'header',
        { class: 'world-bar' },
        this.placeName,
        button('Leave', { class: 'quiet', 'data-testid': 'leave' }, leave),
      ),
      this.overlay.element,
      this.chat.element,
      this.stick.element,
      this.playHint.element,
      this.portalHint.element,
      this.panel.element,
    );
  }

  onShown(): void {
    void this.start();
  }

  dispose(): void {
    this.isDisposed = true;
    exposeDebug(null);
    void this.connection.close();
    this.world?.close();
    for (const part of [this.chat, this.overlay, this.portalHint, this.stick, this.keyboard]) part.dispose();
  }

  private async start(): Promise<void> {
    const { api, character, onLeave } = this.options;
    this.panel.show({ phase: 'entering', place: character.place });
    try {
      const [classes, places] = await Promise.all([api.classes(), api.places()]);
      this.classes = new Map(classes.map((one) => [one.id, one]));
      this.places = new Map(places.map((one) => [one.id, one]));
      const world = await World.open({
        parent: this.canvas,
        classes: this.classes,
        characterId: character.id,
        steerings: [this.keyboard, this.stick],
        onWalking: (elapsedMs) => this.playHint.noteWalking(elapsedMs),
        onPortal: (portal) => this.portalHint.offer(portal ? (this.places.get(portal.place) ?? null) : null),
      });
      if (this.isDisposed) return world.close();
      this.world = world;
    } catch (error) {
      if (!this.isDisposed) onLeave(explain(error));
      return;
    }
    exposeDebug({
      position: () => this.world?.position ?? null,
      players: () => this.world?.players ?? [],
      stats: () => this.stats(),
    });
    await this.connection.enter(character.place);
  }

  private async openRoom(room: HubRoom, pulse: RoomPulse, placeId: string): Promise<void> {
    this.live = { room, pulse };
    this.listen(room);
    try {
      const city = await loadCity(this.options.api, placeId);
      if (this.live.room !== room || this.isDisposed) return;
      this.world?.show(room, city);
      this.placeName.textContent = city.place.name;
    } catch (error) {
      if (this.live.room === room && !this.isDisposed) this.options.onLeave(explain(error));
    }
  }

  /** What the server says is checked as well: a newer server must not be able to break this client. */
  private listen(room: HubRoom): void {
    room.onMessage('chat', (payload: unknown) => {
      const message = SERVER_MESSAGES.chat.safeParse(payload).data;
      if (!message) return;
      const classId = room.state.players?.get(message.characterId)?.classId;
      this.chat.addMessage(message.name, message.text, this.classes.get(classId ?? '')?.color ?? '');
      this.world?.say(message.characterId, message.text);
    });
    room.onMessage('error', (payload: unknown) => {
      const message = SERVER_MESSAGES.error.safeParse(payload).data;
      if (message) this.chat.addNotice(message.message);
    });
    // Messages of later versions.
    room.onMessage('*', () => {});
  }

  private stats(): Stats {
    const { framesPerSec: patchesPerSec, bytesPerSec } = this.live?.pulse.traffic.rates(
      performance.now(),
    ) ?? {
      framesPerSec: 0,
      bytesPerSec: 0,
    };
    return {
      roundTripMs: this.live?.pulse.roundTripMs ?? null,
      patchesPerSec,
      kilobytesPerSec: bytesPerSec / 1024,
      playersInView: this.world?.othersInView ?? 0,
      playersInCity: this.live?.room.state?.population ?? 0,
      framesPerSec: this.world?.framesPerSec ?? 0,
    };
  }
}
