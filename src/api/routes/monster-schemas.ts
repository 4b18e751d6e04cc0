import { z } from 'zod';
import type { MonsterKind as ContentMonsterKind } from '../../content/combat-types.ts';
import { ContentId } from '../fields.ts';

export const MonsterKind = z
  .object({
    id: ContentId.describe("The kind's id; stands in the `kind` of a monster in a room's state."),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    level: z.number().int().describe('Its level.'),
    rank: z.enum(['normal', 'elite', 'boss']).describe('Elites are worth several, bosses end a rift.'),
    color: z.string().describe('CSS colour of its body.'),
    shape: z.string().describe('How it is drawn.'),
    half: z.number().int().describe('Half of its size, world pixels.'),
    speed: z.number().describe('World pixels per second.'),
    abilities: z.array(ContentId).readonly().describe('Ids of what it can do.'),
    yields: z.array(ContentId).readonly().describe('Ids of the items that it may leave.'),
  })
  .meta({ id: 'MonsterKind', description: 'A kind of monster that lives in zones and rifts.' });

/** Without what it is reckoned with, and the chances of its loot. */
export function monsterShown(kind: ContentMonsterKind): z.input<typeof MonsterKind> {
  const { id, name, text, level, rank, color, shape, half, speed, abilities, loot } = kind;
  const yields = loot.map(({ item }) => item);
  return { id, name, text, level, rank, color, shape, half, speed, abilities, yields };
}
