import { setTimeout as delay } from 'node:timers/promises';
import { LightClient, type Seat } from '../light-client.ts';
import { askSeat } from '../seats.ts';

const GIVE_UP_MS = 60_000;

/** Somebody who wants into a place. */
export interface Asker {
  /** The process that is asked. */
  base: URL;
  /** Kind of room. */
  kind: string;
  /** Null: a server that asks for none. */
  token: string | null;
  options: { place: string; characterId?: string };
}

export interface Attempt<A extends Asker> {
  asker: A;
  /** Null: refused. */
  seat: Seat | null;
  /** Why it was refused; null: it was not. */
  refusal: string | null;
  /** Until the answer. */
  seatMs: number;
  /** Connected to the room; null: not. */
  client: LightClient | null;
  /** Until the room confirmed the join. */
  inRoomMs: number;
}

/** Everybody asks for a seat at the same moment, as the SDK does, and takes it at once. */
export function askAll<A extends Asker>(askers: readonly A[]): Promise<Attempt<A>[]> {
  const startedAt = performance.now();
  return Promise.all(askers.map((asker) => attempt(asker, startedAt)));
}

async function attempt<A extends Asker>(asker: A, startedAt: number): Promise<Attempt<A>> {
  const elapsed = () => performance.now() - startedAt;
  const result: Attempt<A> = { asker, seat: null, refusal: null, seatMs: 0, client: null, inRoomMs: 0 };
  try {
    result.seat = await askSeat({ ...asker, giveUpMs: GIVE_UP_MS }).finally(() => {
      result.seatMs = elapsed();
    });
    result.client = await Promise.race([LightClient.join(asker.base, result.seat), tooLate()]);
    result.inRoomMs = elapsed();
  } catch (error) {
    result.refusal = reasonOf(error as Error);
  }
  return result;
}

/** What stands before the colon is the realm's error code; stock errors begin with the id of some room. */
function reasonOf({ message, cause }: Error): string {
  const reason = message.split(':')[0]!.replace(/^[\w-]{9} is /, 'room is ');
  const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
  return `${reason}${code}`;
}

async function tooLate(): Promise<never> {
  await delay(GIVE_UP_MS, undefined, { ref: false });
  throw new Error('join timed out');
}
