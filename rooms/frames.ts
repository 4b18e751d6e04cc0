import { Protocol, ProtocolModifier } from '@colyseus/core';
import { decode } from '@colyseus/schema';
import { MoveInput } from '../schema/input.ts';
import { isPlainValue } from './message-pack.ts';

/** Fields of MoveInput, which are all one byte wide. */
const INPUT_FIELDS = Object.keys(new MoveInput().toJSON()).length;
const SCHEMA_ADD = 0x80;
/** As far as the framework's own clock counts. */
const LONGEST_STAMP_MS = 2 ** 32;

/**
 * What a client may send, by the frame's first byte. Everything else is refused before a decoder sees it, and so is what
 * the framework's decoders answer with endless loops, gigabytes or pages on the console:
 * - unreliable input (20): `14 01 ff` makes its decoder walk backwards for ever, twelve bytes make it allocate a gigabyte;
 * - requests (21), which no room answers;
 * - modifiers in the upper three bits, but for the time of what its player saw, which precedes an input.
 */
const CHECKS: Partial<Record<number, (frame: Buffer) => boolean>> = {
  [Protocol.JOIN_ROOM]: hasNoBody,
  [Protocol.LEAVE_ROOM]: hasNoBody,
  [Protocol.PING]: hasNoBody,
  [Protocol.ROOM_DATA]: (frame) => hasReadableBody(frame, endOfName(frame)),
  [Protocol.ROOM_DATA_BYTES]: (frame) => endOfName(frame) <= frame.length,
  [Protocol.ROOM_INPUT_RELIABLE]: (frame) => isMoveInput(frame, 1),
  [Protocol.ROOM_INPUT_RELIABLE | ProtocolModifier.TIMED]: (frame) => isMoveInput(frame, endOfStamp(frame)),
};

export function isAcceptable(frame: Buffer): boolean {
  return CHECKS[frame[0] ?? -1]?.(frame) ?? false;
}

function hasNoBody(frame: Buffer): boolean {
  return frame.length === 1;
}

/**
 * Where a message's name ends: a small number, or a MessagePack string of at most 31 printable ASCII characters. Not `*`: for the
 * framework that is every message, and what follows would be taken for the name.
 * @returns NaN: it has no such name
 */
function endOfName(frame: Buffer): number {
  const header = frame[1] ?? 0xff;
  if (header < 0x80) return 2;
  if (header < 0xa0 || header > 0xbf) return Number.NaN;
  const name = frame.subarray(2, 2 + (header & 0x1f));
  const isReadable = name.length === (header & 0x1f) && name.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isReadable && name.toString('latin1') !== '*' ? 2 + name.length : Number.NaN;
}

/** Nothing, or one value. What the framework cannot decode it would print, and hold the seat of whoever sent it. */
function hasReadableBody(frame: Buffer, start: number): boolean {
  return start === frame.length || (start < frame.length && isPlainValue(frame, start));
}

/**
 * Where the input begins behind a stamp: the milliseconds since the one before. Added up by the framework, anything but a
 * whole number of this size would stay with its client for good.
 * @returns NaN: the stamp is none
 */
function endOfStamp(frame: Buffer): number {
  const cursor = { offset: 1 };
  const stamp = decode.number(frame, cursor);
  return Number.isInteger(stamp) && Math.abs(stamp) <= LONGEST_STAMP_MS ? cursor.offset : Number.NaN;
}

/** Schema's delta of MoveInput from `start` on: pairs of an operation on a field (add or replace) and its value. */
function isMoveInput(frame: Buffer, start: number): boolean {
  const bytes = frame.length - start;
  if (!(bytes >= 0) || bytes % 2 === 1 || bytes > 2 * INPUT_FIELDS) return false;
  for (let offset = start; offset < frame.length; offset += 2) {
    if ((frame[offset]! & ~SCHEMA_ADD) >= INPUT_FIELDS) return false;
  }
  return true;
}
