import { z } from 'zod';
import type { FileProblems } from './content-error.ts';
import type { ItemKind } from './goods.ts';
import type { RiftReward } from './loot-types.ts';
import { Id } from './schemas.ts';
import type { Place } from './types.ts';

const Pixels = z.number().int().min(0).max(500);
const Seconds = z.number().min(1).max(3_600);
const Amount = z.number().int().min(0).max(1_000_000);

export const LootFile = z.strictObject({
  drops: z
    .strictObject({
      reach: Pixels.min(1),
      scatter: Pixels,
      ownedSec: Seconds,
      lastsSec: Seconds,
      most: z.number().int().min(1).max(1_000),
    })
    .refine(({ ownedSec, lastsSec }) => ownedSec <= lastsSec, {
      path: ['ownedSec'],
      message: 'must not be above lastsSec',
    }),
  rifts: z.array(
    z.strictObject({
      place: Id,
      credits: Amount,
      stacks: z.array(z.strictObject({ kind: Id, amount: Amount.min(1) })).max(20),
      items: z.array(Id).max(20),
    }),
  ),
});

/** Every rift has one reward, of items that there are, each in its form. */
export function checkRewards(
  rewards: readonly RiftReward[],
  places: ReadonlyMap<string, Place>,
  items: ReadonlyMap<string, ItemKind>,
  problems: FileProblems,
): void {
  const rewarded = new Set<string>();
  for (const [index, { place, stacks, items: uniques }] of rewards.entries()) {
    const path = `rifts[${index}]`;
    if (places.get(place)?.kind !== 'rift') problems.add(`${path}.place`, `no such rift "${place}"`);
    if (rewarded.has(place)) problems.add(`${path}.place`, `"${place}" is there twice`);
    rewarded.add(place);
    const goods = [
      ...stacks.map(({ kind }, at) => ({ kind, path: `${path}.stacks[${at}].kind`, stacked: true })),
      ...uniques.map((kind, at) => ({ kind, path: `${path}.items[${at}]`, stacked: false })),
    ];
    for (const { kind: id, path: at, stacked } of goods) {
      const kind = items.get(id);
      if (!kind) problems.add(at, `no such item "${id}"`);
      else if (stacked !== (kind.stackMax !== null))
        problems.add(at, `"${id}" ${stacked ? 'is unique' : 'comes in stacks'}`);
    }
  }
  for (const { id, kind } of places.values()) {
    if (kind === 'rift' && !rewarded.has(id)) problems.add('rifts', `"${id}" has no reward`);
  }
}
