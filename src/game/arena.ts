import type { MatchRules } from '../content/arena-types.ts';
import { isAlive } from './actor.ts';
import type { Point } from './free-ground.ts';
import type { Player, World } from './world.ts';

/**
 * `waiting`: for enough players; `countdown`: there are enough; `running`: each against all; `ended`: the result is shown.
 * Nobody can be harmed but while it runs.
 */
export type MatchPhase = 'waiting' | 'countdown' | 'running' | 'ended';

/** Who fought in a match, also for a part of it. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  kills: number;
  deaths: number;
  assists: number;
  /** Health that it took from others. */
  damage: number;
  /** It is not in the world any more. */
  left: boolean;
}

/** The one match of an arena. */
export interface Match {
  readonly rules: MatchRules;
  phase: MatchPhase;
  startTick: number;
  /** When the phase is over by itself; 0: it is not. */
  endTick: number;
  /** By character, in the order in which they came in. */
  readonly participants: Map<string, Participant>;
  /** Something that clients see of it has changed and was not mirrored yet. Cleared by the mirror alone. */
  changed: boolean;
}

export interface RankedParticipant extends Readonly<Participant> {
  /** From 1. Equals share one, and the next one after them is left out. */
  readonly rank: number;
}

export interface MatchResult {
  readonly seconds: number;
  /** Best first. */
  readonly participants: readonly RankedParticipant[];
}

export function newMatch(rules: MatchRules): Match {
  return { rules, phase: 'waiting', startTick: 0, endTick: 0, participants: new Map(), changed: true };
}

/** Those of one side do each other no harm. @returns on which side a character is now */
export function sideOf({ match, rules }: Pick<World, 'match' | 'rules'>, characterId: string): string {
  const isEachForItself = match ? match.phase === 'running' : rules.combat === 'everyone';
  return isEachForItself ? characterId : 'players';
}

/** @returns the spawn that is furthest from the nearest of the others who live; of equals the first one of the map */
export function farthestSpawn({ players, spawns }: Pick<World, 'players' | 'spawns'>, player: Player): Point {
  let best = spawns[0]!;
  let bestDistance = -1;
  for (const spawn of spawns) {
    let distance = Number.POSITIVE_INFINITY;
    for (const other of players.values()) {
      if (other === player || !isAlive(other)) continue;
      distance = Math.min(distance, Math.hypot(other.body.x - spawn.x, other.body.y - spawn.y));
    }
    if (distance <= bestDistance) continue;
    best = spawn;
    bestDistance = distance;
  }
  return best;
}

/** Most kills first, then fewest deaths, then most damage. Who left stands behind all who stayed, whatever it had. */
export function rankParticipants(participants: Iterable<Participant>): RankedParticipant[] {
  const inOrder = [...participants].sort(compare);
  let rank = 1;
  return inOrder.map((one, at) => {
    if (at > 0 && compare(inOrder[at - 1]!, one) !== 0) rank = at + 1;
    return { ...one, rank };
  });
}

/** @returns how a match stands. Whoever is not in the world now has left it. @param dt seconds per tick */
export function resultOf(
  { players, tick }: Pick<World, 'players' | 'tick'>,
  match: Match,
  dt: number,
): MatchResult {
  const participants = [...match.participants.values()].map((one) => ({
    ...one,
    left: !players.has(one.id),
  }));
  return { seconds: (tick - match.startTick) * dt, participants: rankParticipants(participants) };
}

/** @param endTick when it is over by itself; 0: it is not */
export function enterPhase(world: World, match: Match, phase: MatchPhase, endTick: number): void {
  match.phase = phase;
  match.endTick = endTick;
  match.changed = true;
  for (const player of world.players.values()) player.side = sideOf(world, player.id);
}

/** Ends the match, if there is one, without a result. */
export function abandonMatch(world: World): void {
  const { match } = world;
  if (match && match.phase !== 'ended') enterPhase(world, match, 'ended', 0);
}

function compare(a: Participant, b: Participant): number {
  return Number(a.left) - Number(b.left) || b.kills - a.kills || a.deaths - b.deaths || b.damage - a.damage;
}
