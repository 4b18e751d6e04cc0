import { z } from 'zod';
import { ContentId } from '../fields.ts';

const Range = z.number().describe('World pixels, from edge to edge.');

const Shape = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('self').describe('On oneself.') }),
    z.object({ kind: z.literal('ally').describe('A friend, or oneself when none is named.'), range: Range }),
    z.object({ kind: z.literal('enemy').describe('One enemy.'), range: Range }),
    z.object({
      kind: z.literal('arc').describe('Enemies in front.'),
      range: Range,
      degrees: z.number().describe('Its whole width.'),
    }),
    z.object({
      kind: z.literal('projectile').describe('Flies straight until it hits.'),
      speed: z.number().describe('World pixels per second.'),
      range: z.number().describe('World pixels that it flies.'),
      half: z.number().describe('Half of its size, world pixels.'),
      pierces: z.boolean().describe('Goes on after a hit.'),
      splash: z.number().describe('Who is so near to where it ends is hit too, world pixels.'),
    }),
    z.object({
      kind: z.literal('circle').describe('Everybody around a point.'),
      range: z.number().describe('From how far it can be placed, world pixels; 0: around the user.'),
      radius: z.number().describe('World pixels.'),
    }),
    z.object({
      kind: z.literal('dash').describe('Moves along the aim at once.'),
      distance: z.number().describe('World pixels.'),
    }),
  ])
  .describe('Whom it reaches. Enemies for harm, friends and oneself for help; walls stop everything.');

const share = z.number().describe('Share of the attack of who uses it that is added.');

const Effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('damage').describe('Harms.'), amount: z.number().describe('Health.'), share }),
  z.object({ kind: z.literal('heal').describe('Heals.'), amount: z.number().describe('Health.'), share }),
  z.object({ kind: z.literal('status').describe('Lasts.'), status: ContentId.describe('Id of a status.') }),
]);

export const Ability = z
  .object({
    id: ContentId.describe("The ability's id."),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    color: z.string().describe('CSS colour of what is seen of it.'),
    icon: z.string().describe('How it is drawn.'),
    cost: z
      .object({ mana: z.number().describe('Mana.'), stamina: z.number().describe('Stamina.') })
      .describe('What each use takes.'),
    cooldownSec: z.number().describe('Seconds until it is ready again.'),
    shape: Shape,
    effects: z.array(Effect).readonly().describe('What it does to each that it reaches, in this order.'),
  })
  .meta({ id: 'Ability', description: 'Something that characters or monsters can do.' });

export const StatusKind = z
  .object({
    id: ContentId.describe(
      "The status' id; stands in `statuses` of a character or monster in a room's state.",
    ),
    name: z.string().describe('Its name.'),
    text: z.string().describe('What it is like.'),
    color: z.string().describe('CSS colour of what is seen of it.'),
    harmful: z.boolean().describe('Enemies do it to each other; others come from friends or oneself.'),
    seconds: z.number().describe('How long it lasts.'),
    speed: z.number().describe('Share that is added to the speed; below 0 taken.'),
    attack: z.number().describe('The same of the attack.'),
    defence: z.number().describe('The same of the defence.'),
    absorb: z.number().describe('Damage that it takes before health does.'),
    healthPerSec: z.number().describe('Health given each second; below 0 taken.'),
    rooted: z.boolean().describe('One cannot move.'),
    stunned: z.boolean().describe('One can neither move nor act.'),
    hidden: z.boolean().describe('Only the own party sees one; ends when one acts.'),
    protected: z.boolean().describe('Nothing harms one; ends when one acts.'),
  })
  .meta({ id: 'StatusKind', description: 'Something that lasts on somebody for a while.' });
