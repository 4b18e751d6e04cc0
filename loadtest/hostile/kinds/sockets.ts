import { join, randomBytes, type Shot, type ShotKind } from '../shot.ts';

/** Of Colyseus' protocol. */
const PING = Uint8Array.of(18);
/** Of WebSocket: the last part of a message, what is in it, and that it is masked, as of a client it must be. */
const [FIN, MASKED] = [0x80, 0x80];
const [CONTINUATION, TEXT, BINARY, CLOSE, WS_PING] = [0, 1, 2, 8, 9];
const NO_MASK = new Uint8Array(4);
/** What the server takes in one message. */
const MOST_BYTES = 4 * 1024;
/** Far more than its limit for a second. */
const FLOOD = 1_000;

/** What strikes below the rooms: at the WebSocket, and at its limits. */
export const SOCKET_KINDS: readonly ShotKind[] = [
  {
    name: 'text',
    share: 0.05,
    fate: 'ends',
    make: (dice) => ({ as: 'text', text: dice.pick(['', 'hello', '{"type":"chat"}', '\u0012'])! }),
  },
  {
    name: 'a ping in fragments',
    share: 2,
    fate: 'stays',
    make: (dice) => {
      const empty = Array.from({ length: dice.whole(0, 3) }, () => new Uint8Array(0));
      return { as: 'fragments', parts: [...empty, PING, ...empty] };
    },
  },
  {
    name: 'too long',
    share: 0.05,
    fate: 'ends',
    make: (dice) => ({ as: 'frame', bytes: randomBytes(dice, 2 * MOST_BYTES, MOST_BYTES + 1) }),
  },
  {
    name: 'too long in fragments',
    share: 0.025,
    fate: 'ends',
    make: (dice) => ({
      as: 'fragments',
      parts: [0, 1, 2].map(() => randomBytes(dice, MOST_BYTES, MOST_BYTES / 2)),
    }),
  },
  {
    name: 'declared to be huge',
    share: 0.025,
    fate: 'ends',
    make: () => wire(1, FIN | BINARY, MASKED | 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, NO_MASK),
  },
  {
    name: 'no WebSocket frames',
    share: 0.075,
    fate: 'ends',
    make: (dice) =>
      dice.pick([
        wire(1, FIN | 0x70 | BINARY, MASKED, NO_MASK),
        wire(1, FIN | 3, MASKED, NO_MASK),
        wire(1, FIN | BINARY, 1, 18),
        wire(1, FIN | CONTINUATION, MASKED | 1, NO_MASK, 18),
        wire(1, FIN | TEXT, MASKED | 2, NO_MASK, 0xff, 0xfe),
        wire(1, WS_PING, MASKED, NO_MASK),
        wire(1, FIN | WS_PING, MASKED | 126, 0, 126, NO_MASK, new Uint8Array(126)),
        wire(1, FIN | CLOSE, MASKED | 2, NO_MASK, 0, 1),
      ])!,
  },
  {
    name: 'flood of pings',
    share: 0.0025,
    fate: 'ends',
    make: () => flood(join(FIN | BINARY, MASKED | 1, NO_MASK, PING)),
  },
  {
    name: "flood of WebSocket's own pings",
    share: 0.0025,
    fate: 'ends',
    make: () => flood(join(FIN | WS_PING, MASKED | 1, NO_MASK, 0)),
  },
  {
    name: 'flood of empty fragments',
    share: 0.0025,
    fate: 'ends',
    make: () => flood(join(CONTINUATION, MASKED, NO_MASK), join(BINARY, MASKED, NO_MASK)),
  },
];

function wire(frames: number, ...parts: (Uint8Array | number)[]): Shot {
  return { as: 'wire', bytes: join(...parts), frames };
}

function flood(each: Uint8Array, first: Uint8Array = each): Shot {
  return wire(FLOOD, first, ...Array.from({ length: FLOOD - 1 }, () => each));
}
