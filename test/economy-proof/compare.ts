import assert from 'node:assert/strict';
import type { Model, ModelHolder, ModelItem, ModelMail } from './model.ts';
import type { RealEconomy } from './real-economy.ts';

/** Every holder, mail and listing is what the model says; ids that the model could not know are taken over. */
export async function compare(model: Model, real: RealEconomy): Promise<void> {
  const ids = [...model.holders.keys()];
  const holders = await real.store.read(ids.map((id) => real.owner(id, model.holder(id).isStorage)));
  for (const [n, { holdings }] of holders.entries()) {
    const { credits, stacks, items } = holdings;
    const has = {
      credits,
      stacks,
      items: new Map(items.map(({ id, kind, placed }) => [id, { kind, placed }])),
    };
    adopt(model.holder(ids[n]!).items, has.items);
    assert.deepEqual(has, bare(model.holder(ids[n]!)), `of ${ids[n]}`);
  }
  for (const character of model.characters) await compareMail(model, real, character);
  for (const [id, expected] of model.listings) {
    if (model.ended.has(id)) continue;
    const { status, remaining, auction } = await real.market.get(id);
    const { isOpen, bid, bidderId } = expected;
    const isHeld = isOpen && expected.startingBid !== null;
    assert.deepEqual(
      {
        isOpen: status === 'open',
        remaining,
        ...(isHeld && { bid: auction!.bid, bidderId: auction!.bidderId }),
      },
      { isOpen, remaining: expected.remaining, ...(isHeld && { bid, bidderId }) },
      `of listing ${id}`,
    );
    if (!isOpen) model.ended.add(id);
  }
}

async function compareMail(model: Model, real: RealEconomy, character: string): Promise<void> {
  const mails = (await real.mail.list(character, null, 100)).entries.map(
    ({ id, reason, claimedAt, attachments }) => {
      const { credits, stacks, items } = attachments;
      return {
        id,
        reason: reason as string,
        isClaimed: claimedAt !== null,
        credits,
        stacks: new Map(stacks.map(({ kind, amount }) => [kind, amount])),
        items: new Map(
          items.map(({ id: itemId, kind }): [string, ModelItem] => [itemId, { kind, placed: null }]),
        ),
      };
    },
  );
  const expected = model.mails.filter(({ recipientId }) => recipientId === character);
  const known = new Set(expected.map(({ id }) => id));
  for (const mail of expected.filter(({ id }) => id === null)) {
    const found = mails.find((one) => !known.has(one.id) && looksLike(one, mail));
    assert.ok(found, `no mail to ${character} is ${JSON.stringify([mail.reason, ...mail.holds.stacks])}`);
    known.add(found.id);
    mail.id = found.id;
    adopt(mail.holds.items, found.items);
  }
  const byId = (a: { id: string | null }, b: { id: string | null }) => (a.id! < b.id! ? -1 : 1);
  assert.deepEqual(
    mails.sort(byId),
    expected
      .sort(byId)
      .map(({ id, reason, isClaimed, holds }) => ({ id, reason, isClaimed, ...bare(holds) })),
    `mail of ${character}`,
  );
}

function looksLike(
  one: { reason: string; stacks: Map<string, number>; items: Map<string, ModelItem> },
  { reason, holds }: ModelMail,
): boolean {
  const kinds = (items: Map<string, ModelItem>) => [...items.values()].map(({ kind }) => kind).sort();
  const form = (stacks: Map<string, number>, items: Map<string, ModelItem>) =>
    JSON.stringify([[...stacks].sort(), kinds(items)]);
  return one.reason === reason && form(one.stacks, one.items) === form(holds.stacks, holds.items);
}

/** Gives things that were made just now the ids that they have got. */
function adopt(expected: Map<string, ModelItem>, actual: ReadonlyMap<string, ModelItem>): void {
  for (const [temporary, { kind }] of [...expected].filter(([id]) => id.startsWith('new '))) {
    const found = [...actual].find(([id, item]) => !expected.has(id) && item.kind === kind);
    assert.ok(found, `no new ${kind} came`);
    const item = expected.get(temporary)!;
    expected.delete(temporary);
    expected.set(found[0], item);
  }
}

function bare({ credits, stacks, items }: ModelHolder): Pick<ModelHolder, 'credits' | 'stacks' | 'items'> {
  return { credits, stacks, items };
}
