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

export interface Place {
  id: string;
  kind: PlaceKind;
  name: string;
  text: string;
  /** Id of the star system. */
  system: string;
  /** File name under `content/maps/`. */
  map: string;
}

export interface StarSystem {
  id: string;
  name: string;
  text: string;
  /** Light years on the star chart. */
  x: number;
  y: number;
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
}

export interface Content {
  classes: ReadonlyMap<string, CharacterClass>;
  systems: ReadonlyMap<string, StarSystem>;
  places: ReadonlyMap<string, Place>;
  /** By place id. */
  maps: ReadonlyMap<string, PlaceMap>;
  /** Id of the hub where new characters begin. */
  startingPlace: string;
}
