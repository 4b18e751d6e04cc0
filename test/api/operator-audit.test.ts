import assert from 'node:assert/strict';
import type { Request } from 'express';
import { auditOperator } from '../../src/api/operator-audit.ts';
import { makeAuditLog } from '../../src/db/audit-log-store.ts';
import type { Database } from '../../src/db/database.ts';
import type { AuditLog } from '../../src/operations/audit-log.ts';
import { TEST_ENVIRONMENT } from '../kit/memory-services.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { TestApp } from '../kit/test-app.ts';

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const CALL = { roomId: 'room1', method: 'disconnect', args: '[]' };

describe('api: the audit log on PostgreSQL', () => {
  let database: Database;
  let audit: AuditLog;
  let app: TestApp;

  beforeEach(async () => {
    database = await openFreshDatabase();
    audit = makeAuditLog(database);
    app = await TestApp.start({}, { monitor: () => assert.fail('the call reached the panel') });
    app.services.audit.append = (entry) => audit.append(entry);
  });
  afterEach(async () => {
    await app.stop();
    await database.close();
  });

  it('OP12 room calls with text that PostgreSQL cannot hold are refused, with an audit row', async () => {
    const form = new URLSearchParams({ password: TEST_ENVIRONMENT.OPERATOR_PASSWORD }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const login = await app.plainRequest('POST', '/monitor/login', { ...type, ...OWN_PAGE }, form);
    const headers = { cookie: String(login.headers['set-cookie']).split(';')[0]!, ...OWN_PAGE };

    const cases = [
      { query: { ...CALL, roomId: 'room1\0' }, status: 400, reason: 'invalid_request' },
      { query: { ...CALL, method: 'disconnect\0' }, status: 403, reason: 'forbidden' },
      { query: { ...CALL, args: '[]\0' }, status: 400, reason: 'invalid_json' },
      { query: { ...CALL, args: '["\0"]' }, status: 400, reason: 'invalid_json' },
    ];
    for (const { query, status, reason } of cases) {
      const shown = JSON.stringify(query);
      const response = await app.plainRequest(
        'GET',
        `/monitor/api/room/call?${new URLSearchParams(query)}`,
        headers,
      );
      assert.equal(response.status, status, shown);
      assert.equal(JSON.parse(response.text).error.code, reason, shown);
      const visible = (text: string) => text.replace('\0', '\\u0000');
      const [entry] = await audit.list(1);
      assert.equal(entry!.outcome, 'refused', shown);
      assert.equal(entry!.target, visible(query.roomId), shown);
      const details = { method: visible(query.method), args: visible(query.args), reason };
      assert.deepEqual(entry!.details, details, shown);
    }
    const twice = '/monitor/api/room/call?roomId=room1&method=%00&method=disconnect&args=[]';
    assert.equal((await app.plainRequest('GET', twice, headers)).status, 400);
    const [entry] = await audit.list(1);
    assert.deepEqual(entry!.details, {
      method: ['\\u0000', 'disconnect'],
      args: '[]',
      reason: 'invalid_request',
    });
    assert.equal((await audit.list(100)).length, 1 + cases.length + 1);
  });

  it('OP12 escaped is what cannot be held, wherever it stands, and nothing else', async () => {
    const details = {
      'key\0': ['\ud800', { deep: 'a\udfffb' }],
      kept: ['😀', '\\u0000', '\t\n\x7f', 5, true, null],
    };
    const req = { ip: '192.0.2.1' } as Request;
    await auditOperator(audit, req, { action: 'monitor.test', target: '\0😀', outcome: 'done', details });
    const { id, at, ...entry } = (await audit.list(1))[0]!;
    assert.deepEqual(entry, {
      operator: 'operator',
      address: '192.0.2.1',
      action: 'monitor.test',
      target: '\\u0000😀',
      details: { 'key\\u0000': ['\\ud800', { deep: 'a\\udfffb' }], kept: details.kept },
      outcome: 'done',
    });
  });
});
