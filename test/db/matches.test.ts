import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { MatchEntrant, MatchStore, PlayedMatch } from '../../src/competition/match-store.ts';
import { ratingsAfter } from '../../src/competition/rating.ts';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeLeaderboardStore } from '../../src/db/leaderboards/leaderboard-store.ts';
import { makeMatchStore } from '../../src/db/match-store.ts';
import { GameError } from '../../src/errors.ts';
import { NO_SEASON, scoreOf } from '../../src/leaderboards/boards.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, later, NOW } from '../kit/records.ts';

describe('matches', () => {
  let database: Database;
  let store: MatchStore;
  let accountId: string;
  beforeEach(async () => {
    database = await openFreshDatabase();
    store = makeMatchStore(database);
    const account = accountRecord();
    accountId = account.id;
    await makeAccountStore(database).createAccount(account);
  });
  afterEach(() => database.close());

  async function newCharacter(name: string): Promise<string> {
    const character = characterRecord(accountId, { name });
    assert.equal(await makeCharacterStore(database).create(character, 10_000), 'created');
    return character.id;
  }

  const entrant = (characterId: string, rank: number, change: Partial<MatchEntrant> = {}): MatchEntrant => ({
    ...{ characterId, rank, kills: 5 - rank, deaths: rank, assists: 1, damage: 100, left: false },
    ...change,
  });

  const played = (entrants: MatchEntrant[], change: Partial<PlayedMatch> = {}): PlayedMatch => ({
    ...{ key: `match:${randomUUID()}`, place: 'proving-pit', startedAt: NOW, endedAt: later(180), entrants },
    ...change,
  });

  async function ratings(): Promise<[string, number][]> {
    const of = { board: 'arena-rating', season: NO_SEASON } as const;
    const { entries } = await makeLeaderboardStore(database).page(of, null, 50);
    return entries.map(({ name, standing }) => [name, scoreOf(standing)]);
  }

  it('AN18 a match is stored with what everybody did, and with the ratings that it leads to', async () => {
    const [ann, bob] = [await newCharacter('Ann'), await newCharacter('Bob')];
    const match = played([entrant(ann, 1), entrant(bob, 2, { left: true })]);
    const stored = await store.record(match, ratingsAfter);
    const { key: _, entrants, ...rest } = match;
    assert.deepEqual(stored, {
      ...rest,
      id: stored.id,
      entrants: [
        { ...entrants[0], name: 'Ann', ratingBefore: 1500, ratingAfter: 1516 },
        { ...entrants[1], name: 'Bob', ratingBefore: 1500, ratingAfter: 1484 },
      ],
    });
    assert.deepEqual(await store.find(stored.id), stored);
    assert.deepEqual(await ratings(), [
      ['Ann', 1516],
      ['Bob', 1484],
    ]);
  });

  it('AN18 the next match goes on from the rating that the leaderboard holds', async () => {
    const [ann, bob] = [await newCharacter('Ann'), await newCharacter('Bob')];
    await store.record(played([entrant(ann, 1), entrant(bob, 2)]), ratingsAfter);
    const { entrants } = await store.record(played([entrant(bob, 1), entrant(ann, 2)]), ratingsAfter);
    assert.deepEqual(
      entrants.map(({ name, ratingAfter, ratingBefore }) => [name, ratingBefore, ratingAfter]),
      [
        ['Bob', 1484, 1501],
        ['Ann', 1516, 1499],
      ],
    );
  });

  it('AN19 stored again, also at the same moment, it is the same match and changes no rating', async () => {
    const [ann, bob] = [await newCharacter('Ann'), await newCharacter('Bob')];
    const match = played([entrant(ann, 1), entrant(bob, 2)]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => store.record(match, ratingsAfter)));
    const again = await store.record({ ...match, entrants: [entrant(bob, 1)] }, ratingsAfter);
    for (const answer of answers) assert.deepEqual(answer, again);
    assert.deepEqual(await ratings(), [
      ['Ann', 1516],
      ['Bob', 1484],
    ]);
  });

  it('AN19 racing matches of the same characters rate one after the other', async () => {
    const [ann, bob] = [await newCharacter('Ann'), await newCharacter('Bob')];
    const matches = Array.from({ length: 6 }, (_, at) =>
      played([entrant(at % 2 ? ann : bob, 2), entrant(at % 2 ? bob : ann, 1)]),
    );
    const stored = await Promise.all(matches.map((match) => store.record(match, ratingsAfter)));
    const steps = stored.flatMap(({ entrants }) => entrants.filter(({ characterId }) => characterId === ann));
    const befores = new Set(steps.map(({ ratingBefore }) => ratingBefore));
    const afters = new Set(steps.map(({ ratingAfter }) => ratingAfter));
    for (const before of befores)
      assert.ok(before === 1500 || afters.has(before), `${[...befores]} ${[...afters]}`);
    assert.equal(
      (await ratings()).reduce((sum, [, rating]) => sum + rating, 0),
      3000,
    );
  });

  it('AN20 of a character who is no more nothing is kept, and nobody is rated against it', async () => {
    const [ann, bob] = [await newCharacter('Ann'), await newCharacter('Bob')];
    const { id } = await store.record(played([entrant(ann, 1), entrant(bob, 2)]), ratingsAfter);
    await database.dataSource.query('DELETE FROM characters WHERE id = $1', [bob]);
    assert.deepEqual(
      (await store.find(id))!.entrants.map(({ name }) => name),
      ['Ann'],
    );
    const { entrants } = await store.record(played([entrant(bob, 1), entrant(ann, 2)]), ratingsAfter);
    assert.deepEqual(
      entrants.map(({ name, ratingAfter }) => [name, ratingAfter]),
      [['Ann', 1516]],
    );
  });

  it('AN21 the matches of a character come page by page, newest first', async () => {
    const [ann, bob, cem] = [await newCharacter('Ann'), await newCharacter('Bob'), await newCharacter('Cem')];
    for (let at = 1; at <= 5; at++) {
      const others = at === 3 ? [entrant(cem, 1), entrant(bob, 2)] : [entrant(ann, 1), entrant(bob, 2)];
      await store.record(played(others, { endedAt: later(at) }), ratingsAfter);
    }
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.ofCharacter(ann, cursor, 2);
      seen.push(...page.entries.map(({ endedAt }) => (endedAt.getTime() - NOW.getTime()) / 1000));
      cursor = page.cursor;
    } while (cursor !== null);
    assert.deepEqual(seen, [5, 4, 2, 1]);
    await assert.rejects(store.ofCharacter(ann, 'nonsense', 2), (error) => {
      assert.ok(error instanceof GameError);
      assert.equal(error.code, 'invalid_request');
      return true;
    });
  });

  it('AN21 a match that is not there is none, whatever it is called', async () => {
    assert.equal(await store.find(randomUUID()), null);
    assert.equal(await store.find("'; DROP TABLE matches; --"), null);
  });
});
