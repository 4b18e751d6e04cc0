import { z } from 'zod';

export const ConductFile = z.strictObject({
  threshold: z.number().gt(0).max(1_000_000),
  forgivenPerMin: z.number().min(0).max(1_000_000),
  weights: z.record(z.string().regex(/^[a-z]+(_[a-z]+)*$/), z.number().min(0).max(1_000_000)),
});
