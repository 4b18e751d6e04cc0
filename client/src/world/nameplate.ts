import type { ListedMonster } from '../combat/combat-content.ts';

/** Is its name written over a living monster? Names of a whole pack would cover each other and whom it bites. */
export function isNamed(rank: ListedMonster['rank'], isTarget: boolean): boolean {
  return isTarget || rank !== 'normal';
}
