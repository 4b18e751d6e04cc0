import { setTimeout as delay } from 'node:timers/promises';
import type { Services } from './services.ts';

/** What may have missed news, and whom to ask about them. */
type MissingNews = Pick<
  Services,
  'accounts' | 'characters' | 'connections' | 'effectNews' | 'log' | 'notifier'
>;

/** @returns what to do after a gap in the news: asks what was missed until it is told, one run at a time */
export function catchUp(services: MissingNews): () => void {
  let wanted = 0;
  return async () => {
    if (wanted++ > 0) return;
    for (let delayMs = 500; wanted > 0; ) {
      const answered = wanted;
      try {
        await closeWhatEnded(services);
        wanted -= answered;
      } catch (error) {
        services.log.error({ err: error }, 'missed news could not be caught up on, will try again');
        await delay(delayMs, undefined, { ref: false });
        delayMs = Math.min(10_000, delayMs * 2);
      }
    }
  };
}

/** For a process that was cut off from the database's news: asks which of its connections have ended meanwhile. */
async function closeWhatEnded({
  accounts,
  characters,
  connections,
  effectNews,
  notifier,
}: MissingNews): Promise<void> {
  const open = connections.all();
  connections.closeSessions(await accounts.endedSessions(open.map(({ sessionId }) => sessionId)));
  const stale = new Set(
    await characters.renewLeases(open.map(({ characterId, fence }) => ({ characterId, fence }))),
  );
  notifier.catchUp();
  effectNews.catchUp();
  for (const connection of open) {
    if (stale.has(connection.characterId)) void connection.close('character_taken_over');
  }
}
