import assert from 'node:assert/strict';
import type { MonsterKind } from '../../src/content/combat-types.ts';
import type { ItemKind } from '../../src/content/goods.ts';
import type { DropRules } from '../../src/content/loot-types.ts';
import type { Rect } from '../../src/content/types.ts';
import type { Drop } from '../../src/game/drop.ts';
import { leaveDrops } from '../../src/game/drops.ts';
import { NO_EFFECTS } from '../../src/game/effects.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import type { Monster } from '../../src/game/monster.ts';
import { happen } from '../../src/game/outside.ts';
import { request } from '../../src/game/requests.ts';
import { affect, type Player } from '../../src/game/world.ts';
import { EAST, emptyMap, HandWorld, PEACE } from '../kit/hand-world.ts';
import { HOUND as ONE_PAIR } from '../kit/loot.ts';
import { shippedContent } from '../kit/open-content.ts';

const DT = 1 / 20;
const { items } = shippedContent();

/** Seven credits, three pieces of ore and two pairs of boots for certain. */
const HOUND: MonsterKind = {
  ...ONE_PAIR,
  id: 'hound',
  loot: [
    { item: 'iron-ore', chance: 1, min: 3, max: 3 },
    { item: 'trail-boots', chance: 1, min: 2, max: 2 },
  ],
};

interface Options {
  drops?: Partial<DropRules>;
  walls?: Rect[];
  seed?: string;
}

/** A world in which a monster dies whenever the test says so. */
class LootWorld extends HandWorld {
  private serial = 0;

  constructor({ drops = {}, walls = [], seed = '0'.repeat(32) }: Options = {}) {
    const rules = { ...PEACE, items: items as ReadonlyMap<string, ItemKind> };
    super(emptyMap(4096, 4096, walls), { rules: { ...rules, drops: { ...PEACE.drops, ...drops } }, seed });
  }

  /** Between two ticks: the next one is the first that sees what it left. */
  kill(kind: Partial<MonsterKind>, at: { x: number; y: number }, ...credits: Player[]): Drop[] {
    const before = new Set(this.world.drops.keys());
    const serial = ++this.serial;
    const monster = {
      kind: { ...HOUND, ...kind },
      body: { ...at, facing: 0 },
      slot: { number: 4 },
      serial,
    } as Monster;
    const ids = credits.map(({ id }) => id);
    leaveDrops(this.world, monster, ids, DT);
    return [...this.world.drops.values()].filter(({ id }) => !before.has(id));
  }

  /** @returns what came of it in the next tick */
  pickUp(player: Player, drop: Drop | string, actionId = 'a1'): WorldEvent[] {
    const id = typeof drop === 'string' ? drop : drop.id;
    request(this.world, { type: 'pick-up', player, actionId, drop: id });
    return this.tick();
  }

  /** Until everybody has looked around. */
  look(): void {
    this.tick(4);
  }
}

const AT = { x: 1000, y: 1000 };

function codeOf(events: readonly WorldEvent[], actionId = 'a1'): string | null {
  for (const event of events) {
    if (event.type === 'picked-up' && event.actionId === actionId) return null;
    if (event.type === 'action-refused' && event.actionId === actionId) return event.code;
  }
  return 'not answered';
}

describe('drops', () => {
  it('LO1 a dead monster leaves what its table says, near where it died, for whoever did most and its party', () => {
    const world = new LootWorld();
    const [ann, bob] = [world.enter('ann', 1000, 1000), world.enter('bob', 1000, 1000)];
    ann.partyId = 'party';
    const drops = world.kill({}, AT, ann, bob);
    assert.equal(drops.length, 1);
    const [{ x, y, cell: _cell, index: _index, mark: _mark, viewers: _viewers, ...drop }] = drops as [Drop];
    assert.ok(Math.abs(x - 1000) <= 24 && Math.abs(y - 1000) <= 24, `${x}, ${y}`);
    assert.deepEqual(drop, {
      type: 'drop',
      id: 'd4-1',
      credits: 7,
      stacks: [{ kind: 'iron-ore', amount: 3 }],
      items: ['trail-boots', 'trail-boots'],
      kind: 'trail-boots',
      ownerId: 'ann',
      partyId: 'party',
      freeTick: 1200,
      goneTick: 3600,
    });
  });

  it('LO1 the same seed leaves the same, in the same spot', () => {
    const left = (seed: string) => {
      const world = new LootWorld({ seed });
      const ann = world.enter('ann', 1000, 1000);
      const loot = [{ item: 'iron-ore', chance: 0.5, min: 1, max: 9 }];
      const kind = { loot, credits: { min: 1, max: 99 } };
      return Array.from({ length: 20 }, () => world.kill(kind, AT, ann)).flat();
    };
    assert.deepEqual(left('1'.repeat(32)), left('1'.repeat(32)));
    assert.notDeepEqual(left('1'.repeat(32)), left('2'.repeat(32)));
  });

  it('LO2 nothing is left where nothing was rolled, nor where nobody took part who is still here', () => {
    const world = new LootWorld();
    const ann = world.enter('ann', 1000, 1000);
    assert.deepEqual(world.kill({ loot: [], credits: { min: 0, max: 0 } }, AT, ann), []);
    assert.deepEqual(world.kill({}, AT), []);
    world.leave(ann);
    assert.deepEqual(world.kill({}, AT, ann), []);
    const bob = world.enter('bob', 1000, 1000);
    assert.deepEqual(
      world.kill({}, AT, ann, bob).map(({ ownerId }) => ownerId),
      ['bob'],
    );
  });

  it('LO3 a boss leaves one drop for each who took part, rolled for each, and not for their parties', () => {
    const world = new LootWorld();
    const party = ['ann', 'bob', 'cid'].map((id) => world.enter(id, 1000, 1000));
    for (const player of party) player.partyId = 'party';
    const drops = world.kill({ rank: 'boss', credits: { min: 1, max: 1_000_000 } }, AT, ...party);
    assert.deepEqual(
      drops.map(({ id, ownerId, partyId }) => [id, ownerId, partyId]),
      [
        ['d4-1-1', 'ann', null],
        ['d4-1-2', 'bob', null],
        ['d4-1-3', 'cid', null],
      ],
    );
    assert.equal(new Set(drops.map(({ credits }) => credits)).size, 3);
  });

  it('LO4 it lies on this side of every wall, and inside of the place', () => {
    const walls = [{ left: 1012, top: 900, right: 1016, bottom: 1100 }];
    const world = new LootWorld({ walls });
    const ann = world.enter('ann', 1000, 1000);
    for (let i = 0; i < 100; i++) {
      const [drop] = world.kill({}, AT, ann) as [Drop];
      assert.ok(drop.x <= 1002, `${drop.x}`);
      const [corner] = world.kill({}, { x: 12, y: 12 }, ann) as [Drop];
      assert.ok(corner.x >= 10 && corner.y >= 10, `${corner.x}, ${corner.y}`);
    }
  });

  it('LO5 whose it is picks it up within 64 px, once, and from then on it is gone', () => {
    const world = new LootWorld();
    const ann = world.enter('ann', 1000, 1000);
    const [drop] = world.kill({}, AT, ann) as [Drop];
    world.look();
    const events = world.pickUp(ann, drop);
    assert.deepEqual(
      events.filter(({ type }) => type === 'gone' || type === 'picked-up'),
      [
        { type: 'gone', entity: drop },
        { type: 'picked-up', player: ann, actionId: 'a1', drop },
      ],
    );
    assert.equal(world.world.drops.size, 0);
    assert.equal(codeOf(world.pickUp(ann, drop, 'a2'), 'a2'), 'drop_gone');
  });

  it('LO5 further away it is too far; the magnet reaches further by its range', () => {
    const world = new LootWorld({ drops: { scatter: 0 } });
    const ann = world.enter('ann', 1064, 1000);
    const [bob, cid] = [world.enter('bob', 1065, 1000), world.enter('cid', 1104, 1000)];
    for (const player of [ann, bob, cid]) player.partyId = 'party';
    const [first, second] = [world.kill({}, AT, ann), world.kill({}, AT, ann)].flat() as [Drop, Drop];
    world.look();
    assert.equal(codeOf(world.pickUp(bob, first)), 'too_far');
    assert.equal(codeOf(world.pickUp(ann, first)), null);
    assert.equal(codeOf(world.pickUp(cid, second)), 'too_far');
    affect(world.world, cid, { ...NO_EFFECTS, magnetRange: 40 });
    assert.equal(codeOf(world.pickUp(cid, second)), null);
  });

  it('LO6 for 60 s it belongs to its owner and their party, then to whoever comes first; after 180 s it is gone', () => {
    const world = new LootWorld();
    const [ann, bob, eve] = ['ann', 'bob', 'eve'].map((id) => world.enter(id, 1000, 1000)) as [
      Player,
      Player,
      Player,
    ];
    ann.partyId = 'party';
    bob.partyId = 'party';
    const drops = Array.from({ length: 3 }, () => world.kill({}, AT, ann)).flat() as [Drop, Drop, Drop];
    world.look();
    assert.equal(codeOf(world.pickUp(eve, drops[0])), 'drop_owned');
    assert.equal(codeOf(world.pickUp(bob, drops[0])), null);
    world.tick(1199 - world.world.tick);
    assert.equal(codeOf(world.pickUp(eve, drops[1])), 'drop_owned');
    assert.equal(world.world.tick, 1200);
    assert.deepEqual([drops[1].ownerId, drops[1].partyId], [null, null]);
    assert.equal(codeOf(world.pickUp(eve, drops[1])), null);
    world.tick(3599 - world.world.tick);
    assert.deepEqual([...world.world.drops.keys()], [drops[2].id]);
    assert.deepEqual(
      world.tick().filter(({ type }) => type === 'gone'),
      [{ type: 'gone', entity: drops[2] }],
    );
  });

  it('LO6 that it is free is told once', () => {
    const world = new LootWorld();
    const [drop] = world.kill({}, AT, world.enter('ann', 3000, 3000)) as [Drop];
    const freed = world.tick(1300).filter(({ type }) => type === 'drop-freed');
    assert.deepEqual(freed, [{ type: 'drop-freed', drop }]);
  });

  it('LO6 who is in no party shares with nobody who is in none', () => {
    const world = new LootWorld();
    const [ann, eve] = [world.enter('ann', 1000, 1000), world.enter('eve', 1000, 1000)];
    const [drop] = world.kill({}, AT, ann) as [Drop];
    world.look();
    assert.equal(codeOf(world.pickUp(eve, drop)), 'drop_owned');
  });

  it('LO7 of two who reach for it in one tick the first gets it, the other finds it gone', () => {
    const world = new LootWorld();
    const [ann, bob] = [world.enter('ann', 1000, 1000), world.enter('bob', 1000, 1000)];
    ann.partyId = 'party';
    bob.partyId = 'party';
    const [drop] = world.kill({}, AT, ann) as [Drop];
    world.look();
    request(world.world, { type: 'pick-up', player: bob, actionId: 'b', drop: drop.id });
    request(world.world, { type: 'pick-up', player: ann, actionId: 'a', drop: drop.id });
    const events = world.tick();
    assert.deepEqual([codeOf(events, 'b'), codeOf(events, 'a')], [null, 'drop_gone']);
  });

  it('LO8 the dead, the stunned, travellers and those who are away pick up nothing, and nobody what it is not shown', () => {
    const world = new LootWorld();
    const ann = world.enter('ann', 1000, 1000);
    const [drop] = world.kill({}, AT, ann) as [Drop];
    world.look();
    const kind = { ...shippedContent().statuses.get('stunned')! };
    const dazed = { kind, sourceId: 'x', endTick: 1e9, absorb: 0, nextTick: 1e9 };
    ann.diedTick = world.world.tick;
    assert.equal(codeOf(world.pickUp(ann, drop)), 'dead');
    ann.diedTick = -1;
    ann.statuses.set('stunned', dazed);
    assert.equal(codeOf(world.pickUp(ann, drop)), 'stunned');
    ann.statuses.clear();
    ann.frozen = true;
    assert.equal(codeOf(world.pickUp(ann, drop)), 'travel_in_progress');
    ann.frozen = false;
    ann.connected = false;
    assert.equal(codeOf(world.pickUp(ann, drop)), 'interrupted');
    ann.connected = true;
    for (const id of ['d4-2', '__proto__', 'constructor', ''])
      assert.equal(codeOf(world.pickUp(ann, id)), 'drop_gone');
    const stranger = world.enter('eve', 1000, 1000);
    request(world.world, { type: 'pick-up', player: stranger, actionId: 'a1', drop: drop.id });
    assert.equal(codeOf(world.tick()), 'drop_gone', 'nothing was shown to a newcomer yet');
    assert.equal(codeOf(world.pickUp(ann, drop)), null);
  });

  it('LO8 who has left picks up nothing, although it has asked to', () => {
    const world = new LootWorld();
    const ann = world.enter('ann', 1000, 1000);
    const [drop] = world.kill({}, AT, ann) as [Drop];
    world.look();
    request(world.world, { type: 'pick-up', player: ann, actionId: 'a1', drop: drop.id });
    world.leave(ann);
    assert.equal(codeOf(world.tick()), 'not answered');
    assert.equal(world.world.drops.size, 1);
  });

  it('LO9 what belongs to a character comes by itself within the range of its magnet, and to nobody else', () => {
    const world = new LootWorld({ drops: { scatter: 0 } });
    const ann = world.enter('ann', 900, 1000);
    const bob = world.enter('bob', 1000, 1000);
    for (const player of [ann, bob]) {
      player.partyId = 'party';
      affect(world.world, player, { ...NO_EFFECTS, magnetRange: 60 });
    }
    const [drop] = world.kill({}, AT, ann) as [Drop];
    const pulled = (events: WorldEvent[]) => events.filter(({ type }) => type === 'picked-up');
    assert.deepEqual(pulled(world.tick(10)), [], 'it is 100 px away, and not for the other one to draw');
    const step = () => {
      world.send(ann, EAST);
      return pulled(world.tick());
    };
    for (let i = 0; i < 4; i++) assert.deepEqual(step(), [], `${ann.body.x}`);
    assert.deepEqual(step(), [{ type: 'picked-up', player: ann, actionId: null, drop }]);
    assert.equal(ann.body.x, 940);
    assert.deepEqual(pulled(world.tick(10)), []);
  });

  it('LO9 nothing comes by itself to the dead, nor to those who are away', () => {
    const world = new LootWorld({ drops: { scatter: 0 } });
    const ann = world.enter('ann', 1000, 1000);
    affect(world.world, ann, { ...NO_EFFECTS, magnetRange: 60 });
    world.kill({}, AT, ann);
    ann.connected = false;
    world.tick(5);
    ann.connected = true;
    ann.diedTick = world.world.tick;
    world.tick(5);
    assert.equal(world.world.drops.size, 1);
    ann.diedTick = -1;
    world.tick();
    assert.equal(world.world.drops.size, 0);
  });

  it('LO16 nor to whom too much waits for the database, until there is room again', () => {
    const world = new LootWorld({ drops: { scatter: 0 } });
    const ann = world.enter('ann', 1000, 1000);
    affect(world.world, ann, { ...NO_EFFECTS, magnetRange: 60 });
    happen(world.world, { type: 'attracts', id: 'ann', attracts: false });
    const [drop] = world.kill({}, AT, ann) as [Drop];
    world.tick(5);
    assert.equal(world.world.drops.size, 1);
    happen(world.world, { type: 'attracts', id: 'ann', attracts: true });
    assert.deepEqual(
      world.tick().flatMap((event) => (event.type === 'picked-up' ? [event.drop] : [])),
      [drop],
    );
  });

  it('LO10 at most 200 lie in one instance: the oldest goes', () => {
    const world = new LootWorld();
    const ann = world.enter('ann', 1000, 1000);
    for (let i = 0; i < 200; i++) world.kill({}, AT, ann);
    assert.equal(world.world.drops.size, 200);
    world.world.events.length = 0;
    const [oldest] = world.world.drops.values();
    world.kill({}, AT, ann);
    assert.equal(world.world.drops.size, 200);
    assert.deepEqual(world.world.events[0], { type: 'gone', entity: oldest });
    let inGrid = 0;
    world.world.dropGrid.forEachNear(1000, 1000, 100, () => {
      inGrid += 1;
    });
    assert.equal(inGrid, 200);
  });
});
