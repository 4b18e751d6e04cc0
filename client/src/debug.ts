import type { MatchView } from './combat/match-view.ts';
import type { Vitals } from './combat/vitals.ts';
import type { Stats } from './hud/overlay.ts';
import type { SeenMonster } from './world/monster-field.ts';

/** A read-only look into the client, for browser tests and for curious players: `omegaRealm` in the console. */
export interface OmegaRealm {
  /** The own character's predicted position in world pixels; null outside of the world. */
  position(): { x: number; y: number } | null;
  /** Everybody in view, oneself included, where they are drawn. */
  players(): { name: string; x: number; y: number }[];
  /** What can be collected, as far as it is in view. `inReach`: E collects it. */
  nodes(): { id: string; kind: string; name: string; x: number; y: number; inReach: boolean }[];
  /** The monsters in view, where they are drawn. */
  monsters(): SeenMonster[];
  /** What lies on the ground. `inReach`: E picks it up. */
  drops(): { id: string; kind: string; name: string; x: number; y: number; inReach: boolean }[];
  /** Id of whom one has chosen; null: nobody. */
  target(): string | null;
  /** How the own character is; null outside of the world. */
  health(): Vitals | null;
  /** The abilities of the class, and how long each is not ready yet. */
  abilities(): { id: string; leftMs: number }[];
  /** The match of an arena; null: there is none here. */
  match(): MatchView | null;
  /** Id of the place that one is in; null outside of the world. */
  place(): string | null;
  /** Names of the party's members, oneself included; none: in no party. */
  party(): string[];
  /** Whole credits that the character has with it; null: not known, or outside of the world. */
  credits(): number | null;
  /** What the overlay shows; null outside of the world. */
  stats(): Stats | null;
}

declare global {
  interface Window {
    omegaRealm: OmegaRealm;
  }
}

const OUTSIDE: OmegaRealm = {
  position: () => null,
  players: () => [],
  nodes: () => [],
  monsters: () => [],
  drops: () => [],
  target: () => null,
  health: () => null,
  abilities: () => [],
  match: () => null,
  place: () => null,
  party: () => [],
  credits: () => null,
  stats: () => null,
};

/** @param world null when the world is left */
export function exposeDebug(world: OmegaRealm | null): void {
  window.omegaRealm = Object.freeze(world ?? OUTSIDE);
}
