import { z } from 'zod';
import type { NodeKind as ContentNodeKind } from '../../content/node-types.ts';
import { ContentId } from '../fields.ts';

export const NodeKind = z
  .object({
    id: ContentId.describe("The kind's id; stands in the `kind` of a node in a room's state."),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    category: z.enum(['ore', 'debris']).describe('Ore grows here, debris was left.'),
    rarity: z.enum(['common', 'uncommon', 'rare', 'epic', 'legendary']).describe('How rare it is.'),
    color: z.string().describe('CSS colour of what is worth having in it.'),
    shape: z.enum(['vein', 'crystal', 'heap', 'wreck']).describe('How it is drawn.'),
    seconds: z.number().describe('How long it takes to collect, before effects.'),
    range: z.number().int().describe('From how far it can be collected, world pixels, before effects.'),
    respawnSec: z.number().describe('Seconds from one to the next.'),
    yields: z.array(ContentId).readonly().describe('Ids of the items that may come out of it.'),
  })
  .meta({ id: 'NodeKind', description: 'A kind of ore or debris that can be collected in the world.' });

/** Without the chances of its loot. */
export function nodeShown({ loot, ...kind }: ContentNodeKind): z.input<typeof NodeKind> {
  return { ...kind, yields: loot.map(({ item }) => item) };
}
