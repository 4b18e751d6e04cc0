/** One rule about all of the books: the query answers a line for everything that breaks it. */
export interface Check {
  name: string;
  /** One column `text`. */
  sql: string;
}

const OWNER = (table: string) => `${table}.owner_kind || ' ' || ${table}.owner_id`;

const SUMS: Check[] = [
  {
    name: 'assets_sum_to_zero',
    sql: `SELECT format('all accounts of %s sum to %s', asset, sum(balance)) AS text
          FROM ledger_accounts GROUP BY asset HAVING sum(balance) <> 0 ORDER BY asset`,
  },
  {
    name: 'operations_balance',
    sql: `SELECT format('operation %s moves %s of %s out of nothing', operation_id, sum(amount), asset) AS text
          FROM postings JOIN ledger_accounts ON ledger_accounts.id = account_id
          GROUP BY operation_id, asset HAVING sum(amount) <> 0 ORDER BY operation_id`,
  },
  {
    name: 'balances_follow_postings',
    sql: `SELECT format('%s has %s of %s, but its postings sum to %s',
            ${OWNER('account')}, balance, asset, coalesce(posted.sum, 0)) AS text
          FROM ledger_accounts AS account
          LEFT JOIN (SELECT account_id, sum(amount) AS sum FROM postings GROUP BY account_id) AS posted
            ON posted.account_id = account.id
          WHERE balance <> coalesce(posted.sum, 0) ORDER BY account.id`,
  },
  {
    name: 'histories_have_no_gap',
    sql: `SELECT format('posting %s of account %s ends at %s instead of %s', position, account_id, balance_after, counted) AS text
          FROM (
            SELECT account_id, position, balance_after,
              sum(amount) OVER (PARTITION BY account_id ORDER BY position) AS counted
            FROM postings
          ) AS chain
          WHERE balance_after <> counted ORDER BY account_id, position`,
  },
  {
    name: 'nobody_owes',
    sql: `SELECT format('%s has %s of %s', ${OWNER('account')}, balance, asset) AS text
          FROM ledger_accounts AS account WHERE balance < 0 AND owner_kind <> 'system' ORDER BY id`,
  },
  {
    name: 'postings_have_operations',
    sql: `SELECT format('posting %s belongs to operation %s, which is not there', position, operation_id) AS text
          FROM postings LEFT JOIN operations ON operations.id = operation_id
          WHERE operations.id IS NULL ORDER BY position`,
  },
];

const ITEMS: Check[] = [
  {
    name: 'items_follow_moves',
    sql: `SELECT format('item %s belongs to %s, but was last moved to %s',
            items.id, ${OWNER('items')}, coalesce(last.to_kind || ' ' || last.to_id, 'nobody')) AS text
          FROM items
          LEFT JOIN (
            SELECT DISTINCT ON (item_id) item_id, to_kind, to_id FROM item_moves ORDER BY item_id, position DESC
          ) AS last ON last.item_id = items.id
          WHERE (owner_kind, owner_id) IS DISTINCT FROM (last.to_kind, last.to_id) ORDER BY items.id`,
  },
  {
    name: 'item_histories_have_no_gap',
    sql: `SELECT format('item %s was taken from %s %s, whose it was not', item_id, from_kind, from_id) AS text
          FROM (
            SELECT item_id, position, from_kind, from_id,
              lag(to_kind) OVER one AS kind_before, lag(to_id) OVER one AS id_before
            FROM item_moves WINDOW one AS (PARTITION BY item_id ORDER BY position)
          ) AS chain
          WHERE CASE WHEN kind_before IS NULL THEN from_kind <> 'system'
            ELSE (from_kind, from_id) <> (kind_before, id_before) END
          ORDER BY item_id, position`,
  },
  {
    name: 'fitted_with_their_ship',
    sql: `SELECT format('item %s is fitted into ship %s, which its owner has not', module.id, split_part(module.placed, ':', 2)) AS text
          FROM items AS module
          WHERE module.placed LIKE 'fit:%' AND NOT EXISTS (
            SELECT FROM items AS ship WHERE ship.id::text = split_part(module.placed, ':', 2)
              AND (ship.owner_kind, ship.owner_id) = (module.owner_kind, module.owner_id)
          ) ORDER BY module.id`,
  },
];

/** What belongs to somebody who is not there any more belongs to nobody. */
const OWNERS: Check[] = [
  {
    name: 'owners_exist',
    sql: `SELECT format('%s %s has %s, but is not there', owner_kind, owner_id, what) AS text
          FROM (
            SELECT owner_kind, owner_id, format('item %s', id) AS what FROM items
            UNION ALL
            SELECT owner_kind, owner_id, format('%s of %s', balance, asset) FROM ledger_accounts WHERE balance <> 0
          ) AS property
          WHERE CASE owner_kind
            WHEN 'character' THEN NOT EXISTS (SELECT FROM characters WHERE id::text = owner_id)
            WHEN 'storage' THEN NOT EXISTS (SELECT FROM accounts WHERE id::text = owner_id)
            WHEN 'mail' THEN NOT EXISTS (SELECT FROM mails WHERE id::text = owner_id AND claimed_at IS NULL)
            WHEN 'escrow' THEN NOT EXISTS (SELECT FROM listings WHERE id::text = owner_id AND status = 'open')
            ELSE owner_kind <> 'system' END
          ORDER BY 1`,
  },
];

/** Goods in escrow are those of open listings, and credits in it the highest bids: neither more nor less. */
const ESCROW: Check[] = [
  {
    name: 'escrow_holds_the_goods',
    sql: `SELECT format('listing %s offers %s of %s, but its escrow holds %s', listing.id, remaining, listing.kind,
            CASE WHEN item_id IS NULL THEN coalesce(stack.balance, 0) ELSE coalesce(unique_items.count, 0) END) AS text
          FROM listings AS listing
          LEFT JOIN ledger_accounts AS stack
            ON stack.owner_kind = 'escrow' AND stack.owner_id = listing.id::text AND stack.asset = 'stack:' || listing.kind
          LEFT JOIN LATERAL (
            SELECT count(*) FROM items WHERE owner_kind = 'escrow' AND owner_id = listing.id::text AND items.id = item_id
          ) AS unique_items ON item_id IS NOT NULL
          WHERE status = 'open' AND remaining <>
            CASE WHEN item_id IS NULL THEN coalesce(stack.balance, 0) ELSE unique_items.count END
          ORDER BY listing.id`,
  },
  {
    name: 'escrow_holds_the_bid',
    sql: `SELECT format('listing %s has a bid of %s, but its escrow holds %s', listing.id, coalesce(bid, 0), coalesce(balance, 0)) AS text
          FROM listings AS listing
          LEFT JOIN ledger_accounts ON owner_kind = 'escrow' AND owner_id = listing.id::text AND asset = 'credits'
          WHERE status = 'open' AND coalesce(bid, 0) <> coalesce(balance, 0) ORDER BY listing.id`,
  },
  {
    name: 'escrow_holds_nothing_else',
    sql: `SELECT format('escrow %s holds %s, which its listing does not offer', owner_id, what) AS text
          FROM (
            SELECT owner_id, format('item %s', id) AS what, id AS held, NULL AS asset FROM items WHERE owner_kind = 'escrow'
            UNION ALL
            SELECT owner_id, format('%s of %s', balance, asset), NULL, asset FROM ledger_accounts
            WHERE owner_kind = 'escrow' AND balance <> 0 AND asset <> 'credits'
          ) AS held
          JOIN listings AS listing ON listing.id::text = owner_id AND status = 'open'
          WHERE CASE WHEN held.held IS NULL THEN item_id IS NOT NULL OR asset <> 'stack:' || listing.kind
            ELSE held.held IS DISTINCT FROM item_id END
          ORDER BY 1`,
  },
];

const REVERSALS: Check[] = [
  {
    name: 'operations_are_finished',
    sql: `SELECT format('operation %s has no result', id) AS text FROM operations WHERE result IS NULL ORDER BY id`,
  },
];

export const CHECKS: readonly Check[] = [...SUMS, ...ITEMS, ...OWNERS, ...ESCROW, ...REVERSALS];
