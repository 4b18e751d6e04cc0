import { createHash } from 'node:crypto';
import type { World } from '../game/world.ts';
import { describeWorld } from './describe.ts';

/** Hexadecimal digits that are kept of SHA-256: 64 bits. */
const DIGITS = 16;

/** By part of a world, as in `describeWorld`. */
export type Digest = Readonly<Record<string, string>>;

export function digestOf(world: World): Digest {
  return Object.fromEntries(Array.from(describeWorld(world), ([part, text]) => [part, sha256(text)]));
}

/** @returns the parts that differ, or that only one of them has */
export function differences(a: Digest, b: Digest): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((part) => a[part] !== b[part]);
}

/** Of content, maps and sets included. */
export function digestOfContent(content: unknown): string {
  return sha256(
    JSON.stringify(content, (_, value) =>
      value instanceof Map || value instanceof Set ? [...value] : value,
    ),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}
