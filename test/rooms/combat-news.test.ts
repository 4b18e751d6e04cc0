import assert from 'node:assert/strict';
import { CombatNews } from '../../rooms/combat-news.ts';
import { takeDamage } from '../../src/game/combat.ts';
import { gain } from '../../src/game/statuses.ts';
import type { Player } from '../../src/game/world.ts';
import type { CombatFact } from '../../src/protocol.ts';
import { Fight } from '../kit/fight.ts';

const news = new CombatNews();

/** Who is told what of the events that are there: `source>target`. */
function told({ world }: Fight): Record<string, string[]> {
  const heard: Record<string, string[]> = {};
  const short = (fact: CombatFact) => (fact.type === 'hit' ? [`${fact.source}>${fact.target}`] : []);
  news.hear(world);
  news.tell(world, ({ id }, { facts }) => {
    heard[id] = facts.flatMap(short);
  });
  return heard;
}

function crowd(fight: Fight, count: number): Player[] {
  return Array.from({ length: count }, (_, at) => fight.enter(`p${at}`, 200 + (at % 40) * 40, 200 + at));
}

describe('news of combat', () => {
  it('FT1 each is told in order, and once, what happened among those it is shown, whether many fight or few', () => {
    const fight = new Fight([]);
    const [ann, bob] = [fight.join('ann', 100, 100), fight.join('bob', 150, 100)];
    const far = [fight.join('far', 1900, 1900), fight.join('off', 1950, 1900)];
    fight.world.events.length = 0;
    for (let i = 0; i < 3; i++) {
      takeDamage(fight.world, 'ann', bob, 1, null);
      takeDamage(fight.world, 'far', far[1]!, 1, null);
      takeDamage(fight.world, 'bob', ann, 1, null);
    }
    const near = Array(3).fill(['ann>bob', 'bob>ann']).flat();
    const away = Array(3).fill('far>off');
    assert.deepEqual(told(fight), { ann: near, bob: near, far: away, off: away });
    assert.deepEqual(
      told(fight),
      { ann: near, bob: near, far: away, off: away },
      'nothing is left of the last time',
    );
  });

  it('FT8 in a crowd that fights each is told the same as if one looked at every fact for it', () => {
    const fight = new Fight([]);
    const players = crowd(fight, 200);
    fight.tick(4);
    fight.world.events.length = 0;
    for (const [at, player] of players.entries())
      takeDamage(fight.world, player.id, players[(at * 7 + 1) % players.length]!, 1, null);
    const hits = fight.world.events.flatMap((event) => (event.type === 'hit' ? [event] : []));
    const heard = told(fight);
    for (const viewer of players) {
      const expected = hits
        .filter(({ sourceId, target }) =>
          [sourceId, target.id].some((id) => viewer.views.player.has(fight.world.players.get(id)!)),
        )
        .map(({ sourceId, target }) => `${sourceId}>${target.id}`);
      assert.ok(expected.length > 0 && viewer.views.player.size < players.length);
      assert.deepEqual(heard[viewer.id], expected);
    }
  });

  it('FT9 of what hits the hidden those alone hear who are shown them', () => {
    const fight = new Fight([]);
    const [ann, bob, cay] = [
      fight.join('ann', 100, 100),
      fight.join('bob', 150, 100),
      fight.join('cay', 90, 90),
    ];
    bob.partyId = 'p';
    cay.partyId = 'p';
    gain(fight.world, bob, fight.world.rules.statuses.get('hidden')!, 'bob', 1 / 20);
    fight.tick(4);
    assert.equal(ann.views.player.has(bob), false);
    fight.world.events.length = 0;
    takeDamage(fight.world, 'ann', bob, 1, null);
    assert.deepEqual(told(fight), { bob: ['ann>bob'], cay: ['ann>bob'] });
  });

  it('LP10 what several ticks bring is told in one message, in order, to those who are still there', () => {
    const fight = new Fight([]);
    const { world } = fight;
    const [ann, bob] = [fight.join('ann', 100, 100), fight.join('bob', 150, 100)];
    for (const amount of [1, 2, 3]) {
      world.events.length = 0;
      takeDamage(world, 'ann', bob, amount, null);
      news.hear(world);
    }
    world.players.delete(bob.id);
    const messages: [string, number[]][] = [];
    const listen = ({ id }: Player, { facts }: { facts: CombatFact[] }) => {
      messages.push([id, facts.flatMap((fact) => (fact.type === 'hit' ? [fact.amount] : []))]);
    };
    news.tell(world, listen);
    news.tell(world, listen);
    assert.deepEqual(messages, [[ann.id, [1, 2, 3]]]);
  });
});
