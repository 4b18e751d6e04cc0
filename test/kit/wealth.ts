import { randomUUID } from 'node:crypto';
import type { Ledger } from '../../src/economy/ledger.ts';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Asset, Owner } from '../../src/economy/owner.ts';

const REWARDS: Owner = { kind: 'system', id: 'rewards' };

export function characterOwner(id: string): Owner {
  return { kind: 'character', id };
}

/** Gives a character credits or stacks out of nowhere, as a reward would. */
export async function reward(
  ledger: Ledger,
  characterId: string,
  amounts: Partial<Record<Asset, number>>,
): Promise<void> {
  await ledger.apply({
    key: `test:${randomUUID()}`,
    kind: 'reward',
    actorId: null,
    body: null,
    postings: Object.entries(amounts).flatMap(([asset, amount]) =>
      movement(REWARDS, characterOwner(characterId), asset as Asset, amount!),
    ),
  });
}

/** Everything that is counted, as an object. */
export async function wealthOf(ledger: Ledger, characterId: string): Promise<Record<string, number>> {
  const balances = await ledger.balances(characterOwner(characterId));
  return Object.fromEntries(balances.map(({ asset, amount }) => [asset, amount]));
}
