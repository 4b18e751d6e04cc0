import { type Report, spread, tally } from '../report.ts';
import type { Asker, Attempt } from './ask-all.ts';
import type { Newcomer } from './newcomers.ts';

type Party = Pick<Newcomer, 'party'>;

/** Prints how a burst went. */
export function outcomeRows(
  report: Report,
  attempts: readonly Attempt<Asker & Party>[],
): { placed: number; partiesSplit: number } {
  const seated = attempts.filter(({ seat }) => seat !== null);
  const inRoom = attempts.filter(({ client }) => client !== null);
  const refusals = attempts.flatMap(({ refusal }) => refusal ?? []);
  report.row('refused', tally(refusals));
  report.row('time to a seat, p50 / p95 / max', spread(seated.map(({ seatMs }) => seatMs)));
  report.row('time into the room', spread(inRoom.map(({ inRoomMs }) => inRoomMs)));
  const parties = Map.groupBy(seated, ({ asker }) => asker.party);
  const split = [...parties.values()].filter(
    (members) => new Set(members.map(({ seat }) => seat!.roomId)).size > 1,
  );
  return { placed: inRoom.length, partiesSplit: split.length };
}
