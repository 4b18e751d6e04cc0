import { pack } from 'msgpackr';
import { frame, join, randomBytes, type Shot, type ShotKind } from '../shot.ts';
import { anything, MESSAGE_NAMES, nonsense, spoilt } from './payloads.ts';

/** Of Colyseus' protocol. */
const ROOM_DATA = 13;
const ROOM_DATA_BYTES = 17;
/** Of MessagePack: a string of at most 31 bytes. */
const SHORT_STRING = 0xa0;
const NAMES_OF_OBJECTS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then', ''];
/** MessagePack's headers of what says in four bytes how long it is: strings, bytes, lists, maps, extensions. */
const LONG_THINGS = [0xdb, 0xc6, 0xdd, 0xdf, 0xc9];
/** A time, a regular expression that never ends, a set, a structure that is to be remembered, a type that nobody knows. */
const EXTENSIONS = [
  Uint8Array.of(0xd6, 0xff, 1, 2, 3, 4),
  join(0xc7, 11, 0x78, 0x92, 0xa6, Buffer.from('(a+)+$'), 0xa0, 0xc0),
  Uint8Array.of(0xd4, 0x73, 0, 0x91, 1),
  Uint8Array.of(0xd5, 0x72, 0x40, 1, 0x91, 0xa1, 0x61, 1),
  Uint8Array.of(0xc7, 0, 0x20),
];
/** A list of one, a map of one under the empty key: each holds the next one. */
const NESTS = [Uint8Array.of(0x91), Uint8Array.of(0x81, 0xa0)];
/** The server takes frames of 4 KiB. */
const MOST_NESTING_BYTES = 4_000;

/** Frames that carry a message, or what looks like one. */
export const MESSAGE_KINDS: readonly ShotKind[] = [
  {
    name: 'messages: well-formed nonsense',
    share: 50,
    fate: 'stays',
    make: (dice) => {
      const name = dice.pick(MESSAGE_NAMES)!;
      return message(name, pack(nonsense(name, dice)));
    },
  },
  {
    name: 'messages: one field spoilt',
    share: 3,
    fate: 'stays',
    make: (dice) => {
      const name = dice.pick(MESSAGE_NAMES)!;
      return message(name, pack(spoilt(nonsense(name, dice), dice)));
    },
  },
  {
    name: 'messages: wrong types',
    share: 3,
    fate: 'stays',
    make: (dice) => message(dice.pick(MESSAGE_NAMES)!, pack(anything(dice))),
  },
  {
    name: 'messages: names that every object has',
    share: 1,
    fate: 'stays',
    make: (dice) => message(dice.pick(NAMES_OF_OBJECTS)!, pack(anything(dice))),
  },
  {
    name: 'messages: keys that every object has',
    share: 1,
    fate: 'stays',
    make: (dice) => {
      const key = dice.pick(['__proto__', 'constructor', 'prototype'])!;
      const body = join(0x81, text(key), 0x81, text('admin'), pack(anything(dice)));
      return message(dice.pick(MESSAGE_NAMES)!, body);
    },
  },
  {
    name: 'messages: numbers for names',
    share: 1,
    fate: 'stays',
    make: (dice) => frame(ROOM_DATA, dice.whole(0, 127), pack(anything(dice))),
  },
  {
    name: 'messages: unreadable names',
    share: 0.05,
    fate: 'ends',
    make: (dice) => frame(ROOM_DATA, dice.whole(0xc0, 0xff), randomBytes(dice, 16)),
  },
  {
    name: "messages: to the framework's wildcard",
    share: 0.025,
    fate: 'ends',
    make: (dice) => message('*', pack(anything(dice))),
  },
  {
    name: 'messages: raw bytes',
    share: 1,
    fate: 'stays',
    make: (dice) => frame(ROOM_DATA_BYTES, text(dice.pick(MESSAGE_NAMES)!), randomBytes(dice, 64)),
  },
  {
    name: 'messages: extensions',
    share: 0.05,
    fate: 'ends',
    make: (dice) => {
      return message(dice.pick(MESSAGE_NAMES)!, dice.pick(EXTENSIONS)!);
    },
  },
  {
    name: 'messages: cut off',
    share: 0.125,
    fate: 'open',
    make: (dice) => {
      const name = dice.pick(MESSAGE_NAMES)!;
      const { bytes } = message(name, pack(nonsense(name, dice)));
      return frame(bytes.subarray(0, dice.whole(1, bytes.length - 1)));
    },
  },
  {
    name: 'messages: huge lengths',
    share: 0.05,
    fate: 'ends',
    make: (dice) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(dice.pick([2 ** 32 - 1, 2 ** 31, 2 ** 31 - 1, 2 ** 24, 65_536])!);
      return message(dice.pick(MESSAGE_NAMES)!, join(dice.pick(LONG_THINGS)!, length, randomBytes(dice, 32)));
    },
  },
  {
    name: 'messages: deep nests',
    share: 0.05,
    fate: 'open',
    make: (dice) => {
      const nest = dice.pick(NESTS)!;
      const depth = dice.whole(1, Math.floor(MOST_NESTING_BYTES / nest.length));
      return message(dice.pick(MESSAGE_NAMES)!, Buffer.concat(Array.from({ length: depth }, () => nest)));
    },
  },
  {
    name: 'messages: random bodies',
    share: 0.125,
    fate: 'open',
    make: (dice) => message(dice.pick(MESSAGE_NAMES)!, randomBytes(dice, 128)),
  },
];

function message(name: string, body: Uint8Array): Extract<Shot, { as: 'frame' }> {
  return { as: 'frame', bytes: join(ROOM_DATA, text(name), body) };
}

/** @param value at most 31 characters */
function text(value: string): Uint8Array {
  return join(SHORT_STRING | value.length, Buffer.from(value, 'ascii'));
}
