import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { type Connection, Connections } from '../../src/characters/connections.ts';
import type { Party } from '../../src/social/party-store.ts';
import { PlayerNotifier } from '../../src/social/player-notifier.ts';

const PARTY = { members: ['ann', 'bob'].map((characterId) => ({ characterId })) } as Party;

describe('news of parties when a process ends', () => {
  const errors: unknown[] = [];
  let published: unknown[];
  let asked: string[];

  function notifier(partyOf: () => Promise<Party | null> = async () => PARTY): PlayerNotifier {
    published = [];
    asked = [];
    const connections = new Connections();
    connections.add({ characterId: 'ann', tell() {} } as unknown as Connection);
    return new PlayerNotifier({
      social: {
        partyOf: (characterId) => {
          asked.push(characterId);
          return partyOf();
        },
        invitesFor: async () => [],
      },
      connections,
      bus: { publish: (_topic, news) => void published.push(news), subscribe: () => {} },
      onError: (error) => errors.push(error),
    });
  }

  beforeEach(() => {
    errors.length = 0;
  });

  it('PA11 the companions of those who left last are told at once', async () => {
    const ending = notifier();
    ending.noteMoved('ann');
    await ending.close();
    assert.deepEqual(published, [{ characterIds: ['ann', 'bob'], what: 'party' }]);
  });

  it('PA11 what is being asked is waited for, and nothing is asked afterwards', async () => {
    const answer = Promise.withResolvers<Party | null>();
    const ending = notifier(() => answer.promise);
    ending.remind('ann');
    let isClosed = false;
    const closed = ending.close().then(() => {
      isClosed = true;
    });
    ending.noteMoved('ann');
    ending.remind('ann');
    await turn();
    assert.equal(isClosed, false);
    answer.resolve(null);
    await closed;
    assert.deepEqual([asked, errors], [['ann'], []]);
  });

  it('PA11 a database that is away already is reported, and nothing else', async () => {
    const ending = notifier(async () => Promise.reject(new Error('away')));
    ending.noteMoved('ann');
    await ending.close();
    assert.deepEqual(errors.map(String), ['Error: away']);
    assert.deepEqual(published, []);
  });
});
