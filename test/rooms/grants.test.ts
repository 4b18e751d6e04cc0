import assert from 'node:assert/strict';
import pino from 'pino';
import { type Grant, Grants } from '../../rooms/grants.ts';
import { GameError } from '../../src/errors.ts';

const GRANT: Grant = {
  key: 'loot:i1:d1-1',
  kind: 'loot',
  characterId: 'ann',
  credits: 7,
  stacks: [{ kind: 'iron-ore', amount: 3 }],
  items: [{ kind: 'trail-boots' }, { kind: 'trail-boots' }],
};
const GAINED = {
  type: 'gained',
  credits: 7,
  items: [
    { kind: 'iron-ore', amount: 3 },
    { kind: 'trail-boots', amount: 2 },
  ],
  where: 'mail',
};

describe('grants of a room', () => {
  /** What happened, in order. */
  let heard: unknown[][];

  beforeEach(() => {
    heard = [];
  });

  const grantsWith = (receive: () => Promise<'inventory' | 'mail'>) =>
    new Grants({
      services: { inventory: { receive }, inventoryNews: { note() {} }, log: pino({ level: 'silent' }) },
      commits: {
        add: async ({ key, characterId, write }) => {
          heard.push(['commit', key, characterId]);
          return write();
        },
      },
      actions: {
        finish: (...answer) => void heard.push(['finish', ...answer]),
        refuse: (...refusal) => void heard.push(['refuse', ...refusal]),
        tell: (...told) => void heard.push(['tell', ...told]),
      },
    });

  it('LO11 what is granted is committed first, then answered, then told', async () => {
    await grantsWith(async () => 'mail').give(GRANT, 'a1');
    assert.deepEqual(heard, [
      ['commit', 'loot:i1:d1-1', 'ann'],
      ['finish', 'ann', 'a1', { ok: true, code: null }],
      ['tell', 'ann', GAINED],
    ]);
  });

  it('LO11 what nobody asked for is told alone', async () => {
    await grantsWith(async () => 'mail').give(GRANT, null);
    assert.deepEqual(heard, [
      ['commit', 'loot:i1:d1-1', 'ann'],
      ['tell', 'ann', GAINED],
    ]);
  });

  it('LO12 what cannot be granted is refused with its code, and not told', async () => {
    const gone = grantsWith(() => Promise.reject(new GameError('character_not_found')));
    await gone.give(GRANT, 'a1');
    await gone.give(GRANT, null);
    await grantsWith(() => Promise.reject(new Error('a mistake of ours'))).give(GRANT, 'a2');
    assert.deepEqual(
      heard.filter(([what]) => what !== 'commit'),
      [
        ['refuse', 'ann', 'a1', 'character_not_found'],
        ['refuse', 'ann', 'a2', 'internal'],
      ],
    );
  });
});
