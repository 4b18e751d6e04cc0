import type { EntityManager } from 'typeorm';
import type { AccountData, AccountExport } from '../accounts/account-data.ts';
import type { Database } from './database.ts';
import { isUuid } from './ids.ts';
import { Gathering } from './ledger/gathering.ts';

type Section = Exclude<keyof AccountExport, 'account'>;

const ACCOUNT = 'SELECT id, name, created_at AS "createdAt" FROM accounts WHERE id = $1';

const OWN_CHARACTERS = '(SELECT id FROM characters WHERE account_id = $1)';

/** SQL condition: the owner of `table` is a character of the account, its storage, or a mail to one of them. */
const isOwn = (table: string) => `(
  ${table}.owner_kind = 'character' AND ${table}.owner_id IN (SELECT id::text FROM characters WHERE account_id = $1)
  OR ${table}.owner_kind = 'storage' AND ${table}.owner_id = $1::uuid::text
  OR ${table}.owner_kind = 'mail' AND ${table}.owner_id IN (
    SELECT id::text FROM mails WHERE recipient_id IN ${OWN_CHARACTERS}))`;

/** Passwords and tokens are kept as hashes, which say nothing about anybody, and stay here. */
const SECTIONS: Record<Section, string> = {
  sessions: `
    SELECT id, device, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt",
      revoked_at AS "revokedAt" FROM sessions WHERE account_id = $1 ORDER BY created_at, id`,
  characters: `
    SELECT id, name, class_id AS "classId", level, experience, health, mana, stamina, place, x, y, facing,
      created_at AS "createdAt" FROM characters WHERE account_id = $1 ORDER BY created_at, id`,
  upgrades: `
    SELECT character_id AS "characterId", upgrade, level FROM character_upgrades
    WHERE character_id IN ${OWN_CHARACTERS} ORDER BY character_id, upgrade`,
  balances: `
    SELECT owner_kind AS "ownerKind", owner_id AS "ownerId", asset, balance FROM ledger_accounts AS a
    WHERE balance <> 0 AND ${isOwn('a')} ORDER BY owner_kind, owner_id, asset`,
  items: `
    SELECT id, kind, owner_kind AS "ownerKind", owner_id AS "ownerId", placed, state, created_at AS "createdAt"
    FROM items AS i WHERE ${isOwn('i')} ORDER BY created_at, id`,
  ledger: `
    SELECT operation_id::text AS "operationId", kind, at, owner_kind AS "ownerKind", owner_id AS "ownerId", asset, amount,
      balance_after AS balance
    FROM ledger_accounts AS a JOIN postings ON account_id = a.id JOIN operations ON operations.id = operation_id
    WHERE ${isOwn('a')} ORDER BY position`,
  listings: `
    SELECT id, seller_id AS "sellerId", kind, item_id AS "itemId", listed, remaining, unit_price AS "unitPrice",
      starting_bid AS "startingBid", status, created_at AS "createdAt", expires_at AS "expiresAt", closed_at AS "closedAt"
    FROM listings WHERE seller_id IN ${OWN_CHARACTERS} ORDER BY created_at, id`,
  bids: `
    SELECT id AS "listingId", bidder_id AS "bidderId", kind, bid, status FROM listings
    WHERE bidder_id IN ${OWN_CHARACTERS} ORDER BY created_at, id`,
  mails: `
    SELECT id, recipient_id AS "recipientId", reason, listing_id AS "listingId", sent_at AS "sentAt",
      claimed_at AS "claimedAt" FROM mails WHERE recipient_id IN ${OWN_CHARACTERS} ORDER BY sent_at, id`,
  watches: `
    SELECT character_id AS "characterId", kind FROM market_watches
    WHERE character_id IN ${OWN_CHARACTERS} ORDER BY character_id, kind`,
  friends: `
    SELECT character_id AS "characterId", friend.name AS friend, since FROM friendships
    JOIN characters AS friend ON friend.id = friend_id
    WHERE character_id IN ${OWN_CHARACTERS} ORDER BY since, friend.name`,
  friendRequests: `
    SELECT sender.name AS "from", recipient.name AS "to", requested_at AS "at" FROM friend_requests
    JOIN characters AS sender ON sender.id = from_id JOIN characters AS recipient ON recipient.id = to_id
    WHERE $1::uuid IN (sender.account_id, recipient.account_id) ORDER BY requested_at, sender.name, recipient.name`,
  blocks: `
    SELECT character_id AS "characterId", blocked.name AS blocked, blocked_at AS "at" FROM blocks
    JOIN characters AS blocked ON blocked.id = blocked_id
    WHERE character_id IN ${OWN_CHARACTERS} ORDER BY blocked_at, blocked.name`,
  parties: `
    SELECT own.character_id AS "characterId", own.party_id AS "partyId", array_agg(c.name ORDER BY c.name) AS members
    FROM party_members AS own JOIN party_members AS member ON member.party_id = own.party_id
    JOIN characters AS c ON c.id = member.character_id
    WHERE own.character_id IN ${OWN_CHARACTERS} GROUP BY own.character_id, own.party_id ORDER BY own.character_id`,
  scores: `
    SELECT character_id AS "characterId", board, season, abs(standing) AS score, reached_at AS "reachedAt"
    FROM leaderboard_scores
    WHERE character_id IN ${OWN_CHARACTERS} ORDER BY character_id, board, season`,
  matches: `
    SELECT match_id AS "matchId", character_id AS "characterId", place, p.ended_at AS "endedAt", rank, kills, deaths, assists,
      damage, "left", rating_before AS "ratingBefore", rating_after AS "ratingAfter"
    FROM match_participants AS p JOIN matches ON matches.id = match_id
    WHERE character_id IN ${OWN_CHARACTERS} ORDER BY p.ended_at, match_id, character_id`,
  events: `
    SELECT character_id AS "characterId", kind, data, at FROM game_events
    WHERE character_id IN ${OWN_CHARACTERS} ORDER BY position`,
  placements: `
    SELECT at, place, reason, outcome FROM placement_decisions
    WHERE character_ids && ARRAY ${OWN_CHARACTERS} ORDER BY position`,
};

/** Each takes a connection of its own, and minutes where there is much: many at once would leave none to those who play. */
const AT_ONCE = 2;
const WAITING_MOST = 20;
const PAGE = 500;

export function makeAccountData(database: Database): AccountData {
  const turns = new Gathering<string, readonly string[] | null>({
    run: async ([accountId]) => [await readAll(database, accountId!)],
    keyOf: (accountId) => accountId,
    waitMs: 0,
    most: 1,
    lanes: AT_ONCE,
    room: WAITING_MOST,
  });
  const running = new Map<string, Promise<readonly string[] | null>>();

  return {
    async export(accountId) {
      if (!isUuid(accountId)) return null;
      const already = running.get(accountId);
      if (already) return already;
      const run = turns.add(accountId).finally(() => running.delete(accountId));
      running.set(accountId, run);
      return run;
    },
  };
}

/** Page by page, so that nothing else waits for all of it. */
function readAll(database: Database, accountId: string): Promise<readonly string[] | null> {
  return database.patiently((manager) =>
    manager.transaction('REPEATABLE READ', async (snapshot) => {
      await snapshot.query('SET TRANSACTION READ ONLY');
      const [account] = await pagesOf(snapshot, ACCOUNT, accountId);
      if (account === undefined) return null;
      const parts = [`{"account":${account}`];
      for (const [name, sql] of Object.entries(SECTIONS)) {
        const pages = await pagesOf(snapshot, sql, accountId);
        parts.push(`,"${name}":[`, ...pages.flatMap((page, n) => (n === 0 ? [page] : [',', page])), ']');
      }
      return [...parts, '}'];
    }),
  );
}

/** @returns pages of rows, each as the JSON of an array without its brackets */
async function pagesOf(snapshot: EntityManager, sql: string, accountId: string): Promise<string[]> {
  await snapshot.query(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT to_jsonb(stored)::text AS json FROM (${sql}) AS stored`,
    [accountId],
  );
  const pages: string[] = [];
  for (;;) {
    const rows: { json: string }[] = await snapshot.query(`FETCH ${PAGE} FROM rows`);
    if (rows.length > 0) pages.push(rows.map(({ json }) => json).join());
    if (rows.length < PAGE) break;
  }
  await snapshot.query('CLOSE rows');
  return pages;
}
