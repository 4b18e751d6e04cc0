import type { Seat } from './light-client.ts';

export interface SeatQuestion {
  /** The process that is asked. */
  base: URL;
  /** Kind of room. */
  kind: string;
  /** Null: a server that asks for none. */
  token: string | null;
  options: object;
  giveUpMs: number;
}

/** Asks for a seat, as the SDK does. @throws Error whose message begins with the error's code */
export function askSeat({ kind, ...question }: SeatQuestion): Promise<Seat> {
  return post(`/matchmake/joinOrCreate/${kind}`, question);
}

export interface HeldSeatQuestion {
  base: URL;
  seat: Seat;
  reconnectionToken: string;
  giveUpMs: number;
}

/** Asks for the seat that is held since the connection broke. @throws as `askSeat` */
export function askHeldSeat({ base, seat, reconnectionToken, giveUpMs }: HeldSeatQuestion): Promise<Seat> {
  const options = { reconnectionToken };
  return post(`/matchmake/reconnect/${seat.roomId}`, { base, token: null, options, giveUpMs });
}

async function post(
  path: string,
  { base, token, options, giveUpMs }: Omit<SeatQuestion, 'kind'>,
): Promise<Seat> {
  const response = await fetch(new URL(path, base), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(options),
    signal: AbortSignal.timeout(giveUpMs),
  });
  const answer = (await response.json()) as Seat & { error?: string };
  if (!response.ok || answer.error) throw new Error(answer.error ?? String(response.status));
  return answer;
}
