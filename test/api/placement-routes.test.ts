import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../../src/api/endpoint.ts';
import {
  PLACEMENTS_OF_CHARACTER_ENDPOINT,
  PLACEMENTS_OF_INSTANCE_ENDPOINT,
} from '../../src/api/placement-routes.ts';
import { decision } from '../contracts/decision-log.contract.ts';
import { TEST_ENVIRONMENT } from '../kit/memory-services.ts';
import { TestApp } from '../kit/test-app.ts';
import { assertDeclared } from './declared.ts';

const basic = (password: string) => ({ authorization: `Basic ${btoa(`operator:${password}`)}` });
const OPERATOR = basic(TEST_ENVIRONMENT.OPERATOR_PASSWORD);

describe('api: why here?', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  async function ask(endpoint: Endpoint, id: string, headers: Record<string, string> = OPERATOR) {
    const response = await app.fetch(endpoint.path.replace(/\{\w+\}/, encodeURIComponent(id)), { headers });
    const body = await response.json();
    assertDeclared(endpoint, { status: response.status, body });
    return { status: response.status, body };
  }

  it('PL53 an operator reads the decisions of a character and of an instance, newest first', async () => {
    const characterIds = [randomUUID()];
    const first = decision({ characterIds });
    const refused = decision({ characterIds, outcome: { type: 'refused', code: 'place_full' } });
    for (const one of [
      first,
      decision({ outcome: { type: 'placed', instanceId: 'i2', opened: true } }),
      refused,
    ]) {
      app.services.decisions.record(one);
    }
    const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
    const ofCharacter = await ask(PLACEMENTS_OF_CHARACTER_ENDPOINT, characterIds[0]!);
    assert.equal(ofCharacter.status, 200);
    assert.deepEqual(ofCharacter.body.data, asJson([refused, first]));
    const ofInstance = await ask(PLACEMENTS_OF_INSTANCE_ENDPOINT, 'i1');
    assert.deepEqual(ofInstance.body.data, asJson([first]));
  });

  it('PL53 who is unknown has none; a malformed id is said to be one', async () => {
    assert.deepEqual((await ask(PLACEMENTS_OF_CHARACTER_ENDPOINT, randomUUID())).body.data, []);
    assert.deepEqual((await ask(PLACEMENTS_OF_INSTANCE_ENDPOINT, 'nothing')).body.data, []);
    const bad = await ask(PLACEMENTS_OF_CHARACTER_ENDPOINT, "' OR 1=1");
    assert.equal(bad.status, 400);
    assert.equal(bad.body.error.code, 'invalid_request');
    assert.equal((await ask(PLACEMENTS_OF_INSTANCE_ENDPOINT, 'x'.repeat(65))).status, 400);
  });

  it('PL53 it is for the operator and for other servers alone', async () => {
    const { accessToken } = await app.login('mira');
    const refused: Record<string, string>[] = [
      {},
      basic('wrong'),
      { authorization: `Bearer ${accessToken}` },
    ];
    for (const endpoint of [PLACEMENTS_OF_CHARACTER_ENDPOINT, PLACEMENTS_OF_INSTANCE_ENDPOINT]) {
      for (const headers of refused) {
        assert.equal((await ask(endpoint, randomUUID(), headers)).status, 401, JSON.stringify(headers));
      }
      const server = { 'x-server-secret': TEST_ENVIRONMENT.SERVER_SECRET };
      assert.equal((await ask(endpoint, randomUUID(), server)).status, 200);
    }
  });
});
