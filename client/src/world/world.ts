import type { DropState } from '../../../schema/creatures.ts';
import type { CharacterClass } from '../../../src/content/types.ts';
import type { CollectableKind } from '../api/game-api.ts';
import type { CombatContent } from '../combat/combat-content.ts';
import type { Point } from '../combat/targets.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import { STANDING, type Steering, strongest } from '../steering/steering.ts';
import { Battlefield } from './battlefield.ts';
import { Crowd } from './crowd.ts';
import type { SeenDrop } from './drop-field.ts';
import { angleOf } from './facing.ts';
import { floatText } from './floating-text.ts';
import { MapPicture } from './map-picture.ts';
import { Motes } from './motes.ts';
import { NodeField, type SeenNode } from './node-field.ts';
import { NOTHING_IN_REACH, type Reach, reachOf } from './reach.ts';
import { RoomView } from './room-view.ts';
import type { Scenery } from './scenery.ts';
import { Stage } from './stage.ts';

export interface WorldOptions {
  parent: HTMLElement;
  classes: ReadonlyMap<string, CharacterClass>;
  nodeKinds: ReadonlyMap<string, CollectableKind>;
  combat: CombatContent;
  characterId: string;
  steerings: readonly Steering[];
  /** Name and sparkle of a kind of goods; empty: credits. */
  goods(kind: string): { name: string; color: number };
  /** May the own character have it? */
  isForSelf(drop: Pick<DropState, 'owner' | 'party'>): boolean;
  /** Every frame in which the person wants to walk. @param elapsedMs time since the last frame */
  onWalking(elapsedMs: number): void;
  /** Other things are in reach than before. */
  onReach(reach: Reach): void;
  /** After every frame in a room. */
  onFrame(): void;
}

/** Where words over the own character begin, world pixels above its middle. */
const ABOVE_NAME = 46;

/** The place on the screen, with everybody and everything in it. */
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
  private field: Battlefield | null = null;
  private reach = NOTHING_IN_REACH;

  private constructor(options: WorldOptions, stage: Stage) {
    this.options = options;
    this.stage = stage;
    this.crowd = new Crowd(stage.scene, options.classes, options.combat, options.characterId);
    this.motes = this.isCalm ? null : new Motes(stage.scene);
  }

  static async open(options: WorldOptions): Promise<World> {
    let world: World | null = null;
    const stage = await Stage.open(options.parent, {
      classIds: [...options.classes.keys()],
      onFrame: (now, elapsedMs) => world?.frame(now, elapsedMs),
      onZoom: (zoom) => world?.setZoom(zoom),
    });
    world = new World(options, stage);
    world.setZoom(world.zoom);
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
    const { characterId, combat, nodeKinds, goods, isForSelf } = this.options;
    const { scene } = this.stage;
    this.view = new RoomView({
      room,
      map: scenery.collision,
      characterId,
      onEnter: (player) => {
        this.crowd.enter(player);
        // With the own character the new state is here: whoever is drawn and not in it left while one was away.
        if (player.characterId === characterId) this.crowd.keepOnly(room.state.players);
      },
      onLeave: (player) => this.crowd.leave(player),
    });
    this.nodes?.dispose();
    this.nodes = new NodeField({ scene, room, kinds: nodeKinds, calm: this.isCalm });
    this.field?.dispose();
    this.field = new Battlefield({
      ...{ scene, room, view: this.view, map: scenery.collision, crowd: this.crowd },
      ...{ content: combat, characterId, goods, isForSelf, zoom: this.zoom, calm: this.isCalm },
      arePlayersEnemies: scenery.place.kind === 'arena',
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
    const look = { zoom: this.zoom, calm: this.isCalm };
    if (at) floatText(this.stage.scene, { x: at.x, y: at.y - ABOVE_NAME }, lines, look);
  }

  /** Turns the own character to where it aims, for a moment. @param aim radians, 0 east, clockwise on screen */
  lookTo(aim: number): void {
    this.view?.lookTo(aim);
  }

  /** The world pixel under a point of the page. @param clientX CSS pixels, as of pointer events */
  worldAt(clientX: number, clientY: number): Point {
    return this.stage.scene.worldAt(clientX, clientY);
  }

  /** The fights in the room that is shown. */
  get battle(): Battlefield | null {
    return this.field;
  }

  /** The place that is shown. */
  get scenery(): Scenery | null {
    return this.shown?.scenery ?? null;
  }

  /** What can be collected, as far as it is in view. */
  get collectables(): (SeenNode & { inReach: boolean })[] {
    return (this.nodes?.seen ?? []).map((node) => ({ ...node, inReach: node.id === this.reach.node?.id }));
  }

  /** What lies on the ground, as far as it is in view. */
  get drops(): (SeenDrop & { inReach: boolean })[] {
    const seen = this.field?.drops.seen ?? [];
    return seen.map((drop) => ({ ...drop, inReach: drop.id === this.reach.drop?.id }));
  }

  /** The own character's predicted position; null until the server has sent it. */
  get position(): Point | null {
    const body = this.view?.position;
    return body ? { x: body.x, y: body.y } : null;
  }

  /** The way that the own character looks; radians, 0 east, clockwise on screen. */
  get facing(): number {
    return angleOf(this.view?.position?.facing ?? 0);
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
    this.field?.dispose();
    this.stage.close();
  }

  private get zoom(): number {
    return this.stage.scene.cameras.main.zoom;
  }

  private setZoom(zoom: number): void {
    this.crowd.setZoom(zoom);
    this.field?.setZoom(zoom);
  }

  private frame(now: number, elapsedMs: number): void {
    if (!this.view || !this.shown) return;
    const heading = strongest(this.options.steerings);
    if (heading !== STANDING) this.options.onWalking(elapsedMs);
    this.view.advance(now, heading);
    this.crowd.draw(this.view, now, elapsedMs);
    this.nodes?.draw(now);
    this.field?.draw(now, elapsedMs);
    const self = this.view.drawnSelf;
    const { width, height } = this.shown.scenery.map;
    if (self) this.stage.scene.lookAt(self.x, self.y, width, height);
    this.motes?.draw(now, this.stage.scene.cameras.main.worldView);
    this.noteReach();
    this.options.onFrame();
  }

  private noteReach(): void {
    const { position, nodes, field, reach: before, shown, view } = this;
    const { combat } = this.options;
    const reach =
      position && view && !view.isDead && shown && nodes && field
        ? reachOf(position, combat.rules.pickUpReach, view.reachBonus, shown.scenery, field.drops, nodes)
        : NOTHING_IN_REACH;
    this.reach = reach;
    const isSame =
      reach.portal === before.portal &&
      reach.drop?.id === before.drop?.id &&
      reach.node?.id === before.node?.id;
    if (!isSame) this.options.onReach(reach);
  }
}
