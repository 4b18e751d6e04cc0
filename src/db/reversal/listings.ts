import type { EntityManager } from 'typeorm';
import { requestHash } from '../../economy/operation-hash.ts';
import { applyBatch } from '../ledger/batch.ts';
import { escrowOf } from '../market/escrow.ts';
import { lockListing, writeListing } from '../market/listing-rows.ts';
import { payee } from '../market/recipients.ts';
import { holdingsOf } from './holdings.ts';
import type { Done } from './operations.ts';
import { checkOutcomes } from './outcomes.ts';

/** Ends the open listings whose escrow an operation touched: goods go back to their seller, a bid to its bidder. */
export async function withdrawListings(
  manager: EntityManager,
  { postings, moves }: Pick<Done, 'postings' | 'moves'>,
): Promise<void> {
  const owners = [...postings.map(({ owner }) => owner), ...moves.flatMap(({ from, to }) => [from, to])];
  const ids = new Set(owners.filter(({ kind }) => kind === 'escrow').map(({ id }) => id));
  for (const id of [...ids].sort()) await withdraw(manager, id);
}

async function withdraw(manager: EntityManager, id: string): Promise<void> {
  const listing = await lockListing(manager, id);
  if (listing.status !== 'open') return;
  const escrow = escrowOf(id);
  const seller = await payee(manager, listing.sellerId);
  const bidder = listing.bidderId === null ? seller : await payee(manager, listing.bidderId);
  await writeListing(
    manager,
    { ...listing, remaining: 0, status: 'cancelled', bid: null, bidderId: null },
    new Date(),
  );
  const { balances, items } = await holdingsOf(manager, [escrow]);
  const request = { key: `withdraw:${id}`, kind: 'market.withdraw', actorId: 'operator', body: { id } };
  checkOutcomes(
    await applyBatch(manager, [
      {
        ...request,
        hash: requestHash(request),
        postings: balances.flatMap(({ asset, amount }) => [
          { owner: escrow, asset, amount: -amount },
          { owner: asset === 'credits' ? bidder : seller, asset, amount },
        ]),
        moves: items.map((itemId) => ({ itemId, from: escrow, to: seller })),
      },
    ]),
  );
}
