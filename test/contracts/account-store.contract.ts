import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { accountRecord, HOSTILE_TEXTS, NOW, sessionRecord, uniqueName } from '../kit/records.ts';
import { until } from '../kit/until.ts';
import { AccountFixture, type AccountStoreHarness } from './account-fixture.ts';
import { refreshTokenContract } from './refresh-token.contract.ts';
import { sessionContract } from './session.contract.ts';

/** What every AccountStore does, whatever it keeps its records in. */
export function accountStoreContract(name: string, open: () => Promise<AccountStoreHarness>): void {
  describe(`AccountStore: ${name}`, () => {
    let harness: AccountStoreHarness;
    let opened: AccountFixture;
    const fixture = () => opened;

    before(async () => {
      harness = await open();
      opened = new AccountFixture(harness);
    });
    after(() => harness.close());

    describe('accounts', () => {
      it('AC1 finds an account by its name, whatever the case or the encoding of its letters', async () => {
        const tail = uniqueName();
        const account = accountRecord({ name: `Straße-é-${tail}` });
        await fixture().store.createAccount(account);
        for (const name of [account.name, `STRASSE-É-${tail}`, `straße-e\u0301-${tail.toUpperCase()}`]) {
          assert.deepEqual(await fixture().store.findAccountByName(name), account, name);
        }
        assert.equal(await fixture().store.findAccountByName(uniqueName()), null);
      });

      it('AC1 refuses a taken name in another case and keeps the first account as it was', async () => {
        const first = await fixture().newAccount();
        const second = accountRecord({ name: first.name.toUpperCase(), passwordHash: 'other' });
        assert.equal(await fixture().store.createAccount(second), false);
        assert.deepEqual(await fixture().store.findAccountByName(second.name), first);
        assert.equal(await fixture().store.createSession(sessionRecord(second.id), randomUUID(), 20), false);
      });

      it('AC1 of 20 racing registrations of one name exactly one wins', async () => {
        const name = uniqueName('Race');
        const rivals = Array.from({ length: 20 }, (_, i) =>
          accountRecord({ name: i % 2 ? name.toUpperCase() : name }),
        );
        const created = await Promise.all(rivals.map((rival) => fixture().store.createAccount(rival)));
        assert.equal(created.filter(Boolean).length, 1);
        assert.deepEqual(await fixture().store.findAccountByName(name), rivals[created.indexOf(true)]);
      });

      it('AC15 deletes an account with its sessions and announces them', async () => {
        const { session, hash } = await fixture().newSession();
        const announced = fixture().recordAnnounced(session.id);
        assert.equal(await fixture().store.deleteAccount(session.accountId), true);
        assert.equal(await fixture().store.findSession(session.id, NOW), null);
        assert.deepEqual(await fixture().rotate(hash), { outcome: 'unknown' });
        assert.equal(
          await fixture().store.createSession(sessionRecord(session.accountId), randomUUID(), 20),
          false,
        );
        await until(() => announced.includes(session.id), 'the deleted session is announced');
        assert.equal(await fixture().store.deleteAccount(session.accountId), false);
      });
    });

    sessionContract(fixture);
    refreshTokenContract(fixture);

    describe('hostile text', () => {
      for (const text of HOSTILE_TEXTS) {
        it(`AC16 ${JSON.stringify(text)} is data in every field and names nothing as an id`, async () => {
          const account = accountRecord({ name: `${text}${uniqueName()}`, passwordHash: text });
          assert.equal(await fixture().store.createAccount(account), true);
          assert.equal((await fixture().store.findAccountByName(account.name))?.id, account.id);
          assert.equal(await fixture().store.findAccountByName(text), null);
          const session = sessionRecord(account.id, { device: text });
          const hash = `${text}${randomUUID()}`;
          assert.equal(await fixture().store.createSession(session, hash, 20), true);
          assert.equal((await fixture().store.listSessions(account.id, NOW)).length, 1);
          assert.equal((await fixture().rotate(hash, `${text}${randomUUID()}`)).outcome, 'rotated');
          assert.deepEqual(await fixture().rotate(text), { outcome: 'unknown' });

          assert.equal(await fixture().store.findSession(text, NOW), null);
          assert.deepEqual(await fixture().store.endedSessions([text], NOW), [text]);
          assert.deepEqual(await fixture().store.listSessions(text, NOW), []);
          assert.deepEqual(await fixture().store.revokeSessions(text, 'all', NOW), []);
          assert.deepEqual(await fixture().store.revokeSessions(account.id, [text], NOW), []);
          assert.equal(await fixture().store.deleteAccount(text), false);
          assert.equal((await fixture().store.listSessions(account.id, NOW)).length, 1);
        });
      }
    });
  });
}
