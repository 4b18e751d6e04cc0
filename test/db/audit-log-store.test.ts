import assert from 'node:assert/strict';
import { makeAuditLog } from '../../src/db/audit-log-store.ts';
import type { Database } from '../../src/db/database.ts';
import type { AuditLog } from '../../src/operations/audit-log.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { HOSTILE_TEXTS } from '../kit/records.ts';

describe('audit log on PostgreSQL', () => {
  let database: Database;
  let audit: AuditLog;

  beforeEach(async () => {
    database = await openFreshDatabase();
    audit = makeAuditLog(database);
  });
  afterEach(() => database.close());

  function entry(action: string, changes = {}) {
    return {
      operator: 'operator',
      address: '192.0.2.1',
      action,
      target: null,
      details: null,
      outcome: 'done' as const,
      ...changes,
    };
  }

  it('DB7 lists what was appended, newest first, as many as asked for', async () => {
    const call = entry('monitor.room_call', {
      target: 'room-1',
      details: { method: 'disconnect', args: [1, null] },
    });
    await audit.append(entry('monitor.login'));
    await audit.append(call);
    await audit.append(entry('monitor.login_failed', { outcome: 'refused', details: undefined }));
    const listed = await audit.list(2);
    assert.deepEqual(
      listed.map(({ id, at, ...rest }) => rest),
      [entry('monitor.login_failed', { outcome: 'refused' }), call],
    );
    for (const { id, at } of listed) {
      assert.match(id, /^[0-9a-f-]{36}$/);
      assert.ok(Math.abs(Date.now() - at.getTime()) < 60_000);
    }
  });

  it('DB7 what stands in it cannot be changed or removed', async () => {
    await audit.append(entry('monitor.login'));
    for (const statement of [
      "UPDATE audit_log SET operator = 'x'",
      'DELETE FROM audit_log',
      'TRUNCATE audit_log',
    ]) {
      await assert.rejects(database.dataSource.query(statement), {
        message: 'the audit log can only be appended to',
      });
    }
    assert.equal((await audit.list(10)).length, 1);
  });

  it('DB7 an outcome that is not in the table of outcomes is refused', async () => {
    await assert.rejects(audit.append(entry('monitor.login', { outcome: 'perhaps' })), {
      name: 'QueryFailedError',
    });
  });

  it('DB7 hostile text is data in every field', async () => {
    for (const text of HOSTILE_TEXTS.filter((candidate) => candidate.isWellFormed())) {
      const hostile = { operator: text, address: text, target: text, details: { [`k${text}`]: text } };
      await audit.append(entry(text, hostile));
      const [stored] = await audit.list(1);
      assert.deepEqual({ ...stored, id: '', at: '' }, { ...entry(text, hostile), id: '', at: '' });
    }
  });
});
