import type { WorldEvent } from '../src/game/events.ts';
import type { Actions } from './actions.ts';

/** What concerns a character alone is told to it. Never throws. */
export function tellPersonalNews(
  events: readonly WorldEvent[],
  stepsPerSec: number,
  actions: Pick<Actions, 'tell'>,
): void {
  for (const event of events) {
    if (event.type === 'experience')
      actions.tell(event.player.id, { type: 'experience', amount: event.amount });
    if (event.type !== 'rift-cleared') continue;
    const ms = Math.round((event.ticks / stepsPerSec) * 1000);
    for (const id of event.playerIds) actions.tell(id, { type: 'rift-cleared', boss: event.boss, ms });
  }
}
