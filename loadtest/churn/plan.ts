import type { PlaceKind } from '../../src/content/types.ts';
import type { Atlas } from '../bots/atlas.ts';
import type { Dice } from '../economy/dice.ts';

/**
 * How a visit ends: by a farewell; the connection breaks and is taken up again; the same character comes in from elsewhere;
 * the connection breaks for good, and the seat runs out; nobody comes to take the seat, and it runs out.
 */
export type Ending = 'leaves' | 'returns' | 'is overtaken' | 'vanishes' | 'never comes';

/** One visit, decided before it begins: with the same seed they are the same, in the same order. */
export interface Plan {
  place: string;
  /** Where the character comes in next, when it is overtaken. */
  next: string;
  ending: Ending;
  stayMs: number;
  /** Until a broken connection is taken up again. */
  awayMs: number;
}

/** Joins of a visit that ends so. */
export const JOINS: Readonly<Record<Ending, number>> = {
  leaves: 1,
  returns: 1,
  'is overtaken': 2,
  vanishes: 1,
  'never comes': 0,
};

const KINDS: readonly (readonly [number, PlaceKind])[] = [
  [50, 'hub'],
  [38, 'zone'],
  [5, 'rift'],
  [7, 'arena'],
];
const BRIEF: readonly (readonly [number, Ending])[] = [
  [55, 'leaves'],
  [15, 'returns'],
  [15, 'is overtaken'],
];
const ALL: readonly (readonly [number, Ending])[] = [...BRIEF, [8, 'vanishes'], [7, 'never comes']];
const MOST_AWAY_MS = 1_500;

/** @param isBrief without endings after which a seat is held for minutes @param meanStayMs in the world */
export function drawPlan(dice: Dice, atlas: Atlas, meanStayMs: number, isBrief: boolean): Plan {
  const place = () => dice.pick(atlas.open(dice.weighted(KINDS)))!;
  return {
    place: place(),
    next: place(),
    ending: dice.weighted(isBrief ? BRIEF : ALL),
    stayMs: meanStayMs * (0.5 + dice.fraction()),
    awayMs: MOST_AWAY_MS * dice.fraction(),
  };
}
