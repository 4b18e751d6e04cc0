import assert from 'node:assert/strict';
import {
  ECONOMY_AUDIT_ENDPOINT,
  REVERSAL_ENDPOINT,
  REVERSAL_PREVIEW_ENDPOINT,
} from '../../src/api/economy-routes.ts';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { GameError } from '../../src/errors.ts';
import { TEST_ENVIRONMENT } from '../kit/memory-services.ts';
import { NOW } from '../kit/records.ts';
import { TestApp } from '../kit/test-app.ts';
import { assertDeclared } from './declared.ts';

const OPERATOR = { authorization: `Basic ${btoa(`operator:${TEST_ENVIRONMENT.OPERATOR_PASSWORD}`)}` };
const CHAIN = [{ operationId: '7', kind: 'transfer', at: NOW, actorId: null }];

describe('api: audit and remedy', () => {
  let app: TestApp;
  let reversed: string[];

  beforeEach(async () => {
    app = await TestApp.start();
    reversed = [];
    app.services.reversals.preview = async () => ({ chain: CHAIN });
    app.services.reversals.reverse = async (id) => {
      reversed.push(id);
      return { chain: CHAIN };
    };
  });
  afterEach(() => app.stop());

  async function ask(
    endpoint: Endpoint,
    id: string,
    init: { headers?: Record<string, string>; body?: unknown } = {},
  ) {
    const response = await app.fetch(endpoint.path.replace('{operationId}', encodeURIComponent(id)), {
      method: endpoint.method.toUpperCase(),
      headers: {
        ...(init.body !== undefined && { 'content-type': 'application/json' }),
        ...OPERATOR,
        ...init.headers,
      },
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
    });
    const body = await response.json();
    assertDeclared(endpoint, { status: response.status, body });
    return { status: response.status, body };
  }

  it('EA12 an operator sees what would be undone, and undoes it with a reason, which is audited first', async () => {
    const shown = { chain: [{ ...CHAIN[0], at: NOW.toISOString() }] };
    assert.deepEqual((await ask(REVERSAL_PREVIEW_ENDPOINT, '7')).body.data, shown);
    assert.deepEqual(reversed, []);
    const done = await ask(REVERSAL_ENDPOINT, '7', { body: { reason: 'a stolen account' } });
    assert.deepEqual([done.status, done.body.data, reversed], [200, shown, ['7']]);
    const { action, target, details, outcome } = app.services.audit.entries[0]!;
    assert.deepEqual(
      { action, target, details, outcome },
      {
        action: 'economy.reverse',
        target: '7',
        details: { reason: 'a stolen account', chain: ['7'] },
        outcome: 'done',
      },
    );
  });

  it('EA12 what cannot be audited is not done; what is refused is audited too', async () => {
    app.services.audit.away = true;
    assert.equal((await ask(REVERSAL_ENDPOINT, '7', { body: { reason: 'x' } })).status, 503);
    app.services.audit.away = false;
    app.services.reversals.preview = () => Promise.reject(new GameError('operation_reversed'));
    assert.equal((await ask(REVERSAL_ENDPOINT, '7', { body: { reason: 'x' } })).status, 409);
    assert.deepEqual(
      app.services.audit.entries.map(({ outcome }) => outcome),
      ['refused'],
    );
    assert.deepEqual(reversed, []);
  });

  it('EA12 it is for the operator and for other servers alone, and for no other site’s page', async () => {
    const { accessToken } = await app.login('mira');
    const body = { reason: 'x' };
    for (const authorization of ['', `Bearer ${accessToken}`, `Basic ${btoa('operator:wrong')}`]) {
      for (const endpoint of [ECONOMY_AUDIT_ENDPOINT, REVERSAL_PREVIEW_ENDPOINT])
        assert.equal((await ask(endpoint, '7', { headers: { authorization } })).status, 401);
      assert.equal((await ask(REVERSAL_ENDPOINT, '7', { headers: { authorization }, body })).status, 401);
    }
    const elsewhere = { origin: 'https://elsewhere.example' };
    assert.equal((await ask(REVERSAL_ENDPOINT, '7', { headers: elsewhere, body })).status, 403);
    for (const odd of ['0', '-1', '1.5', 'NaN', "1'; --", '9'.repeat(19)])
      assert.equal((await ask(REVERSAL_ENDPOINT, odd, { body })).status, 400, odd);
    for (const odd of [
      {},
      { reason: '' },
      { reason: ' ' },
      { reason: 'x'.repeat(501) },
      { reason: 'x', more: 1 },
    ])
      assert.equal((await ask(REVERSAL_ENDPOINT, '7', { body: odd })).status, 400);
    assert.deepEqual(reversed, []);
  });

  it('EA13 the last audit is shown to the operator, and counted by metrics; without one there is no figure', async () => {
    const { economyAudit, metrics } = app.services;
    const figure = async () =>
      (await metrics.registry.metrics()).match(/^economy_audit_(problems|timestamp_seconds) .*$/gm) ?? [];
    assert.deepEqual(await figure(), []);
    economyAudit.last = async () => null;
    assert.equal((await ask(ECONOMY_AUDIT_ENDPOINT, '')).body.data, null);
    assert.deepEqual(await figure(), []);
    const problems = [{ check: 'assets_sum_to_zero', text: 'all accounts of credits sum to 5' }];
    economyAudit.last = async () => ({ at: NOW, tookMs: 12, problems });
    const { body } = await ask(ECONOMY_AUDIT_ENDPOINT, '');
    assert.deepEqual(body.data, { at: NOW.toISOString(), tookMs: 12, problems });
    assert.deepEqual(await figure(), [
      'economy_audit_problems 1',
      `economy_audit_timestamp_seconds ${NOW.getTime() / 1000}`,
    ]);
  });
});
