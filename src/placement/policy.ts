import type { KindPolicy } from '../content/types.ts';

/** Seats up to which a ticket may fill. */
export function seatLimit(kind: KindPolicy, tier: 'target' | 'soft' | 'hard'): number {
  if (tier === 'hard') return kind.cap;
  return Math.floor(kind.cap * (tier === 'target' ? kind.target : kind.softCap) + 1e-9);
}
