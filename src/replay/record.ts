import type { Incident } from '../game/outside.ts';
import type { Digest } from './digest.ts';

/** Another number whenever older records cannot be read any more. */
export const RECORD_FORMAT = 1;

/** The first line of a record. */
export interface RecordHeader {
  format: number;
  place: string;
  kind: string;
  /** Of the world's dice. */
  seed: string;
  stepsPerSec: number;
  /** Digest of the content that this world reckons with. */
  content: string;
  /** Version of Node.js: other ones may reckon sines differently. */
  node: string;
}

/** What came into one tick from outside. Ticks into which nothing came, and that were not checked, have no line. */
export interface TickRecord {
  tick: number;
  /** Before the tick, in order; in the last line, after it. */
  incidents?: Incident[];
  /** By the player's slot: how many inputs waited, then those that were taken, three numbers each: moveX, moveY, facing. */
  inputs?: Record<string, number[]>;
  /** What the rules were told of the past, in the order of their questions: a delay, or x and y. */
  past?: number[];
  /** It ended in this error. */
  failed?: string;
  /** Of the world after the tick. */
  digest?: Digest;
}

/** One line: JSON, in which numbers that JSON does not know are written as `{ "number": "NaN" }`. */
export function formatLine(line: RecordHeader | TickRecord): string {
  return JSON.stringify(line, (_, value) => (isUnknownToJson(value) ? { number: nameOf(value) } : value));
}

/** @throws SyntaxError for what is not JSON */
export function parseLine(line: string): unknown {
  return JSON.parse(line, (_, value) => (typeof value?.number === 'string' ? Number(value.number) : value));
}

function isUnknownToJson(value: unknown): value is number {
  return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));
}

function nameOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
