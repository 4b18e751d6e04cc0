import type { OwnTarget } from '../run/target.ts';
import type { LinkQuestion } from './link-holder.ts';
import type { Backstage, SeatOf } from './readers.ts';
import type { PlainState } from './shown-state.ts';

/** Of a server that was started with the instruments. */
export function backstageOf({ server }: OwnTarget): Backstage {
  const link = ({ roomId, sessionId }: SeatOf, what: LinkQuestion['what']) =>
    server.ask('link', { what, roomId, sessionId });
  return {
    hold: (seat) => link(seat, 'hold'),
    release: (seat) => link(seat, 'release'),
    gathered: async (seat) => (await link(seat, 'look')) as number | null,
    shown: async ({ roomId, sessionId }) =>
      (await server.ask('shown', { roomId, sessionId })) as PlainState | null,
  };
}
