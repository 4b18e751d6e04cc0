import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeFriendStore } from '../../src/db/friend-store.ts';
import { makeLeaderboardStore } from '../../src/db/leaderboards/leaderboard-store.ts';
import { makeLedger } from '../../src/db/ledger/ledger-store.ts';
import type { Board } from '../../src/leaderboards/boards.ts';
import type { LeaderboardStore, Standing } from '../../src/leaderboards/leaderboard-store.ts';
import { type Leaderboards, makeLeaderboards } from '../../src/leaderboards/leaderboards.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, later, NOW } from '../kit/records.ts';
import { reward } from '../kit/wealth.ts';

describe('leaderboards', () => {
  let database: Database;
  let store: LeaderboardStore;
  let boards: Leaderboards;
  let now = NOW;
  let accountId: string;
  const rift = [...shippedContent().places.values()].find(({ kind }) => kind === 'rift')!.id;

  beforeEach(async () => {
    database = await openFreshDatabase();
    store = makeLeaderboardStore(database);
    now = NOW;
    const characters = makeCharacterStore(database);
    boards = makeLeaderboards({
      store,
      characters: { get: async (_account, id) => (await characters.find(id))! },
      content: shippedContent(),
      clock: () => now,
    });
    const account = accountRecord();
    accountId = account.id;
    await makeAccountStore(database).createAccount(account);
    await database.dataSource.query('UPDATE leaderboard_seasons SET starts_at = $1, ends_at = $2', [
      NOW,
      later(3600),
    ]);
  });
  afterEach(() => database.close());

  async function newCharacter(name?: string): Promise<string> {
    const character = characterRecord(accountId, name === undefined ? {} : { name });
    assert.equal(await makeCharacterStore(database).create(character, 10_000), 'created');
    return character.id;
  }

  /** So many characters with kills from 1, who have them in one go. */
  async function crowd(count: number, board: Board = 'kills'): Promise<void> {
    await database.dataSource.query(
      `WITH people AS (
         INSERT INTO characters (id, account_id, name, name_key, class_id, level, experience, health, mana, stamina, place,
           x, y, facing, created_at)
         SELECT gen_random_uuid(), $1, 'n' || n, 'n' || n, 'vanguard', 1, 0, 1, 1, 1, 'haven', 0, 0, 0, now()
         FROM generate_series(1, $2::int) AS n RETURNING id, substr(name, 2)::int AS n
       )
       INSERT INTO leaderboard_scores (character_id, board, season, standing, reached_at)
       SELECT id, $3, 0, -n, $4 FROM people`,
      [accountId, count, board, NOW],
    );
    await database.dataSource.query('ANALYZE leaderboard_scores');
  }

  const kill = (key: string, characterId: string, count: number) =>
    boards.recordKills([{ key, characterId, count }]);
  const at = (season: number | 'current' | null = null) => ({ board: 'kills', place: null, season }) as const;
  const shown = (entries: { rank: number; characterId: string; score: number }[]) =>
    entries.map(({ rank, characterId, score }) => [rank, characterId, score]);

  it('LB1 the best stand first; of equals the one who was there first', async () => {
    const [a, b, c] = [await newCharacter(), await newCharacter(), await newCharacter()];
    await kill('k1', a, 3);
    now = later(1);
    await kill('k2', b, 5);
    await kill('k3', c, 3);
    const page = await boards.page(at(), null, 50);
    assert.deepEqual(shown(page.entries), [
      [1, b, 5],
      [2, a, 3],
      [3, c, 3],
    ]);
    assert.deepEqual([page.cursor, page.season], [null, null]);
    assert.deepEqual(page.entries[1]!.reachedAt, NOW);
  });

  it('LB2 a report counts once by its key, also of many at once; who is no more is passed over', async () => {
    const a = await newCharacter();
    await Promise.all(Array.from({ length: 30 }, (_, n) => kill(`k${n % 10}`, a, 2)));
    await kill('k3', randomUUID(), 7);
    await kill('gone', randomUUID(), 7);
    assert.deepEqual(shown((await boards.page(at(), null, 50)).entries), [[1, a, 20]]);
    await makeCharacterStore(database).delete(a, accountId);
    assert.deepEqual((await boards.page(at(), null, 50)).entries, []);
  });

  it('LB2 of many reports together each counts once by its key, also of one character', async () => {
    const [a, b] = [await newCharacter(), await newCharacter()];
    const report = [
      { key: 'k1', characterId: a, count: 2 },
      { key: 'k2', characterId: b, count: 3 },
      { key: 'k3', characterId: a, count: 5 },
      { key: 'k2', characterId: a, count: 90 },
      { key: 'k4', characterId: randomUUID(), count: 7 },
    ];
    await Promise.all([boards.recordKills(report), boards.recordKills(report)]);
    assert.deepEqual(shown((await boards.page(at(), null, 50)).entries), [
      [1, a, 7],
      [2, b, 3],
    ]);
    await assert.rejects(
      boards.recordKills([
        { key: 'k5', characterId: a, count: 1 },
        { key: 'k6', characterId: a, count: -1 },
      ]),
      /a score of -1/,
    );
    assert.equal((await boards.page(at(), null, 1)).entries[0]!.score, 7, 'all of them or none');
  });

  it('LB3 of rift times the least counts, by place; of ratings the last', async () => {
    const a = await newCharacter();
    const times = { board: 'rift-times', place: rift, season: null } as const;
    for (const [n, ms] of [90_000, 61_500, 70_000].entries())
      await boards.recordRiftTime(`r${n}`, a, rift, ms);
    assert.deepEqual(shown((await boards.page(times, null, 5)).entries), [[1, a, 61_500]]);
    for (const [n, rating] of [1_500, 1_700, 1_640].entries())
      await boards.recordArenaRating(`a${n}`, a, rating);
    const rating = { board: 'arena-rating', place: null, season: null } as const;
    assert.deepEqual(shown((await boards.page(rating, null, 5)).entries), [[1, a, 1_640]]);
    for (const place of [null, 'haven', "' OR 1=1"]) {
      await assert.rejects(boards.page({ ...times, place }, null, 5), { code: 'place_not_found' });
    }
    await assert.rejects(boards.recordRiftTime('x', a, 'haven', 5), { code: 'place_not_found' });
    await assert.rejects(kill('x', a, Number.NaN), /a score of NaN/);
  });

  it('LB4 wealth is what the ledger says at the last count', async () => {
    const ledger = makeLedger(database);
    const [a, b] = [await newCharacter(), await newCharacter()];
    await reward(ledger, a, { credits: 500, 'stack:iron-ore': 9_000 });
    await reward(ledger, b, { credits: 800 });
    const wealth = { board: 'wealth', place: null, season: null } as const;
    assert.deepEqual((await boards.page(wealth, null, 5)).entries, []);
    await boards.refresh();
    await reward(ledger, a, { credits: 700 });
    for (const season of [null, 'current'] as const) {
      assert.deepEqual(shown((await boards.page({ ...wealth, season }, null, 5)).entries), [
        [1, b, 800],
        [2, a, 500],
      ]);
    }
    await boards.refresh();
    assert.deepEqual(shown((await boards.page(wealth, null, 5)).entries), [
      [1, a, 1_200],
      [2, b, 800],
    ]);
  });

  it('LB5 pages hold everybody once, with the rank that they have', async () => {
    await crowd(250);
    const seen: Standing['rank'][] = [];
    const scores: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await boards.page(at(), cursor, 100);
      seen.push(...page.entries.map(({ rank }) => rank));
      scores.push(...page.entries.map(({ score }) => score));
      cursor = page.cursor;
    } while (cursor !== null);
    assert.deepEqual(
      seen,
      Array.from({ length: 250 }, (_, n) => n + 1),
    );
    assert.deepEqual(
      scores,
      Array.from({ length: 250 }, (_, n) => 250 - n),
    );
    for (const foreign of ['x', Buffer.from('[1,2]').toString('base64url'), "' OR 1=1"]) {
      await assert.rejects(boards.page(at(), foreign, 5), { code: 'invalid_request' });
    }
  });

  it('LB6 around somebody stand the ten before and after; who is not on the board sees nobody', async () => {
    await crowd(100);
    const [row] = await database.dataSource.query("SELECT id FROM characters WHERE name = 'n60'");
    const around = await boards.around(at(), accountId, row.id);
    assert.deepEqual(
      around.entries.map(({ rank }) => rank),
      Array.from({ length: 21 }, (_, n) => 31 + n),
    );
    assert.deepEqual(shown(around.entries)[10], [41, row.id, 60]);
    const best = await boards.around(
      at(),
      accountId,
      (await boards.page(at(), null, 1)).entries[0]!.characterId,
    );
    assert.deepEqual([best.entries.length, best.entries[0]!.rank], [11, 1]);
    assert.deepEqual((await boards.around(at(), accountId, await newCharacter())).entries, []);
  });

  it('LB7 friends are ranked among themselves', async () => {
    await crowd(20);
    const [a, b] = [await newCharacter(), await newCharacter()];
    const friends = makeFriendStore(database);
    await friends.request(a, b, NOW);
    await friends.request(b, a, NOW);
    await kill('k1', a, 2);
    await kill('k2', b, 4);
    assert.deepEqual(shown((await boards.friends(at(), accountId, a)).entries), [
      [1, b, 4],
      [2, a, 2],
    ]);
  });

  it('LB8 a season begins empty when the last one is over, once, and keeps what it was; ratings come half-way along', async () => {
    const a = await newCharacter();
    await kill('k1', a, 5);
    await boards.recordArenaRating('a1', a, 1_700);
    assert.equal(await boards.turnSeason(), false);
    now = new Date('2026-05-10T00:00:00.000Z');
    const turned = await Promise.all(Array.from({ length: 5 }, () => boards.turnSeason()));
    assert.deepEqual(turned.filter(Boolean), [true]);
    assert.deepEqual(await boards.currentSeason(), {
      number: 2,
      startsAt: new Date('2026-05-01T00:00:00.000Z'),
      endsAt: new Date('2026-06-01T00:00:00.000Z'),
    });
    assert.deepEqual((await boards.page(at('current'), null, 5)).entries, []);
    await kill('k2', a, 1);
    assert.deepEqual(shown((await boards.page(at(1), null, 5)).entries), [[1, a, 5]]);
    assert.deepEqual(shown((await boards.page(at('current'), null, 5)).entries), [[1, a, 1]]);
    assert.deepEqual(shown((await boards.page(at(), null, 5)).entries), [[1, a, 6]]);
    const rating = { board: 'arena-rating', place: null, season: 'current' } as const;
    assert.deepEqual(shown((await boards.page(rating, null, 5)).entries), [[1, a, 1_600]]);
  });

  it('LB9 ranks are counted from marks, and are exact right after the count; the index answers everything', async () => {
    await crowd(3_000);
    await boards.refresh();
    const marks = await database.dataSource.query('SELECT rank FROM leaderboard_marks ORDER BY rank');
    assert.deepEqual(marks, [{ rank: 1_001 }, { rank: 2_001 }]);
    const rankOf = async (name: string) => {
      const [row] = await database.dataSource.query('SELECT id FROM characters WHERE name = $1', [name]);
      const { entries } = await boards.around(at(), accountId, row.id);
      return entries.find(({ characterId }) => characterId === row.id)!.rank;
    };
    for (const kills of [3_000, 2_001, 2_000, 1_999, 1_000, 1]) {
      assert.equal(await rankOf(`n${kills}`), 3_001 - kills);
    }
    const plan: { 'QUERY PLAN': string }[] = await database.dataSource.query(
      `EXPLAIN SELECT * FROM leaderboard_scores WHERE board = 'kills' AND season = 0
         AND (standing, reached_at, character_id) > (-2000, now(), gen_random_uuid())
       ORDER BY standing, reached_at, character_id LIMIT 50`,
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    assert.match(text, /Index (Only )?Scan using leaderboard_scores_ranked/);
    assert.doesNotMatch(text, /Sort|Seq Scan/);
  });
});
