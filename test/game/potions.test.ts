import assert from 'node:assert/strict';
import type { ItemKind } from '../../src/content/goods.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import { potionReadyTick } from '../../src/game/potions.ts';
import { type ActionRequest, request } from '../../src/game/requests.ts';
import type { Player } from '../../src/game/world.ts';
import { answers, Fight } from '../kit/fight.ts';
import { shippedContent } from '../kit/open-content.ts';

const STEPS = 20;
/** As `PEACE` has it. */
const COOLDOWN = 10 * STEPS;

function potion(id: string, effects: ItemKind['effects']): ItemKind {
  return { ...shippedContent().items.get('health-draught')!, id, effects };
}

const ITEMS = new Map(
  [
    potion('draught', [{ kind: 'restore', resource: 'health', amount: 50 }]),
    potion('tonic', [
      { kind: 'restore', resource: 'mana', amount: 15 },
      { kind: 'restore', resource: 'stamina', amount: 500 },
    ]),
    potion('elixir', [{ kind: 'haste', percent: 25, seconds: 2 }]),
    potion('stone', []),
  ].map((kind) => [kind.id, kind]),
);

describe('potions', () => {
  let fight: Fight;
  let ann: Player;

  beforeEach(() => {
    fight = new Fight([], { items: ITEMS });
    ann = fight.join('ann', 500, 500);
  });

  function ask(type: 'potion' | 'potion-paid', item: string): WorldEvent[] {
    request(fight.world, { type, player: ann, actionId: 'a', item } as ActionRequest);
    return [...fight.tick()];
  }

  it('PO1 a potion that may be used is to be paid for first: nothing changes but that the next one waits', () => {
    ann.vitals.health = 20;
    const events = ask('potion', 'draught');
    assert.deepEqual(
      events.filter(({ type }) => type === 'potion-begun'),
      [{ type: 'potion-begun', player: ann, item: 'draught', actionId: 'a' }],
    );
    assert.ok(ann.vitals.health < 21);
    assert.equal(potionReadyTick(ann), fight.world.tick + COOLDOWN);
    assert.deepEqual(answers(ask('potion', 'tonic')), ['ability_not_ready']);
    fight.tick(COOLDOWN - 2);
    assert.deepEqual(answers(ask('potion', 'tonic')), []);
  });

  it('PO2 once paid for it gives back what it says, never more than there is room for', () => {
    Object.assign(ann.vitals, { health: 20, mana: 10, stamina: 0 });
    const events = ask('potion-paid', 'draught');
    assert.deepEqual(answers(events), ['done']);
    const healed = events.find(({ type }) => type === 'healed');
    assert.equal(healed?.type === 'healed' && healed.amount, 50);
    ask('potion-paid', 'tonic');
    assert.ok(ann.vitals.mana >= 25 && ann.vitals.mana < 26, `${ann.vitals.mana}`);
    assert.equal(ann.vitals.stamina, ann.stats.stamina);
    ask('potion-paid', 'draught');
    assert.equal(ann.vitals.health, ann.stats.health);
  });

  it('PO2 haste lasts as long as it says', () => {
    const { speed } = ann;
    ask('potion-paid', 'elixir');
    assert.equal(ann.speed, speed * 1.25);
    fight.tick(2 * STEPS);
    assert.equal(ann.speed, speed);
  });

  it('PO3 what is no potion, and who can do nothing, is refused; the dead have nothing of what they paid for', () => {
    for (const item of ['stone', 'unicorn', 'constructor'])
      assert.deepEqual(answers(ask('potion', item)), ['item_not_found'], item);
    ann.frozen = true;
    assert.deepEqual(answers(ask('potion', 'draught')), ['travel_in_progress']);
    ann.frozen = false;
    ann.connected = false;
    assert.deepEqual(answers(ask('potion', 'draught')), ['interrupted']);
    ann.connected = true;
    ann.vitals.health = 0;
    fight.world.dying.push(ann);
    fight.tick();
    assert.deepEqual(answers(ask('potion', 'draught')), ['dead']);
    ask('potion-paid', 'draught');
    assert.equal(ann.vitals.health, 0);
  });

  it('PO4 one that could not be paid for does not make the next one wait; going out and in again does not help', () => {
    ask('potion', 'draught');
    request(fight.world, { type: 'potion-unpaid', player: ann, actionId: 'a' });
    fight.tick();
    assert.equal(potionReadyTick(ann), 0);
    ask('potion', 'draught');
    const ready = potionReadyTick(ann);
    fight.leave(ann);
    ann = fight.join('ann', 500, 500);
    assert.equal(potionReadyTick(ann), ready);
  });
});
