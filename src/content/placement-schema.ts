import { z } from 'zod';

const Share = z.number().gt(0).max(1);
const Seconds = z.number().int().min(1).max(86_400);
const Weight = z.number().min(0).max(1000);

const KindPolicy = z
  .strictObject({
    cap: z.number().int().min(1).max(10_000),
    target: Share,
    softCap: Share,
    warmAbove: Share.nullable(),
    seatHoldSec: Seconds,
    reconnectHoldSec: Seconds,
    consolidateBelow: Share.nullable(),
    consolidateAfterSec: Seconds,
  })
  .superRefine(({ target, softCap, warmAbove, consolidateBelow }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (target > softCap) refuse('target', 'must not be above softCap');
    // Normal placement never fills above the target, so that a higher mark would never be passed.
    if (warmAbove !== null && warmAbove >= target) refuse('warmAbove', 'must be below target');
    // An instance that was just filled from others must not be the next to be emptied.
    if (consolidateBelow !== null && consolidateBelow >= target)
      refuse('consolidateBelow', 'must be below target');
  });

export const PlacementFile = z.strictObject({
  kinds: z.strictObject({ hub: KindPolicy, zone: KindPolicy, rift: KindPolicy, arena: KindPolicy }),
  weights: z.strictObject({
    party: Weight,
    friends: Weight,
    guild: Weight,
    fill: Weight,
    language: Weight,
    rtt: Weight,
  }),
  batchMs: z.number().int().min(0).max(1000),
  closeEmptyAfterSec: Seconds,
  offerSec: Seconds,
});
