import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { GameError } from '../../src/errors.ts';
import { TestApp } from '../kit/test-app.ts';

describe('api: navigation', () => {
  let app: TestApp;
  let token: string;
  let characterId: string;
  let asked: unknown[][];
  let outcome: () => Promise<{ place: string; travelling: string[] }>;

  before(async () => {
    app = await TestApp.start();
    token = (await app.login('mira')).accessToken;
    const body = { name: 'Iria Vale', classId: 'ranger' };
    characterId = (await app.call('POST', '/characters', { token, body })).data.id;
    app.services.journeys.warp = (...args) => {
      asked.push(args);
      return outcome();
    };
  });
  after(() => app.stop());

  beforeEach(() => {
    asked = [];
    outcome = async () => ({ place: 'ember-desert', travelling: [characterId] });
  });

  it('TR17 lists the places with what is missing and how to get there', async () => {
    const answer = await app.call('GET', `/navigation/${characterId}`, { token });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.data, {
      here: 'haven',
      places: [
        {
          id: 'haven',
          name: 'Haven',
          kind: 'hub',
          text: 'A harbour.',
          population: 0,
          instances: 0,
          missing: [],
          reachable: 'enter',
        },
      ],
      stations: [],
    });
  });

  it("TR17 somebody else's character does not exist for others", async () => {
    const other = (await app.login('nadia')).accessToken;
    await app.refused('GET', `/navigation/${characterId}`, 'character_not_found', { token: other });
    await app.refused('GET', `/navigation/${randomUUID()}`, 'character_not_found', { token });
    await app.refused('GET', '/navigation/nobody', 'invalid_request', { token });
    await app.refused('GET', `/navigation/${characterId}`, 'unauthenticated');
  });

  it('TR13 warp is answered with where and who', async () => {
    const body = { characterId, station: 'desert-port' };
    const answer = await app.call('POST', '/navigation/warp', { token, body });
    assert.equal(answer.status, 202);
    assert.deepEqual(answer.data, { place: 'ember-desert', travelling: [characterId] });
    const [mira] = await app.services.characters.list(asked[0]![0] as string);
    assert.equal(mira?.id, characterId);
    assert.deepEqual(asked[0]!.slice(1), [characterId, 'desert-port']);
  });

  it('TR13 what keeps a warp from happening is told, with its details', async () => {
    const details = { missing: [{ kind: 'level', needed: 10, has: 1 }] };
    outcome = () => Promise.reject(new GameError('place_locked', { details }));
    const body = { characterId, station: 'desert-port' };
    const { error } = await app.refused('POST', '/navigation/warp', 'place_locked', { token, body });
    assert.deepEqual(error!.details, details);
    for (const code of ['party_not_leader', 'party_changed', 'travel_in_progress', 'place_full'] as const) {
      outcome = () => Promise.reject(new GameError(code));
      await app.refused('POST', '/navigation/warp', code, { token, body });
    }
  });

  it('TR13 a warp of the wrong form reaches nobody', async () => {
    for (const body of [
      {},
      { characterId },
      { characterId: 'nobody', station: 'desert-port' },
      { characterId, station: '__proto__' },
      { characterId, station: 'desert-port', place: 'haven' },
    ]) {
      await app.refused('POST', '/navigation/warp', 'invalid_request', { token, body });
    }
    await app.refused('POST', '/navigation/warp', 'unauthenticated', { body: { characterId, station: 'x' } });
    assert.deepEqual(asked, []);
  });
});
