import assert from 'node:assert/strict';
import { NO_EFFECTS } from '../../src/game/effects.ts';
import type { AppearEvent, WorldEvent } from '../../src/game/events.ts';
import { reachableGround } from '../../src/game/free-ground.ts';
import {
  type HarvestEvent,
  type HarvestNode,
  interruptCollection,
  requestCollect,
} from '../../src/game/harvest.ts';
import { GROUND_INTEREST, INTEREST } from '../../src/game/interest.ts';
import { BODY_HALF } from '../../src/game/movement.ts';
import { nextFloat, seededRandom } from '../../src/game/random.ts';
import { affect, type Player } from '../../src/game/world.ts';
import { EAST, emptyMap, HandWorld, SOUTH } from '../kit/hand-world.ts';
import { AT_SPOT, harvestOf, SEED, SPOT, VEIN } from '../kit/harvest.ts';
import { shippedContent } from '../kit/open-content.ts';

/** Ticks that it takes to collect the vein: a second. */
const WORK = 20;
const RESPAWN = 200;

function harvestEvents(events: WorldEvent[]): (HarvestEvent | AppearEvent)[] {
  return events.filter(
    (event): event is HarvestEvent | AppearEvent => event.type !== 'enter' && event.type !== 'leave',
  );
}

/** The node that an event is about. */
function place(event: HarvestEvent | AppearEvent): string {
  const node = 'node' in event ? event.node : 'entity' in event ? (event.entity as HarvestNode) : null;
  return node ? `${node.id} ${node.x} ${node.y}` : '';
}

/** Who was told what, without what is shown. */
function told(events: WorldEvent[]): string[] {
  return harvestEvents(events).flatMap((event) => {
    if (!('player' in event)) return [];
    const what = 'code' in event ? event.code : event.type;
    return [`${event.player.id} ${event.actionId} ${what}`];
  });
}

function spotWorld(change: Partial<typeof VEIN> = {}): HandWorld {
  const harvest = harvestOf({ ...VEIN, ...change }, { count: 1, areas: [SPOT] });
  return new HandWorld(emptyMap(4096, 4096), { seed: SEED, harvest });
}

function onlyNode({ world }: HandWorld): HarvestNode {
  assert.equal(world.harvest.nodes.size, 1);
  return [...world.harvest.nodes.values()][0]!;
}

/** Somebody beside the node, who sees it. */
function beside(hand: HandWorld, id = 'ann'): Player {
  const player = hand.enter(id, AT_SPOT.x, AT_SPOT.y);
  hand.tick(INTEREST.everyTicks);
  return player;
}

function collect(hand: HandWorld, player: Player, actionId = 'a', node = onlyNode(hand).id): void {
  requestCollect(hand.world, player, node, actionId);
}

function put(hand: HandWorld, player: Player, x: number, y: number): void {
  Object.assign(player.body, { x, y });
  hand.world.grid.place(player, x, y);
}

describe('harvest', () => {
  it('HV3 collecting takes its time, and gives what was rolled when it ends', () => {
    const hand = spotWorld();
    const ann = beside(hand);
    const node = onlyNode(hand);
    collect(hand, ann);
    const begun = harvestEvents(hand.tick());
    assert.deepEqual(begun, [{ type: 'collecting', player: ann, actionId: 'a', node, seconds: 1 }]);
    assert.deepEqual(told(hand.tick(WORK - 1)), []);
    const ended = harvestEvents(hand.tick());
    assert.deepEqual(ended.slice(0, 2), [
      { type: 'gone', entity: node },
      { type: 'harvested', player: ann, actionId: 'a', node, stacks: [{ kind: 'iron-ore', amount: 3 }] },
    ]);
    assert.equal(hand.world.harvest.nodes.size, 0);
  });

  it('HV3 collection efficiency divides the time, in whole ticks', () => {
    const hand = spotWorld();
    const ann = beside(hand);
    affect(hand.world, ann, { ...NO_EFFECTS, collection: 0.6 });
    collect(hand, ann);
    assert.deepEqual(told(hand.tick()), ['ann a collecting']);
    assert.deepEqual(told(hand.tick(12)), [], '1 s / 1.6 are 12.5 ticks');
    assert.deepEqual(told(hand.tick()), ['ann a harvested']);
  });

  it('HV4 a node is in reach up to its range from the middle of the body; the cargo magnet adds to that', () => {
    const hand = spotWorld();
    const ann = beside(hand);
    const { x, y } = onlyNode(hand);
    put(hand, ann, x + 51, y);
    collect(hand, ann, 'a');
    assert.deepEqual(told(hand.tick()), ['ann a too_far']);
    put(hand, ann, x + 50, y);
    collect(hand, ann, 'b');
    assert.deepEqual(told(hand.tick()), ['ann b collecting']);
    interruptCollection(hand.world, ann, 'interrupted');
    affect(hand.world, ann, { ...NO_EFFECTS, magnetRange: 40 });
    put(hand, ann, x + 90, y);
    collect(hand, ann, 'c');
    assert.deepEqual(told(hand.tick()), ['ann c collecting']);
  });

  it('HV5 one node at a time', () => {
    const hand = spotWorld();
    const ann = beside(hand);
    collect(hand, ann, 'a');
    collect(hand, ann, 'b');
    assert.deepEqual(told(hand.tick()), ['ann a collecting', 'ann b already_collecting']);
    assert.deepEqual(told(hand.tick(WORK)), ['ann a harvested']);
  });

  it('HV6 walking out of reach, a dropped connection, a journey, a stun or something else interrupts; within reach one may walk', () => {
    const hand = spotWorld();
    const ann = beside(hand);
    const begin = () => {
      put(hand, ann, AT_SPOT.x, AT_SPOT.y);
      Object.assign(ann, { connected: true, frozen: false });
      collect(hand, ann);
      assert.deepEqual(told(hand.tick()), ['ann a collecting']);
    };
    begin();
    hand.send(ann, EAST, 3);
    assert.deepEqual(told(hand.tick(3)), []);
    hand.send(ann, SOUTH, 9);
    assert.deepEqual(told(hand.tick(9)), ['ann a too_far']);
    begin();
    ann.connected = false;
    assert.deepEqual(told(hand.tick()), ['ann a interrupted']);
    begin();
    ann.frozen = true;
    assert.deepEqual(told(hand.tick()), ['ann a travel_in_progress']);
    begin();
    const kind = shippedContent().statuses.get('stunned')!;
    ann.statuses.set(kind.id, { kind, sourceId: 'x', endTick: 1e9, absorb: 0, nextTick: 1e9 });
    assert.deepEqual(told(hand.tick()), ['ann a stunned']);
    ann.statuses.clear();
    begin();
    hand.leave(ann);
    assert.deepEqual(told(hand.tick(WORK)), []);
    assert.equal(hand.world.harvest.nodes.size, 1);
  });

  it('HV7 two may try; the first to finish gets it, the other is told that it is gone', () => {
    const hand = spotWorld();
    const [ann, bob] = [beside(hand, 'ann'), beside(hand, 'bob')];
    affect(hand.world, bob, { ...NO_EFFECTS, collection: 1 });
    collect(hand, ann, 'a');
    hand.tick(5);
    collect(hand, bob, 'b');
    const events = told(hand.tick(WORK));
    assert.deepEqual(events, ['bob b collecting', 'bob b harvested', 'ann a node_gone']);
  });

  it('HV7 who finishes in the same tick loses to who began first', () => {
    const hand = spotWorld();
    const [ann, bob] = [beside(hand, 'ann'), beside(hand, 'bob')];
    collect(hand, bob, 'b');
    collect(hand, ann, 'a');
    assert.deepEqual(told(hand.tick(WORK + 1)).slice(2), ['bob b harvested', 'ann a node_gone']);
  });

  it('HV8 what is gone, was never there or is not shown cannot be collected; nor by who travels', () => {
    const hand = spotWorld();
    const ann = beside(hand);
    const node = onlyNode(hand);
    collect(hand, ann, 'a', 'no-such-node');
    put(hand, ann, 3000, 3000);
    hand.tick(INTEREST.everyTicks);
    collect(hand, ann, 'b', node.id);
    assert.deepEqual(told(hand.tick()), ['ann b node_gone']);
    put(hand, ann, AT_SPOT.x, AT_SPOT.y);
    hand.tick(INTEREST.everyTicks);
    ann.frozen = true;
    collect(hand, ann, 'c', node.id);
    assert.deepEqual(told(hand.tick()), ['ann c travel_in_progress']);
  });

  it('HV9 after its time another one appears, with an id of its own', () => {
    const hand = spotWorld();
    const ann = beside(hand);
    const first = onlyNode(hand);
    collect(hand, ann);
    hand.tick(WORK + 1);
    hand.tick(RESPAWN - 1);
    assert.equal(hand.world.harvest.nodes.size, 0);
    hand.tick();
    const second = onlyNode(hand);
    assert.notEqual(second.id, first.id);
    assert.equal(second.slot, first.slot);
    collect(hand, ann, 'b', first.id);
    assert.deepEqual(told(hand.tick()), ['ann b node_gone']);
  });

  it('HV2 nodes stand on free ground that is reached from a spawn, apart from each other, portals and spawns', () => {
    const { maps, nodes, nodeFields } = shippedContent();
    for (const [place, fields] of nodeFields) {
      const map = maps.get(place)!;
      const hand = new HandWorld(map, { seed: SEED, harvest: { kinds: nodes, fields } });
      hand.tick();
      const standing = [...hand.world.harvest.nodes.values()];
      const wanted = fields.reduce((sum, { count }) => sum + count, 0);
      assert.equal(standing.length, wanted, place);
      const ground = reachableGround(map, hand.world.map);
      for (const [index, { x, y, kind }] of standing.entries()) {
        assert.ok(hand.world.map.isFree(x, y, BODY_HALF), `${place}: ${x},${y}`);
        assert.ok(
          ground.some((point) => Math.abs(point.x - x) <= 8 && Math.abs(point.y - y) <= 8),
          `${place}: ${x},${y} is reached`,
        );
        for (const { left, top, right, bottom } of map.portals)
          assert.ok(
            x < left - 16 || x > right + 16 || y < top - 16 || y > bottom + 16,
            `${kind.id} in a portal`,
          );
        for (const spawn of map.spawns) assert.ok(Math.hypot(spawn.x - x, spawn.y - y) >= 36);
        for (const other of standing.slice(index + 1))
          assert.ok(Math.hypot(other.x - x, other.y - y) >= 48, `${place}: too near`);
      }
    }
  });

  it('HV2 what a wall cuts off holds nothing, and where there is no room a node waits', () => {
    const walls = [{ left: 480, top: 0, right: 512, bottom: 1024 }];
    const beyond = harvestOf(VEIN, { count: 1, areas: [{ left: 600, top: 100, right: 900, bottom: 900 }] });
    const cut = new HandWorld(emptyMap(1024, 1024, walls), { seed: SEED, harvest: beyond });
    cut.tick(100);
    assert.equal(cut.world.harvest.nodes.size, 0);
    const two = harvestOf(VEIN, { count: 2, areas: [SPOT] });
    const crowded = new HandWorld(emptyMap(4096, 4096), { seed: SEED, harvest: two });
    const ann = crowded.enter('ann', AT_SPOT.x, AT_SPOT.y);
    crowded.tick(INTEREST.everyTicks);
    collect(crowded, ann);
    crowded.tick(WORK + 1);
    crowded.tick(20);
    assert.equal(crowded.world.harvest.nodes.size, 1, 'the second one has found room');
  });

  it('HV10 nodes are shown within 384 px, further with a scanner, and hidden beyond a fifth more', () => {
    const hand = spotWorld();
    const ann = hand.enter('ann', 3000, 3000);
    hand.tick();
    const { x, y } = onlyNode(hand);
    const sees = (distance: number) => {
      put(hand, ann, x + distance, y);
      hand.tick(INTEREST.everyTicks);
      return ann.views.node.size === 1;
    };
    const { enterRadius } = GROUND_INTEREST;
    assert.equal(sees(enterRadius + 1), false);
    assert.equal(sees(enterRadius), true);
    assert.equal(sees(enterRadius * 1.2 - 1), true);
    assert.equal(sees(enterRadius * 1.2 + 1), false);
    affect(hand.world, ann, { ...NO_EFFECTS, scannerRange: 600 });
    assert.equal(sees(enterRadius + 600), true);
    assert.equal(sees((enterRadius + 600) * 1.2 + 1), false);
  });

  it('HV10 the nearest 64 at most', () => {
    const harvest = harvestOf(VEIN, {
      count: 200,
      areas: [{ left: 700, top: 700, right: 1600, bottom: 1600 }],
    });
    const hand = new HandWorld(emptyMap(4096, 4096), { seed: SEED, harvest });
    const ann = hand.enter('ann', 1150, 1150);
    affect(hand.world, ann, { ...NO_EFFECTS, scannerRange: 1000 });
    hand.tick(INTEREST.everyTicks);
    const distance = ({ x, y }: HarvestNode) => Math.hypot(x - 1150, y - 1150);
    const shown = [...ann.views.node].map(distance).sort((a, b) => a - b);
    const nearest = [...hand.world.harvest.nodes.values()].map(distance).sort((a, b) => a - b);
    assert.deepEqual(shown, nearest.slice(0, 64));
  });

  it('HV11 events and views agree through random walks and harvests', () => {
    const seed = Date.now().toString(16).padStart(32, '0');
    const random = seededRandom(seed);
    const harvest = harvestOf(
      { ...VEIN, seconds: 0.3, respawnSec: 2 },
      { count: 120, areas: [{ left: 100, top: 100, right: 1500, bottom: 1500 }] },
    );
    const hand = new HandWorld(emptyMap(2048, 2048), { seed, harvest });
    const players = Array.from({ length: 20 }, (_, i) => hand.enter(`p${i}`, 800, 800));
    const mirrored = new Map(players.map((player) => [player, new Set<HarvestNode>()]));
    const standing = new Set<HarvestNode>();
    let taken = 0;
    for (let i = 0; i < 1000; i++) {
      for (const player of players) {
        if (nextFloat(random) < 0.1)
          put(hand, player, 100 + nextFloat(random) * 1400, 100 + nextFloat(random) * 1400);
        const [near] = [...player.views.node].sort(
          (a, b) =>
            Math.hypot(a.x - player.body.x, a.y - player.body.y) -
            Math.hypot(b.x - player.body.x, b.y - player.body.y),
        );
        if (near) requestCollect(hand.world, player, near.id, `${i}`);
      }
      for (const event of hand.tick()) {
        if (event.type === 'appeared') standing.add(event.entity as HarvestNode);
        if (event.type === 'gone') {
          standing.delete(event.entity as HarvestNode);
          for (const view of mirrored.values()) view.delete(event.entity as HarvestNode);
        }
        if (event.type === 'enter' && event.subject.type === 'node') {
          assert.ok(standing.has(event.subject), `seed ${seed}, tick ${i}`);
          assert.ok(!mirrored.get(event.viewer)!.has(event.subject), `seed ${seed}, tick ${i}`);
          mirrored.get(event.viewer)!.add(event.subject);
        }
        if (event.type === 'leave' && event.subject.type === 'node')
          assert.ok(mirrored.get(event.viewer)!.delete(event.subject), `seed ${seed}, tick ${i}`);
        if (event.type === 'harvested') taken += 1;
      }
      assert.deepEqual(standing, new Set(hand.world.harvest.nodes.values()), `seed ${seed}, tick ${i}`);
      assert.equal(hand.world.harvest.nodes.size + hand.world.harvest.waiting.length, 120);
      for (const player of players)
        assert.deepEqual(mirrored.get(player), new Set(player.views.node), `seed ${seed}, tick ${i}`);
    }
    assert.ok(taken > 50, `${taken} were taken`);
  });

  it('HV12 the same seed and inputs give the same world, to the bit; another seed another one', () => {
    const run = (seed: string) => {
      const { maps, nodes, nodeFields } = shippedContent();
      const fields = nodeFields.get('verdant-forest')!;
      const hand = new HandWorld(maps.get('verdant-forest')!, { seed, harvest: { kinds: nodes, fields } });
      const players = ['ann', 'bob'].map((id) => hand.enter(id, 400, 1232));
      const story: string[] = [];
      for (let i = 0; i < 2_000; i++) {
        for (const player of players) {
          if (i % 200 === 0) {
            const [node] = hand.world.harvest.nodes.values();
            put(hand, player, node?.x ?? 400, node?.y ?? 1232);
          }
          if (i % 200 === 10)
            for (const node of player.views.node) requestCollect(hand.world, player, node.id, `${i}`);
        }
        for (const event of harvestEvents(hand.tick()))
          story.push(
            `${hand.world.tick} ${event.type} ${place(event)} ${'stacks' in event ? JSON.stringify(event.stacks) : ''}`,
          );
      }
      return { story, random: hand.world.random };
    };
    const first = run(SEED);
    assert.ok(first.story.some((line) => line.includes('harvested')));
    assert.deepEqual(run(SEED), first);
    assert.notDeepEqual(run('f'.repeat(32)), first);
  });

  it('HV13 each line of a loot table is rolled by itself, with its chance and within its amounts', () => {
    const rolls = { ore: 0, gem: 0, amounts: new Set<number>() };
    const kind = {
      ...VEIN,
      seconds: 0.05,
      respawnSec: 0.05,
      loot: [
        { item: 'iron-ore', chance: 1, min: 2, max: 4 },
        { item: 'lumen-crystal', chance: 0.25, min: 1, max: 1 },
      ],
    };
    const hand = new HandWorld(emptyMap(4096, 4096), {
      seed: SEED,
      harvest: harvestOf(kind, { count: 1, areas: [SPOT] }),
    });
    const ann = beside(hand);
    for (let i = 0; rolls.ore < 2_000 && i < 20_000; i++) {
      const [node] = ann.views.node;
      if (node) requestCollect(hand.world, ann, node.id, 'a');
      for (const event of hand.tick()) {
        if (event.type !== 'harvested') continue;
        for (const { kind: item, amount } of event.stacks) {
          if (item === 'lumen-crystal') rolls.gem += 1;
          else {
            rolls.ore += 1;
            rolls.amounts.add(amount);
          }
        }
      }
    }
    assert.equal(rolls.ore, 2_000);
    assert.deepEqual([...rolls.amounts].sort(), [2, 3, 4]);
    assert.ok(rolls.gem > 420 && rolls.gem < 580, `${rolls.gem} of 2000 at a quarter`);
  });

  it('HV14 a zone without players keeps nothing waiting but its nodes, and a place without nodes does nothing', () => {
    const hand = spotWorld();
    hand.tick();
    assert.deepEqual(harvestEvents(hand.tick(1_000)), []);
    const barren = new HandWorld();
    const ann = barren.enter('ann', 100, 100);
    assert.deepEqual(harvestEvents(barren.tick(100)), []);
    requestCollect(barren.world, ann, '0-1', 'a');
    assert.deepEqual(told(barren.tick()), ['ann a node_gone']);
  });

  it('HV12 a seed has 32 hexadecimal digits, and the throws lie evenly', () => {
    assert.throws(() => seededRandom('12'), RangeError);
    const random = seededRandom(SEED);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) counts[Math.floor(nextFloat(random) * 10)]! += 1;
    for (const count of counts) assert.ok(count > 9_600 && count < 10_400, `${counts}`);
  });
});
