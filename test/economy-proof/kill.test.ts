import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { killRepeatedly } from '../../loadtest/economy/kills.ts';
import type { Database } from '../../src/db/database.ts';
import { openFreshDatabase } from '../kit/postgres.ts';

const CLIENTS = 20;
const KILLS = 3;
const LONGEST_LIFE_MS = 1_000;
const LEAST_DONE = 30;

describe('the economy on a server that is killed', function () {
  this.timeout(180_000);
  let database: Database;

  before(async () => {
    database = await openFreshDatabase();
  });
  after(() => database.close());

  it(`EP2 kill -9, ${KILLS} times during traffic: what was acknowledged is there, and nothing is there twice`, async () => {
    const seed = Number(process.env.ECONOMY_SEED ?? randomInt(2 ** 31));
    const { proof, acknowledged, given, cutOff, lost } = await killRepeatedly({
      database,
      clients: CLIENTS,
      kills: KILLS,
      seed,
      longestLifeMs: LONGEST_LIFE_MS,
      leastDone: LEAST_DONE,
    });
    const message = `ECONOMY_SEED=${seed}`;
    assert.deepEqual(proof, { complaints: [], audit: [], lost: [], unknown: [], differences: [] }, message);
    assert.ok(acknowledged >= KILLS * LEAST_DONE, `${acknowledged} were acknowledged, ${message}`);
    assert.ok(given > 0, `nobody was given anything, ${message}`);
    assert.ok(cutOff > 0, `nobody was left without an answer, ${message}`);
    assert.deepEqual(lost, [], message);
  });
});
