import type { MatchRules } from './arena-types.ts';
import type {
  Ability,
  MonsterKind,
  Progression,
  RiftScaling,
  SpawnArea,
  Stats,
  StatusKind,
} from './combat-types.ts';
import type { ConductRules } from './conduct-types.ts';
import type { InventoryRules, ItemKind } from './goods.ts';
import type { DropRules, RiftReward } from './loot-types.ts';
import type { NodeField, NodeKind } from './node-types.ts';
import type { Hull, ShipModule } from './ship-types.ts';
import type { Shop } from './shops.ts';
import type { Upgrade } from './upgrades.ts';

/** What `content/` holds once it is loaded and checked. Plain data; ids are kebab-case. */

export interface Rect {
  /** World pixels, y grows downwards. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Spawn {
  name: string;
  x: number;
  y: number;
}

export interface Portal extends Rect {
  name: string;
  /** Id of the place that it leads to. */
  place: string;
  /** Name of the spawn there. */
  spawn: string;
}

export type PlaceKind = 'hub' | 'zone' | 'rift' | 'arena';

export interface PlaceMap {
  /** World pixels. */
  width: number;
  height: number;
  walls: readonly Rect[];
  /** At least one; the first is where newcomers appear. */
  spawns: readonly Spawn[];
  portals: readonly Portal[];
  /** The Tiled map as it stands in the file, for clients. */
  tiled: unknown;
}

/** What a character needs before a place lets it in. */
export type Requirement =
  | { kind: 'level'; level: number }
  /** An upgrade by its id, and the level that it has to have. */
  | { kind: 'upgrade'; upgrade: string; level: number };

export interface Place {
  id: string;
  kind: PlaceKind;
  name: string;
  text: string;
  /** Id of the star system. */
  system: string;
  /** File name under `content/maps/`. */
  map: string;
  /** All of them are needed. */
  requires: readonly Requirement[];
}

/** Where ships land: warp leads from station to station. */
export interface Station {
  id: string;
  name: string;
  text: string;
  /** Id of the star system. */
  system: string;
  /** Id of the place in which it stands. */
  place: string;
  /** Name of the spawn at which travellers arrive. */
  spawn: string;
  /** Ids of the stations that can be reached from it; every route leads both ways. */
  routes: readonly string[];
}

export interface StarSystem {
  id: string;
  name: string;
  text: string;
  /** Light years on the star chart. */
  x: number;
  y: number;
}

/** How the instances of one kind of place are filled. Shares are of `cap`. */
export interface KindPolicy {
  /** Most seats: taken, held for a dropped connection and reserved, together. */
  cap: number;
  /** Normal placement stops at this share. */
  target: number;
  /** Parties, friends, guilds and who comes back may fill up to this share. */
  softCap: number;
  /** One more instance is kept ready when every one is above this share; null: never. */
  warmAbove: number | null;
  /** How long a reserved seat waits to be taken. */
  seatHoldSec: number;
  /** How long the seat of a dropped connection is held. */
  reconnectHoldSec: number;
  /** Below this share its players are offered a move to fuller instances; null: never. */
  consolidateBelow: number | null;
  /** How long it has to be below. */
  consolidateAfterSec: number;
}

/** Weights of the score's parts; each part is a number from 0 to 1. */
export interface ScoreWeights {
  party: number;
  friends: number;
  guild: number;
  fill: number;
  language: number;
  rtt: number;
}

/** The numbers of placement, from `content/placement.json`. */
export interface PlacementPolicy {
  kinds: Readonly<Record<PlaceKind, KindPolicy>>;
  weights: ScoreWeights;
  /** Tickets that arrive within this time are placed together, oldest first. */
  batchMs: number;
  /** An empty instance that is not needed as the warm one closes after this. */
  closeEmptyAfterSec: number;
  /** How long players may think about an offered move. */
  offerSec: number;
}

export interface CharacterClass {
  id: string;
  name: string;
  text: string;
  /** CSS colour of its marker in clients. */
  color: string;
  /** World pixels per second. */
  speed: number;
  /** Values at level 1. */
  health: number;
  mana: number;
  stamina: number;
  attack: number;
  defence: number;
  /** What each further level adds. */
  growth: Readonly<Stats>;
  /** Ids of its abilities, in the order of the bar; at most six. */
  abilities: readonly string[];
}

export interface Content {
  classes: ReadonlyMap<string, CharacterClass>;
  abilities: ReadonlyMap<string, Ability>;
  statuses: ReadonlyMap<string, StatusKind>;
  monsters: ReadonlyMap<string, MonsterKind>;
  /** Where monsters live, by the id of the place. */
  spawns: ReadonlyMap<string, readonly SpawnArea[]>;
  progression: Progression;
  riftScaling: RiftScaling;
  /** How matches go in arenas. */
  match: MatchRules;
  conduct: ConductRules;
  drops: DropRules;
  /** By the id of their rift. */
  riftRewards: ReadonlyMap<string, RiftReward>;
  items: ReadonlyMap<string, ItemKind>;
  inventory: InventoryRules;
  upgrades: ReadonlyMap<string, Upgrade>;
  /** By the id of their place. */
  shops: ReadonlyMap<string, Shop>;
  hulls: ReadonlyMap<string, Hull>;
  modules: ReadonlyMap<string, ShipModule>;
  /** What can be collected in the world. */
  nodes: ReadonlyMap<string, NodeKind>;
  /** Where it stands, by the id of the place. */
  nodeFields: ReadonlyMap<string, readonly NodeField[]>;
  systems: ReadonlyMap<string, StarSystem>;
  places: ReadonlyMap<string, Place>;
  stations: ReadonlyMap<string, Station>;
  placement: PlacementPolicy;
  /** By place id. */
  maps: ReadonlyMap<string, PlaceMap>;
  /** Id of the hub where new characters begin. */
  startingPlace: string;
  /** Where a character may enter the world: in any place that is not locked, or only where it was left. */
  entry: 'anywhere' | 'where-left';
}
