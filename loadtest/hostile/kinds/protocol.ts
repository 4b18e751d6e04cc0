import type { Dice } from '../../economy/dice.ts';
import { frame, join, randomBytes, type ShotKind } from '../shot.ts';

/** Of Colyseus' protocol: what clients send, … */
const JOIN_ROOM = 10;
const LEAVE_ROOM = 12;
const PING = 18;
const INPUT = 19;
const UNRELIABLE_INPUT = 20;
const REQUEST = 21;
/** … and what nobody but a server does. */
const CODES_OF_SERVERS = [0, 9, 11, 14, 15, 16, 22, 31];
const TIMED = 0x80;

/** Fields of MoveInput, one byte each, and the operations on a field that schema knows. */
const INPUT_FIELDS = 4;
const SET = [0, 0x80];
/** MessagePack's headers of numbers, which schema's stamps share. */
const [FLOAT64, UINT16, UINT32, INT32] = [0xcb, 0xcd, 0xce, 0xd2];
const ABSURD_NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300, 0.5];

/** Frames that never reach a message's handler: codes, inputs, requests. */
export const PROTOCOL_KINDS: readonly ShotKind[] = [
  {
    name: 'random bytes',
    share: 0.25,
    fate: 'open',
    make: (dice) => frame(randomBytes(dice, 64)),
  },
  {
    name: 'codes of servers',
    share: 0.05,
    fate: 'ends',
    make: (dice) => frame(dice.pick(CODES_OF_SERVERS)!, randomBytes(dice, 32)),
  },
  {
    name: 'codes with modifiers',
    share: 0.05,
    fate: 'ends',
    make: (dice) => frame(dice.pick([PING, JOIN_ROOM, 13, 17])! | dice.pick([0x20, 0x40, 0x80])!),
  },
  {
    name: 'unreliable input: walks backwards',
    share: 0.025,
    fate: 'ends',
    make: (dice) => frame(UNRELIABLE_INPUT, dice.whole(0, 4), 0xff, randomBytes(dice, 8)),
  },
  {
    name: 'unreliable input: absurd count',
    share: 0.025,
    fate: 'ends',
    make: (dice) =>
      frame(UNRELIABLE_INPUT | TIMED, UINT32, uint32(dice.whole(1e6, 2 ** 32 - 1)), randomBytes(dice, 12)),
  },
  {
    name: 'requests',
    share: 0.05,
    fate: 'ends',
    make: (dice) => frame(REQUEST, dice.whole(0, 255), 0xa4, Buffer.from('chat'), randomBytes(dice, 16)),
  },
  {
    name: 'inputs of any value',
    share: 50,
    fate: 'stays',
    make: (dice) => frame(INPUT, inputs(dice)),
  },
  {
    name: 'inputs at any time',
    share: 30,
    fate: 'stays',
    make: (dice) => frame(INPUT | TIMED, soundStamp(dice), inputs(dice)),
  },
  {
    name: 'inputs at no time',
    share: 0.05,
    fate: 'ends',
    make: (dice) => frame(INPUT | TIMED, FLOAT64, float64(dice.pick(ABSURD_NUMBERS)!), inputs(dice)),
  },
  {
    name: 'inputs of absurd length',
    share: 0.05,
    fate: 'ends',
    make: (dice) => frame(INPUT, randomBytes(dice, 4_000, 2 * INPUT_FIELDS + 1)),
  },
  {
    name: 'inputs of unknown fields',
    share: 0.05,
    fate: 'ends',
    make: (dice) => frame(INPUT, dice.pick(SET)! | dice.whole(INPUT_FIELDS, 127), dice.whole(0, 255)),
  },
  { name: 'pings', share: 25, fate: 'stays', make: () => frame(PING) },
  {
    name: 'pings with a body',
    share: 0.025,
    fate: 'ends',
    make: (dice) => frame(PING, randomBytes(dice, 9, 1)),
  },
  { name: 'joins once more', share: 12, fate: 'stays', make: () => frame(JOIN_ROOM) },
  { name: 'farewells', share: 0.025, fate: 'ends', make: () => frame(LEAVE_ROOM) },
];

function inputs(dice: Dice): Uint8Array {
  const pairs = Array.from({ length: dice.whole(0, INPUT_FIELDS) }, () => [
    dice.pick(SET)! | dice.whole(0, INPUT_FIELDS - 1),
    dice.whole(0, 255),
  ]);
  return Uint8Array.from(pairs.flat());
}

/** Whole milliseconds, as the framework adds them up; mostly not those that any client would send. */
function soundStamp(dice: Dice): Uint8Array {
  return dice.weighted([
    [8, Uint8Array.of(dice.whole(0, 127))],
    [1, Uint8Array.of(UINT16, dice.whole(0, 255), dice.whole(0, 255))],
    [0.1, join(UINT32, uint32(dice.whole(0, 2 ** 32 - 1)))],
    [0.1, join(INT32, uint32(dice.whole(0, 2 ** 32 - 1)))],
  ]);
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function float64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}
