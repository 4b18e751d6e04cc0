import { z } from 'zod';
import { Id, Name, Text } from './schemas.ts';

const Percent = z.number().int().min(0).max(1000);

export const PricesFile = z.strictObject({
  shops: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        text: Text,
        place: Id,
        pays: z.strictObject({
          percent: Percent,
          special: z.array(z.strictObject({ kind: Id, percent: Percent })).max(1000),
        }),
        sells: z.strictObject({ percent: Percent.min(1), kinds: z.array(Id).max(1000) }),
      }),
    )
    .min(1, 'at least one is needed'),
});
