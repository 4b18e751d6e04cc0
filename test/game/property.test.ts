import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Dice } from '../../loadtest/economy/dice.ts';
import { type Actor, isAlive } from '../../src/game/actor.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import type { Grid, GridItem } from '../../src/game/grid.ts';
import { BODY_HALF } from '../../src/game/movement.ts';
import { MAX_PROJECTILES } from '../../src/game/projectiles.ts';
import { tick } from '../../src/game/tick.ts';
import { isShown, type Visible } from '../../src/game/views.ts';
import type { Player, World } from '../../src/game/world.ts';
import { shippedContent } from '../kit/open-content.ts';
import { RandomCrowd } from '../kit/random-crowd.ts';
import { NODES_OF_A_KIND, wilderness } from '../kit/wilderness.ts';

const TICKS = 10_000;
const NODES = NODES_OF_A_KIND * shippedContent().nodes.size;
/** What no client gets past the protocol; the rules stand it all the same. */
const WILD_NUMBERS = [0, 1e9, -1e9, Number.NaN, Number.POSITIVE_INFINITY];
const EXPECTED: WorldEvent['type'][] = [
  'ability-used',
  'hit',
  'healed',
  'status-gained',
  'status-lost',
  'died',
  'respawned',
  'appeared',
  'gone',
  'enter',
  'leave',
  'harvested',
  'action-refused',
];

type Invariant = (world: World) => void;

/** What has to hold after every tick, by rule. */
const INVARIANTS: Record<string, Invariant> = {
  'WD1 nobody is in a wall or outside': (world) => {
    for (const { id, body } of actors(world))
      assert.ok(world.map.isFree(body.x, body.y, BODY_HALF), `${id} at ${body.x}, ${body.y}`);
  },

  'WD2 nobody has less than nothing, nor more than it may have': (world) => {
    for (const { id, stats, vitals } of actors(world)) {
      for (const name of ['health', 'mana', 'stamina'] as const) {
        const has = vitals[name];
        assert.ok(has >= 0 && has <= stats[name], `${id} has ${has} ${name} of ${stats[name]}`);
      }
    }
  },

  'WD3 the dead have no health, stand still, and nothing lasts on them; all others have some': (world) => {
    for (const actor of actors(world)) {
      const { id, speed, statuses, vitals } = actor;
      assert.equal(isAlive(actor), vitals.health > 0, `${id} has ${vitals.health}`);
      if (!isAlive(actor))
        assert.deepEqual({ id, speed, statuses: statuses.size }, { id, speed: 0, statuses: 0 });
    }
  },

  'WD4 there are never more projectiles, drops, monsters and nodes than there may be': (world) => {
    const { drops, harvest, monsters, projectiles, rules, waitingMonsters } = world;
    const slots = rules.spawns.flatMap((area) => area.monsters).reduce((sum, { count }) => sum + count, 0);
    assert.ok(projectiles.size <= MAX_PROJECTILES, `${projectiles.size} projectiles`);
    assert.ok(drops.size <= rules.drops.most, `${drops.size} drops`);
    assert.equal(monsters.size + waitingMonsters.length, slots);
    assert.equal(harvest.nodes.size + harvest.waiting.length, NODES);
  },

  'WD5 what flies has an owner, what lies there has not outlived its time': (world) => {
    const { drops, monsters, players, projectiles, tick: now } = world;
    for (const { id, owner } of projectiles.values())
      assert.equal(players.get(owner.id) ?? monsters.get(owner.id), owner, id);
    for (const { id, goneTick } of drops.values()) assert.ok(goneTick >= now, id);
  },

  'WD6 what lasts on somebody ends': (world) => {
    for (const { id, statuses } of actors(world))
      for (const { endTick, kind } of statuses.values())
        assert.ok(endTick >= world.tick, `${kind.id} on ${id}`);
  },

  'WD7 who is shown something is shown what is there; the shown know their viewers, and nobody else': (
    world,
  ) => {
    const { drops, harvest, monsters, players, projectiles } = world;
    for (const player of players.values()) {
      assertWithin(player, player.views.player, players);
      assertWithin(player, player.views.monster, monsters);
      assertWithin(player, player.views.projectile, projectiles);
      assertWithin(player, player.views.drop, drops);
      assertWithin(player, player.views.node, harvest.nodes);
    }
    for (const all of [players, monsters, projectiles, drops, harvest.nodes])
      for (const entity of all.values())
        for (const viewer of entity.viewers)
          assert.ok(isShown(viewer, entity), `${entity.id} is in the view`);
  },

  'WD8 what is there can be found where it is, once, and nothing else': (world) => {
    const at = ({ body }: Actor) => body;
    const itself = (point: { x: number; y: number }) => point;
    assertIndexed(world.grid, world.players, at);
    assertIndexed(world.monsterGrid, world.monsters, at);
    assertIndexed(world.projectileGrid, world.projectiles, itself);
    assertIndexed(world.dropGrid, world.drops, itself);
    assertIndexed(world.harvest.grid, world.harvest.nodes, itself);
  },

  'WD9 who is dead, away or on its way does nothing': (world) => {
    for (const event of world.events) {
      const actor =
        event.type === 'ability-used' ? event.actor : event.type === 'picked-up' ? event.player : null;
      // Whoever dies in this tick may have acted in it.
      if (!actor || actor.diedTick === world.tick) continue;
      assert.ok(isAlive(actor), `${actor.id}: ${event.type}`);
      if (actor.type === 'player') assert.equal((actor as Player).frozen, false, actor.id);
    }
    for (const { player } of world.harvest.collections.values())
      assert.ok(isAlive(player) && player.connected, player.id);
  },

  'WD10 every wish is answered, and nothing is left over for the next tick': (world) => {
    assert.deepEqual([world.requests.length, world.harvest.requests.length, world.dying.length], [0, 0, 0]);
  },
};

function actors({ monsters, players }: World): Actor[] {
  return [...players.values(), ...monsters.values()];
}

function assertWithin<T extends Visible & { id: string }>(
  viewer: Player,
  shown: Iterable<T>,
  all: ReadonlyMap<string, T>,
): void {
  for (const one of shown) {
    assert.equal(all.get(one.id), one, `${one.id} is shown`);
    assert.ok(one.viewers.has(viewer), `${one.id} has its viewer`);
  }
}

function assertIndexed<T extends GridItem & { id: string }>(
  grid: Grid<T>,
  all: ReadonlyMap<string, T>,
  at: (item: T) => { x: number; y: number },
): void {
  const found: T[] = [];
  grid.forEachNear(0, 0, 1e6, (item) => found.push(item));
  assert.equal(found.length, all.size);
  for (const item of found) assert.equal(all.get(item.id), item, `${item.id} is indexed`);
  for (const item of all.values()) {
    const { x, y } = at(item);
    let times = 0;
    grid.forEachNear(x, y, 0, (other) => {
      if (other === item) times += 1;
    });
    assert.equal(times, 1, `${item.id} at ${x}, ${y}`);
  }
}

describe('the world, whatever is done to it', () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

  for (const combat of ['monsters', 'everyone'] as const) {
    it(`WD1–WD10 hold for ${TICKS} ticks of a random crowd, combat ${combat} (SEED=${seed})`, function () {
      this.timeout(120_000);
      const world = wilderness(seed.toString(16).padStart(32, '0'), combat);
      const crowd = new RandomCrowd(world, new Dice(seed), WILD_NUMBERS);
      const happened = new Set<string>();
      for (let i = 0; i < TICKS; i++) {
        crowd.act();
        tick(world, { dt: 1 / 30, inputs: crowd, past: crowd });
        for (const { type } of world.events) happened.add(type);
        for (const [rule, check] of Object.entries(INVARIANTS)) {
          try {
            check(world);
          } catch (cause) {
            throw new Error(`tick ${world.tick}, SEED=${seed}: ${rule}: ${(cause as Error).message}`, {
              cause,
            });
          }
        }
      }
      // What never happens proves nothing.
      for (const type of EXPECTED) assert.ok(happened.has(type), `${type} has happened`);
    });
  }
});
