import type { CharacterClass, Portal } from '../../../src/content/types.ts';
import type { CollectableKind } from '../api/game-api.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import { STANDING, type Steering, strongest } from '../steering/steering.ts';
import { Crowd } from './crowd.ts';
import { floatText } from './floating-text.ts';
import { MapPicture } from './map-picture.ts';
import { Motes } from './motes.ts';
import { NodeField, type SeenNode } from './node-field.ts';
import { RoomView } from './room-view.ts';
import { portalAt, type Scenery } from './scenery.ts';
import { Stage } from './stage.ts';

export interface WorldOptions {
  parent: HTMLElement;
  classes: ReadonlyMap<string, CharacterClass>;
  nodeKinds: ReadonlyMap<string, CollectableKind>;
  characterId: string;
  steerings: readonly Steering[];
  /** Every frame in which the person wants to walk. @param elapsedMs time since the last frame */
  onWalking(elapsedMs: number): void;
  onPortal(portal: Portal | null): void;
  /** @param node what can be collected from here; null: nothing, or one stands in a portal, which comes first */
  onNode(node: SeenNode | null): void;
}

/** Where words over the own character begin, world pixels above its middle. */
const ABOVE_HEAD = 34;

/** The place on the screen, with the room's players in it. */
export class World {
  private readonly options: WorldOptions;
  private readonly crowd: Crowd;
  private readonly stage: Stage;
  /** Does the person want no movement that carries no meaning? */
  private readonly isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  private readonly motes: Motes | null;
  private shown: { scenery: Scenery; picture: MapPicture } | null = null;
  private view: RoomView | null = null;
  private nodes: NodeField | null = null;
  private portal: Portal | null = null;
  private node: SeenNode | null = null;

  private constructor(options: WorldOptions, stage: Stage) {
    this.options = options;
    this.stage = stage;
    this.crowd = new Crowd(stage.scene, options.classes, options.characterId);
    this.motes = this.isCalm ? null : new Motes(stage.scene);
  }

  static async open(options: WorldOptions): Promise<World> {
    let world: World | null = null;
    const stage = await Stage.open(options.parent, {
      classIds: [...options.classes.keys()],
      onFrame: (now, elapsedMs) => world?.frame(now, elapsedMs),
      onZoom: (zoom) => world?.crowd.setZoom(zoom),
    });
    world = new World(options, stage);
    world.crowd.setZoom(stage.scene.cameras.main.zoom);
    return world;
  }

  /** What has to be there before a place can be shown. @throws Error when it cannot be had */
  async load(scenery: Scenery): Promise<void> {
    await this.stage.scene.loadTilesets(scenery.tilesets);
  }

  /** Shows a room. After a reconnect into the same place everything stays where it is. */
  show(room: PlaceRoom, scenery: Scenery): void {
    this.view?.dispose();
    if (this.shown?.scenery.place.id !== scenery.place.id) {
      this.crowd.clear();
      this.shown?.picture.destroy();
      this.shown = { scenery, picture: new MapPicture(this.stage.scene, scenery, this.isCalm) };
    }
    this.view = new RoomView({
      room,
      map: scenery.collision,
      characterId: this.options.characterId,
      onEnter: (player) => {
        this.crowd.enter(player);
        // With the own character the new state is here: whoever is drawn and not in it left while one was away.
        if (player.characterId === this.options.characterId) this.crowd.keepOnly(room.state.players);
      },
      onLeave: (player) => this.crowd.leave(player),
    });
    this.nodes?.dispose();
    this.nodes = new NodeField({
      scene: this.stage.scene,
      room,
      kinds: this.options.nodeKinds,
      calm: this.isCalm,
    });
  }

  say(characterId: string, text: string): void {
    this.crowd.say(characterId, text);
  }

  /** The server has let the own character begin to collect. */
  beginWork(nodeId: string, seconds: number): void {
    this.nodes?.begin(nodeId, seconds);
  }

  endWork(): void {
    this.nodes?.end();
  }

  /** Lines that rise from the own character. */
  float(lines: readonly string[]): void {
    const at = this.view?.drawnSelf;
    const { scene } = this.stage;
    const look = { zoom: scene.cameras.main.zoom, calm: this.isCalm };
    if (at) floatText(scene, { x: at.x, y: at.y - ABOVE_HEAD }, lines, look);
  }

  /** What can be collected, as far as it is in view. */
  get collectables(): (SeenNode & { inReach: boolean })[] {
    return (this.nodes?.seen ?? []).map((node) => ({ ...node, inReach: node.id === this.node?.id }));
  }

  get position(): { x: number; y: number } | null {
    const body = this.view?.position;
    return body ? { x: body.x, y: body.y } : null;
  }

  get players(): { name: string; x: number; y: number }[] {
    return this.crowd.present();
  }

  get othersInView(): number {
    return this.crowd.othersPresent;
  }

  get framesPerSec(): number {
    return this.stage.framesPerSec;
  }

  close(): void {
    this.view?.dispose();
    this.nodes?.dispose();
    this.stage.close();
  }

  private frame(now: number, elapsedMs: number): void {
    if (!this.view || !this.shown) return;
    const heading = strongest(this.options.steerings);
    if (heading !== STANDING) this.options.onWalking(elapsedMs);
    this.view.advance(now, heading);
    this.crowd.draw(this.view, now, elapsedMs);
    this.nodes?.draw(now);
    const self = this.view.drawnSelf;
    if (self)
      this.stage.scene.lookAt(self.x, self.y, this.shown.scenery.map.width, this.shown.scenery.map.height);
    this.motes?.draw(now, this.stage.scene.cameras.main.worldView);
    this.notePortal();
    this.noteNode();
  }

  private notePortal(): void {
    const { position } = this;
    const portal = position && this.shown ? portalAt(this.shown.scenery, position.x, position.y) : null;
    if (portal === this.portal) return;
    this.portal = portal;
    this.options.onPortal(portal);
  }

  private noteNode(): void {
    const { position, portal } = this;
    const longer = this.view?.reachBonus ?? 0;
    const node = position && !portal ? (this.nodes?.inReach(position, longer) ?? null) : null;
    if (node?.id === this.node?.id) return;
    this.node = node;
    this.options.onNode(node);
  }
}
