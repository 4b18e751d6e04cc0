import type { Catalogue } from '../economy/catalogue.ts';

const CREDITS = { name: 'Credits', color: 0xffcf86 } as const;

/** How each rarity sparkles. */
const RARITIES: Readonly<Record<string, number>> = {
  common: 0xc9d4ff,
  uncommon: 0x8fe6a4,
  rare: 0x8fc2ff,
  epic: 0xd5a3ff,
  legendary: 0xffb766,
};

/** How goods lie on the ground. @param kind empty: credits alone */
export function dropLook(
  kind: string,
  catalogue: Pick<Catalogue, 'name' | 'item'>,
): { name: string; color: number } {
  if (kind === '') return CREDITS;
  return {
    name: catalogue.name(kind),
    color: RARITIES[catalogue.item(kind)?.rarity ?? ''] ?? RARITIES.common!,
  };
}
