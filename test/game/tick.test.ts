import assert from 'node:assert/strict';
import type { ActionRequest } from '../../src/game/requests.ts';
import type { Player } from '../../src/game/world.ts';
import { answers, Fight } from '../kit/fight.ts';

describe('tick', () => {
  it('FT10 a wish that a tick fails over is not looked at again: the next tick is as any other', () => {
    const fight = new Fight([]);
    const { harvest, requests } = fight.world;
    const ann = fight.join('ann', 100, 100);
    const poison = {
      get player(): Player {
        throw new Error('a mistake of ours');
      },
    };
    harvest.requests.push({ player: ann, nodeId: 'n0-1', actionId: 'a0' });
    requests.push(Object.assign(poison, { type: 'respawn', actionId: 'a1' }) as ActionRequest);
    assert.throws(() => fight.tick(), /a mistake of ours/);
    assert.deepEqual([requests, harvest.requests], [[], []]);
    assert.deepEqual(answers(fight.use(ann, 'nothing')), ['ability_unknown']);
  });
});
