import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { MarketKit, refused, tally } from './kit.ts';

const ORE = 'iron-ore';

describe('mail', () => {
  let kit: MarketKit;

  before(async () => {
    kit = await MarketKit.start();
  });
  after(() => kit.close());
  afterEach(() => kit.audit());

  /** @returns a character with a mail that holds what it has cancelled */
  async function letter(amount = 5) {
    const owner = await kit.person(100_000, { [ORE]: amount });
    const { id } = await kit.list(owner, { goods: { kind: ORE, amount }, unitPrice: 1 });
    await kit.cancel(owner, id);
    const [mail] = await kit.mails(owner);
    return { owner, mail: mail! };
  }

  it('ML1 claiming takes everything, once', async () => {
    const { owner, mail } = await letter();
    const key = randomUUID();
    const claims = await Promise.all(Array.from({ length: 4 }, () => kit.claim(owner, mail.id, key)));
    for (const claimed of claims)
      assert.deepEqual(claimed, { credits: 0, stacks: [{ kind: ORE, amount: 5 }], items: [] });
    assert.equal(await kit.amount({ kind: 'character', id: owner }, `stack:${ORE}`), 5);
    await refused(kit.claim(owner, mail.id), 'mail_claimed');
    const [after] = await kit.mails(owner);
    assert.deepEqual(after, {
      ...mail,
      claimedAt: kit.now,
      attachments: { credits: 0, stacks: [], items: [] },
    });
  });

  it('ML1 ten claims of one mail at once take it once', async () => {
    const { owner, mail } = await letter();
    const outcomes = await tally(Array.from({ length: 10 }, () => kit.claim(owner, mail.id)));
    assert.deepEqual(outcomes, { done: 1, mail_claimed: 9 });
    assert.equal(await kit.amount({ kind: 'character', id: owner }, `stack:${ORE}`), 5);
  });

  it('ML2 what there is no room for stays in the mail, all of it', async () => {
    const amount = 30_000;
    const { owner, mail } = await letter(amount);
    await refused(kit.claim(owner, mail.id), 'over_capacity');
    const [after] = await kit.mails(owner);
    assert.deepEqual(after, mail);
    assert.equal(await kit.amount({ kind: 'character', id: owner }, `stack:${ORE}`), 0);
  });

  it('ML3 somebody else’s and unknown mail is not found', async () => {
    const { mail } = await letter();
    const other = await kit.person();
    for (const id of [mail.id, randomUUID(), "' OR '1'='1"]) {
      await refused(kit.claim(other, id), 'mail_not_found');
      await refused(kit.mail.delete(other, id), 'mail_not_found');
    }
  });

  it('ML4 only an empty mail can be deleted; claimed ones are forgotten after 30 days', async () => {
    const { owner, mail } = await letter();
    const waiting = await letter();
    await refused(kit.mail.delete(owner, mail.id), 'mail_not_empty');
    await kit.claim(owner, mail.id);
    await kit.mail.delete(owner, mail.id);
    assert.deepEqual(await kit.mails(owner), []);
    const old = await letter();
    await kit.claim(old.owner, old.mail.id);
    await kit.mail.forgetClaimed();
    assert.equal((await kit.mails(old.owner)).length, 1);
    kit.later(30 * 24 + 1);
    await kit.mail.forgetClaimed();
    assert.deepEqual(await kit.mails(old.owner), []);
    assert.equal((await kit.mails(waiting.owner)).length, 1);
  });

  it('ML5 the mail comes in pages, newest first, each mail once', async () => {
    const owner = await kit.person(100, { [ORE]: 7 });
    for (let n = 0; n < 7; n++) {
      const { id } = await kit.list(owner, { goods: { kind: ORE, amount: 1 }, unitPrice: 1 });
      await kit.cancel(owner, id);
      if (n % 2 === 0) kit.later(1);
    }
    const seen: string[] = [];
    const times: number[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await kit.mail.list(owner, cursor, 3);
      seen.push(...page.entries.map(({ id }) => id));
      times.push(...page.entries.map(({ sentAt }) => sentAt.getTime()));
      cursor = page.cursor;
      if (cursor === null) break;
    }
    assert.equal(new Set(seen).size, 7);
    assert.equal(seen.length, 7);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    await refused(kit.mail.list(owner, 'bm9uc2Vuc2U', 3), 'invalid_request');
  });
});
