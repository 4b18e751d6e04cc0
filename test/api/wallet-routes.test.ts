import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { movement } from '../../src/economy/ledger-rules.ts';
import type { Asset, Owner } from '../../src/economy/owner.ts';
import { characterRecord } from '../kit/records.ts';
import { TestApp } from '../kit/test-app.ts';

describe('api: wallets', () => {
  let app: TestApp;
  let token: string;
  let strangerToken: string;
  let characterId: string;

  before(async () => {
    app = await TestApp.start();
    token = (await app.login('mira')).accessToken;
    strangerToken = (await app.login('tom')).accessToken;
    const account = await app.services.accountStore.findAccountByName('mira');
    // Past the use-case, whose starting kit would be in the wallet.
    const character = characterRecord(account!.id);
    await app.services.characterStore.create(character, 5);
    characterId = character.id;
    for (const [asset, amount] of [
      ['stack:iron-ore', 7],
      ['credits', 100],
    ] satisfies [Asset, number][]) {
      await grant(asset, amount);
    }
  });
  after(() => app.stop());

  async function grant(asset: Asset, amount: number): Promise<void> {
    const owner: Owner = { kind: 'character', id: characterId };
    const postings = movement({ kind: 'system', id: 'rewards' }, owner, asset, amount);
    await app.services.ledger.apply({ key: randomUUID(), kind: 'loot', actorId: null, body: null, postings });
  }

  it('WL14 a wallet is the credits and the stacks', async () => {
    const { data } = await app.call('GET', `/wallets/${characterId}`, { token });
    assert.deepEqual(data, { credits: 100, stacks: [{ kind: 'iron-ore', amount: 7 }] });
  });

  it('WL14 its history comes in pages, and by what it is of', async () => {
    const path = `/wallets/${characterId}/ledger`;
    const first = (await app.call('GET', `${path}?limit=1`, { token })).data;
    const { operationId, at, ...entry } = first.entries[0];
    assert.deepEqual(entry, {
      kind: 'loot',
      asset: 'credits',
      amount: 100,
      balance: 100,
      counterparts: ['rewards'],
    });
    const second = (await app.call('GET', `${path}?limit=1&cursor=${first.cursor}`, { token })).data;
    assert.deepEqual([second.entries[0].amount, second.cursor], [7, null]);
    const ore = (await app.call('GET', `${path}?asset=stack:iron-ore`, { token })).data;
    assert.deepEqual([ore.entries.length, ore.entries[0].asset], [1, 'stack:iron-ore']);
    const none = (await app.call('GET', `${path}?asset=stack:nothing`, { token })).data;
    assert.deepEqual(none, { entries: [], cursor: null });
  });

  it('WL14 somebody else sees nothing of it', async () => {
    for (const path of [`/wallets/${characterId}`, `/wallets/${characterId}/ledger`]) {
      await app.refused('GET', path, 'character_not_found', { token: strangerToken });
      await app.refused('GET', path, 'unauthenticated');
    }
    await app.refused('GET', `/wallets/${randomUUID()}`, 'character_not_found', { token });
  });

  it('WL14 what no page is asked for with is refused', async () => {
    const queries = [
      'limit=0',
      'limit=-1',
      'limit=101',
      'limit=1.5',
      'limit=NaN',
      'limit=1e2',
      'limit=',
      'limit=1&limit=2',
      'cursor=',
      'cursor=nonsense',
      `cursor=${'x'.repeat(101)}`,
      'asset=',
      'asset=gold',
      'asset=stack:',
      "asset=credits' OR true --",
      'asset=<script>',
      'page=2',
    ];
    for (const query of queries) {
      await app.refused('GET', `/wallets/${characterId}/ledger?${encodeURI(query)}`, 'invalid_request', {
        token,
      });
    }
    await app.refused('GET', `/wallets/${characterId}?limit=1`, 'invalid_request', { token });
    await app.refused('GET', '/wallets/nobody', 'invalid_request', { token });
  });
});
