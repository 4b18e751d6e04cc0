import type { Tallies } from '../measure/tallies.ts';
import type { Account } from './account.ts';
import type { Atlas } from './atlas.ts';

/** How a bot behaves: stands, walks about, does so and talks, or seeks fights and what there is to collect. */
export type Manner = 'stand' | 'walk' | 'stroll' | 'fight';

/** Somebody in the world, as a scenario sees it. Comes back by itself when a connection breaks, and follows `travel`. */
export interface Bot {
  readonly account: Account;
  readonly isInside: boolean;
  /** It has been inside at least once. */
  readonly hasEntered: boolean;
  /** Where it is; null: nowhere. */
  readonly where: { place: string; instance: string } | null;
  behave(manner: Manner): void;
  /** Resolves once it is inside. @throws Error whose message begins with the error's code */
  enter(place: string): Promise<void>;
  leave(): Promise<void>;
  /** Breaks the connection as a bad network would. */
  cut(): void;
  /** Counts what it received and sent since the last time. */
  countTraffic(): void;
  /** Measures what it received and sent in a second, on the average since the last time. */
  measureTraffic(): void;
  /** Ten times a second. @param now milliseconds */
  act(now: number): void;
}

/** What all bots of a worker share. */
export interface BotSetup {
  base: URL;
  account: Account;
  atlas: Atlas;
  tallies: Tallies;
  /** From 0 to 1. */
  random(): number;
}

export const INPUTS_PER_SEC = 10;
/** A join that takes longer has failed. */
export const JOIN_WITHIN_MS = 30_000;

/** The error's code in an error's message, or what there is of one. */
export function codeOf(error: unknown): string {
  const { code, cause, message } = error as { code?: unknown; cause?: { code?: unknown }; message?: string };
  if (typeof code === 'string') return code;
  if (typeof cause?.code === 'string') return cause.code;
  return (message ?? String(error)).split(':')[0]! || 'unknown';
}
