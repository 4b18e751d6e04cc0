import { Client } from '@colyseus/sdk';
import type { CharacterClass, Place } from '../../../src/content/types.ts';
import { explain } from '../api/api-error.ts';
import type { Character, GameApi } from '../api/game-api.ts';
import { CombatContent } from '../combat/combat-content.ts';
import { PlaceConnection } from '../connection/connection.ts';
import { Door } from '../connection/door.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import type { RoomPulse } from '../connection/room-pulse.ts';
import { exposeDebug } from '../debug.ts';
import { Catalogue } from '../economy/catalogue.ts';
import { ConnectionPanel } from '../hud/connection-panel.ts';
import { Hud } from '../hud/hud.ts';
import type { Stats } from '../hud/overlay.ts';
import type { Session } from '../session/session.ts';
import { KeyboardSteering } from '../steering/keyboard.ts';
import { TouchStick } from '../steering/touch-stick.ts';
import { el } from '../ui/dom.ts';
import { dropLook } from '../world/drop-look.ts';
import { loadScenery } from '../world/scenery.ts';
import { World } from '../world/world.ts';
import type { Screen } from './screen.ts';
import { debugOf } from './world-debug.ts';

export interface WorldScreenOptions {
  session: Session;
  api: GameApi;
  character: Character;
  /** @param notice why, when it was not the person's own wish */
  onLeave(notice: string | null): void;
  onSessionOver(): void;
}

/** Where one is. */
interface Live {
  room: PlaceRoom;
  pulse: RoomPulse;
  place: string;
}

/** The world with everything that lies over it. */
export class WorldScreen implements Screen {
  readonly element: HTMLElement;
  private readonly options: WorldScreenOptions;
  private readonly canvas = el('div', { class: 'world-canvas' });
  private readonly hud: Hud;
  private readonly panel: ConnectionPanel;
  private readonly stick = new TouchStick();
  private readonly keyboard = new KeyboardSteering();
  private readonly connection: PlaceConnection;
  private classes: ReadonlyMap<string, CharacterClass> = new Map();
  private places: ReadonlyMap<string, Place> = new Map();
  private catalogue = new Catalogue();
  private combat = new CombatContent();
  private world: World | null = null;
  private live: Live | null = null;
  private isDisposed = false;

  constructor(options: WorldScreenOptions) {
    const { session, api, character } = options;
    this.options = options;
    const leave = () => options.onLeave(null);
    const placeName = (id: string) => this.places.get(id)?.name ?? id;
    const door = new Door({
      client: new Client(location.origin),
      session,
      characterId: character.id,
      language: navigator.language,
      kindOf: (place) => this.places.get(place)?.kind,
      whereabouts: async () => (await api.character(character.id)).place,
    });
    this.connection = new PlaceConnection(door, {
      onState: (state) => this.panel.show(state),
      onRoom: (room, pulse, place) => void this.openRoom({ room, pulse, place }),
      onOver: (outcome) =>
        outcome.next === 'login' ? options.onSessionOver() : options.onLeave(outcome.text),
    });
    this.hud = new Hud({
      session,
      characterId: character.id,
      catalogue: () => this.catalogue,
      combat: () => this.combat,
      surface: this.canvas,
      placeKind: () => this.places.get(this.live?.place ?? '')?.kind,
      places: () => api.places(),
      classOf: (classId) => this.classes.get(classId),
      placeName,
      room: () => this.live?.room ?? null,
      world: () => this.world,
      stats: () => this.stats(),
      onLeave: leave,
    });
    this.panel = new ConnectionPanel({
      placeName,
      onTryNow: () => this.connection.tryNow(),
      onTakeBack: () => void this.connection.takeBack(),
      onLeave: leave,
    });
    this.element = el(
      'main',
      { class: 'world', 'data-testid': 'world' },
      this.canvas,
      el('div', { class: 'vignette', 'aria-hidden': 'true' }),
      this.stick.element,
      ...this.hud.elements,
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
    for (const part of [this.hud, this.stick, this.keyboard]) part.dispose();
  }

  private async start(): Promise<void> {
    const { api, character, onLeave } = this.options;
    try {
      const [classes, places, catalogue, nodes, combat] = await Promise.all([
        api.classes(),
        api.places(),
        Catalogue.load(api),
        api.nodes(),
        CombatContent.load(api),
      ]);
      this.catalogue = catalogue;
      this.combat = combat;
      this.classes = new Map(classes.map((one) => [one.id, one]));
      this.places = new Map(places.map((one) => [one.id, one]));
      this.panel.show({ phase: 'entering', place: character.place });
      const world = await World.open({
        parent: this.canvas,
        classes: this.classes,
        nodeKinds: new Map(nodes.map((one) => [one.id, one])),
        combat,
        characterId: character.id,
        goods: (kind) => dropLook(kind, this.catalogue),
        isForSelf: ({ owner, party }) =>
          (owner === '' && party === '') ||
          owner === character.id ||
          (party !== '' && party === this.hud.partyId),
        steerings: [this.keyboard, this.stick],
        onWalking: (elapsedMs) => this.hud.noteWalking(elapsedMs),
        onReach: (reach) => this.hud.noteReach(reach),
        onFrame: () => this.hud.refresh(),
      });
      if (this.isDisposed) return world.close();
      this.world = world;
    } catch (error) {
      if (!this.isDisposed) onLeave(explain(error));
      return;
    }
    const stats = () => this.stats();
    exposeDebug(debugOf({ hud: this.hud, world: () => this.world, live: () => this.live, stats }));
    await this.connection.enter(character.place);
  }

  private async openRoom(live: Live): Promise<void> {
    const { room, place } = live;
    const isCurrent = () => this.live === live && !this.isDisposed;
    this.live = live;
    this.hud.enter(room);
    try {
      const scenery = await loadScenery(this.options.api, place);
      await this.world?.load(scenery);
      if (!isCurrent()) return;
      this.world?.show(room, scenery);
      this.hud.showPlace(scenery.place.name);
      this.panel.show(null);
    } catch (error) {
      if (isCurrent()) this.options.onLeave(explain(error));
    }
  }

  private stats(): Stats {
    const rates = this.live?.pulse.traffic.rates(performance.now());
    return {
      roundTripMs: this.live?.pulse.roundTripMs ?? null,
      patchesPerSec: rates?.framesPerSec ?? 0,
      kilobytesPerSec: (rates?.bytesPerSec ?? 0) / 1024,
      playersInView: this.world?.othersInView ?? 0,
      playersHere: this.live?.room.state?.population ?? 0,
      framesPerSec: this.world?.framesPerSec ?? 0,
    };
  }
}
