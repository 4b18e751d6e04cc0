import type { ServerMessage } from '../../../src/protocol.ts';
import { creditsText, numberText } from '../economy/words.ts';
import type { World } from '../world/world.ts';

export interface EventNewsOptions {
  world(): Pick<World, 'float' | 'beginWork' | 'endWork'> | null;
  say(text: string): void;
  /** Of an item, for a person. */
  nameOf(kind: string): string;
  /** What one owns has changed. */
  onGained(): void;
}

/** Shows what happened to the own character. */
export function showEvent(
  event: ServerMessage<'event'>,
  { world, say, nameOf, onGained }: EventNewsOptions,
): void {
  switch (event.type) {
    case 'collecting':
      world()?.beginWork(event.node, event.seconds);
      break;
    case 'interrupted':
      world()?.endWork();
      break;
    case 'experience':
      world()?.float([`+${numberText(event.amount)} XP`]);
      break;
    case 'gained': {
      const credits = event.credits > 0 ? [`+${creditsText(event.credits)}`] : [];
      world()?.float([...event.items.map(({ kind, amount }) => `+${amount} ${nameOf(kind)}`), ...credits]);
      if (event.where === 'mail') say('There was no room for it: it comes by mail.');
      onGained();
      break;
    }
  }
}
