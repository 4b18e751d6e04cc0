import { setTimeout as delay } from 'node:timers/promises';
import type { PlaceRoom } from '../../client/src/connection/place-room.ts';
import { Account } from '../bots/account.ts';
import type { Atlas } from '../bots/atlas.ts';
import { FullBot } from '../bots/full-bot.ts';
import { Pacer } from '../bots/pacer.ts';
import type { Api } from '../economy/api.ts';
import { Dice } from '../economy/dice.ts';
import { Tallies } from '../measure/tallies.ts';
import { askSeat } from '../seats.ts';
import { lastingDifferences } from './equality.ts';
import type { PlainState } from './shown-state.ts';
import { Visit } from './visit.ts';

/** Resuming before they are given up, and long enough for some patches to be skipped. */
const RESUME_AFTER_MS = 3_000;
/** Ten seconds of not reading, or three pings without an answer; and the time to notice. */
const GONE_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 250;
const PONG_EVERY_MS = 500;
const SEAT_WITHIN_MS = 30_000;
/** Of WebSocket: an empty pong, masked as a client's has to be. */
const PONG = Uint8Array.of(0x8a, 0x80, 0, 0, 0, 0);

/** A client, as the server knows it. */
export interface SeatOf {
  roomId: string;
  sessionId: string;
}

/** What one has to know of the server, and to do to it; null: the client is not there any more. */
export interface Backstage {
  hold(seat: SeatOf): Promise<unknown>;
  release(seat: SeatOf): Promise<unknown>;
  /** Bytes that wait for a client whose link is held. */
  gathered(seat: SeatOf): Promise<number | null>;
  shown(seat: SeatOf): Promise<PlainState | null>;
}

export interface ReadersOptions {
  base: URL;
  api: Api;
  atlas: Atlas;
  seed: number;
  backstage: Backstage;
  /** Who walk about and read. */
  witnesses: number;
  /** Whose links take nothing for some seconds. */
  returning: number;
  /** Who never read again and say nothing. */
  silent: number;
  /** Who never read again, but answer pings. */
  pretending: number;
}

export interface ReadersOutcome {
  /** Who stopped for good and is still there. */
  stillThere: number;
  /** Of those who read, and of those who do so again. */
  lost: number;
  /** Most bytes that gathered for one client. */
  mostGathered: number;
  /** Where decoded states are not the server's. */
  differences: string[];
  /** What they decoded and cannot be, or went wrong. */
  errors: [string, number][];
}

/** Some clients of a busy hub stop reading. */
export async function stopReading(options: ReadersOptions): Promise<ReadersOutcome> {
  const tallies = new Tallies();
  const dice = new Dice(options.seed);
  const pacer = new Pacer();
  const [witnesses, returning] = [
    await enterAll(options, options.witnesses, tallies, dice),
    await enterAll(options, options.returning, tallies, dice),
  ];
  const stopped = await Promise.all(
    Array.from({ length: options.silent + options.pretending }, () => join(options, dice)),
  );
  const readers = [...witnesses, ...returning];
  const rooms = new Map<FullBot, PlaceRoom>(readers.map((bot) => [bot, bot.room!]));
  for (const bot of witnesses) pacer.add(bot);
  const pretending = stopped.slice(options.silent);
  for (const { visit } of stopped) visit.socket.pause();
  const pongs = setInterval(() => {
    for (const { visit } of pretending) visit.write(PONG);
  }, PONG_EVERY_MS);
  try {
    const { backstage } = options;
    const held = [...returning.map(seatOf), ...pretending.map(({ seat }) => seat)];
    await Promise.all(held.map((seat) => backstage.hold(seat)));
    const mostWhileHeld = await watch(backstage, held, RESUME_AFTER_MS, () => false);
    await Promise.all(returning.map((bot) => backstage.release(seatOf(bot))));
    const stillThere = new Set(stopped.map(({ seat }) => seat));
    const mostLater = await watch(backstage, stillThere, GONE_WITHIN_MS, () => stillThere.size === 0);
    pacer.stop();
    const differences: string[] = [];
    for (const bot of readers) {
      const { room } = bot;
      if (!room) continue;
      const found = await lastingDifferences(
        () => backstage.shown(seatOf(bot)),
        () => room.state.toJSON() as PlainState,
      );
      differences.push(...found);
    }
    return {
      stillThere: stillThere.size,
      lost: readers.filter((bot) => bot.room !== rooms.get(bot)).length,
      mostGathered: Math.max(mostWhileHeld, mostLater),
      differences,
      errors: tallies.family('error:'),
    };
  } finally {
    clearInterval(pongs);
    pacer.stop();
    for (const { visit } of stopped) visit.socket.terminate();
    await Promise.allSettled(readers.map((bot) => bot.leave()));
  }
}

/** Takes out of the seats those that are gone. @returns the most bytes that gathered for one of them */
async function watch(
  backstage: Backstage,
  seats: Set<SeatOf> | readonly SeatOf[],
  ms: number,
  isOver: () => boolean,
): Promise<number> {
  const end = performance.now() + ms;
  let most = 0;
  while (performance.now() < end && !isOver()) {
    for (const seat of [...seats]) {
      const bytes = await backstage.gathered(seat);
      if (bytes !== null) most = Math.max(most, bytes);
      else if (seats instanceof Set) seats.delete(seat);
    }
    await delay(LOOK_EVERY_MS);
  }
  return most;
}

async function enterAll(
  { api, atlas, base }: ReadersOptions,
  count: number,
  tallies: Tallies,
  dice: Dice,
): Promise<FullBot[]> {
  const bots: FullBot[] = [];
  for (let i = 0; i < count; i++) {
    const account = await Account.open(api, dice, atlas.classes);
    const bot = new FullBot({ base, account, atlas, tallies, random: () => dice.fraction() });
    await bot.enter(atlas.open('hub')[0]!);
    bots.push(bot);
  }
  return bots;
}

async function join(
  { api, atlas, base }: ReadersOptions,
  dice: Dice,
): Promise<{ seat: SeatOf; visit: Visit }> {
  const account = await Account.open(api, dice, atlas.classes);
  const seat = await askSeat({
    base,
    kind: 'hub',
    token: await account.accessToken(),
    options: { characterId: account.characterId, place: atlas.open('hub')[0]! },
    giveUpMs: SEAT_WITHIN_MS,
  });
  return { seat, visit: await Visit.begin(base, seat) };
}

function seatOf({ room }: FullBot): SeatOf {
  return { roomId: room!.roomId, sessionId: room!.sessionId };
}
