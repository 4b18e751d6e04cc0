import type { WebSocket } from 'ws';
import type { Dice } from '../economy/dice.ts';

/** What a hostile client sends at once, by way of ws or past it. */
export type Shot =
  | { as: 'frame'; bytes: Uint8Array }
  | { as: 'text'; text: string }
  /** One message in several WebSocket frames. */
  | { as: 'fragments'; parts: readonly Uint8Array[] }
  /** Bytes of the TCP stream: so many WebSocket frames, mostly ones that ws itself would not send. */
  | { as: 'wire'; bytes: Uint8Array; frames: number };

/** Frames of one sort. */
export interface ShotKind {
  readonly name: string;
  /** How often, compared with the others. */
  readonly share: number;
  /** What becomes of the connection; `open` where it depends on the dice. */
  readonly fate: 'stays' | 'ends' | 'open';
  readonly make: (dice: Dice) => Shot;
}

/** @returns how many WebSocket frames that were */
export function fire(socket: WebSocket, shot: Shot): number {
  switch (shot.as) {
    case 'frame':
      socket.send(shot.bytes);
      return 1;
    case 'text':
      socket.send(shot.text);
      return 1;
    case 'fragments':
      for (const [i, part] of shot.parts.entries()) socket.send(part, { fin: i === shot.parts.length - 1 });
      return shot.parts.length;
    case 'wire':
      streamOf(socket).write(shot.bytes);
      return shot.frames;
  }
}

export function frame(...parts: (Uint8Array | number)[]): Shot {
  return { as: 'frame', bytes: join(...parts) };
}

/** Numbers are single bytes. */
export function join(...parts: (Uint8Array | number)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'number' ? Uint8Array.of(part) : part)));
}

export function randomBytes(dice: Dice, most: number, least = 0): Uint8Array {
  return Uint8Array.from({ length: dice.whole(least, most) }, () => dice.whole(0, 255));
}

/** What ws writes to. */
export function streamOf(socket: WebSocket): { write(bytes: Uint8Array): void } {
  return (socket as unknown as { _socket: { write(bytes: Uint8Array): void } })._socket;
}
