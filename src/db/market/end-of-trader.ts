import type { EntityManager } from 'typeorm';
import type { Posting } from '../../economy/ledger.ts';
import { movement } from '../../economy/ledger-rules.ts';
import type { Owner } from '../../economy/owner.ts';
import { announceMarket } from '../announcements.ts';
import { escrowOf } from './escrow.ts';
import { lockListing, writeListing } from './listing-rows.ts';
import { payee } from './recipients.ts';

/** What characters who are no more leave behind at the trading post and in the mail. */
export interface TradersEstate {
  /** Who holds what was theirs. */
  owners: Owner[];
  /** Bids of others on what they sold, which go back. */
  returned: Posting[];
}

/**
 * Locks the open listings in which characters take part. Called before the characters are locked: who buys and bids locks
 * a listing first, and then whoever is paid.
 * @param orElse 'NOWAIT': what somebody holds is a conflict, for who has locked the characters already
 * @returns their ids
 */
export async function lockListingsOf(
  manager: EntityManager,
  characterIds: readonly string[],
  orElse: '' | 'NOWAIT' = '',
): Promise<string[]> {
  const open: { id: string }[] = await manager.query(
    `SELECT id FROM listings WHERE status = 'open' AND (seller_id = ANY ($1::uuid[]) OR bidder_id = ANY ($1::uuid[]))
     ORDER BY id FOR UPDATE ${orElse}`,
    [characterIds],
  );
  return open.map(({ id }) => id);
}

/** Ends their listings, takes back their bids and forgets their mail. What those hold is the caller's to move. */
export async function endTraders(
  manager: EntityManager,
  characterIds: readonly string[],
  now: Date,
): Promise<TradersEstate> {
  // Those that they came to meanwhile, too.
  const open = await lockListingsOf(manager, characterIds, 'NOWAIT');
  const estate: TradersEstate = { owners: [], returned: [] };
  for (const id of open) await endListing(manager, id, new Set(characterIds), now, estate);
  const mails: { id: string }[] = await manager.query(
    'SELECT id FROM mails WHERE recipient_id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
    [characterIds],
  );
  const mailIds = mails.map(({ id }) => id);
  await manager.query('DELETE FROM mails WHERE id = ANY ($1::uuid[])', [mailIds]);
  estate.owners.push(...mailIds.map((id): Owner => ({ kind: 'mail', id })));
  return estate;
}

/** A bid of theirs on somebody else's listing leaves that listing open, without a bid. */
async function endListing(
  manager: EntityManager,
  id: string,
  gone: ReadonlySet<string>,
  now: Date,
  { owners, returned }: TradersEstate,
): Promise<void> {
  const listing = await lockListing(manager, id);
  const { sellerId, kind, remaining, price, bid, bidderId } = listing;
  const escrow = escrowOf(id);
  if (!gone.has(sellerId)) {
    await writeListing(manager, { ...listing, bid: null, bidderId: null }, now);
    returned.push(...movement(escrow, { kind: 'system', id: 'discarded' }, 'credits', bid!));
    return;
  }
  await writeListing(
    manager,
    { ...listing, remaining: 0, status: 'cancelled', bid: null, bidderId: null },
    now,
  );
  owners.push(escrow);
  if (bid === null || gone.has(bidderId!)) return;
  returned.push(...movement(escrow, await payee(manager, bidderId!), 'credits', bid));
  await announceMarket(manager, {
    listingId: id,
    kind,
    notices: [{ characterId: bidderId!, what: 'outbid', amount: remaining, price }],
    watchers: null,
  });
}

/** Listings that have ended stay, for whoever took part in them; from now on they lead to nobody. */
export async function forgetTraders(manager: EntityManager, characterIds: readonly string[]): Promise<void> {
  for (const column of ['seller_id', 'bidder_id']) {
    await manager.query(
      `UPDATE listings SET ${column} = gen_random_uuid() WHERE ${column} = ANY ($1::uuid[])`,
      [characterIds],
    );
  }
}
