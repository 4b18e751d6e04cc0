import assert from 'node:assert/strict';
import type { InterestEvent, WorldEvent } from '../../src/game/events.ts';
import { INTEREST } from '../../src/game/interest.ts';
import { isShown } from '../../src/game/views.ts';
import type { Player } from '../../src/game/world.ts';
import { HandWorld } from '../kit/hand-world.ts';

const round = INTEREST.everyTicks;

function seen(player: Player): string[] {
  return [...player.views.player].map(({ id }) => id).sort();
}

/** What players are shown of each other; the world has nothing else in it. */
function looks(events: WorldEvent[]): InterestEvent[] {
  return events.filter((event): event is InterestEvent => event.type === 'enter' || event.type === 'leave');
}

function told(events: WorldEvent[]): string[] {
  return looks(events)
    .map(({ type, viewer, subject }) => `${viewer.id} ${type} ${subject.id}`)
    .sort();
}

function moveTo(hand: HandWorld, player: Player, x: number, y: number): void {
  player.body.x = x;
  player.body.y = y;
  hand.world.grid.place(player, x, y);
}

describe('interest', () => {
  it('IN1 a newcomer sees itself and those near it in its first tick', () => {
    const hand = new HandWorld();
    const ann = hand.enter('ann', 1000, 1000);
    hand.enter('bob', 1000 + INTEREST.enterRadius, 1000);
    hand.enter('far', 1001 + INTEREST.enterRadius, 1000);
    const events = looks(hand.tick()).filter(({ viewer }) => viewer === ann);
    assert.deepEqual(told(events), ['ann enter ann', 'ann enter bob']);
    assert.deepEqual(seen(ann), ['ann', 'bob']);
  });

  it('IN2 who was seen stays in view up to the leave radius, and goes beyond it', () => {
    const hand = new HandWorld();
    const ann = hand.enter('ann', 1000, 1000);
    const bob = hand.enter('bob', 1600, 1000);
    hand.tick(round);
    moveTo(hand, bob, 1000 + INTEREST.leaveRadius, 1000);
    assert.deepEqual(told(hand.tick(round)), []);
    moveTo(hand, bob, 1001 + INTEREST.leaveRadius, 1000);
    assert.deepEqual(told(hand.tick(round)), ['ann leave bob', 'bob leave ann']);
    moveTo(hand, bob, 1001 + INTEREST.enterRadius, 1000);
    assert.deepEqual(told(hand.tick(round)), [], 'no flicker at the border');
    assert.deepEqual(seen(ann), ['ann']);
  });

  it('IN3 in a crowd the nearest 64 are shown', () => {
    const hand = new HandWorld();
    const ann = hand.enter('ann', 1000, 1000);
    for (let i = 1; i <= 100; i++) hand.enter(`p${i}`, 1000 + i * 5, 1000);
    hand.tick();
    assert.equal(ann.views.player.size, INTEREST.maxVisible + 1);
    assert.ok(seen(ann).includes('p64'));
    assert.ok(!seen(ann).includes('p65'));
  });

  it('IN4 every view is looked at anew within a round of ticks, whoever it belongs to', () => {
    const hand = new HandWorld();
    const players = Array.from({ length: 8 }, (_, i) => hand.enter(`p${i}`, 100 + i * 400, 100));
    hand.tick();
    for (const player of players) moveTo(hand, player, 1000, 1000);
    hand.tick(round);
    for (const player of players) assert.equal(player.views.player.size, 8, player.id);
  });

  it('IN5 who leaves the world is in nobody’s view, and comes back as somebody new', () => {
    const hand = new HandWorld();
    const ann = hand.enter('ann', 1000, 1000);
    const bob = hand.enter('bob', 1010, 1000);
    hand.tick(round);
    hand.leave(bob);
    assert.deepEqual(seen(ann), ['ann']);
    hand.enter('bob', 1010, 1000);
    const events = looks(hand.tick(round)).filter(({ viewer }) => viewer === ann);
    assert.deepEqual(told(events), ['ann enter bob']);
  });

  it('IN6 events and views agree, and views equal a search over everybody, through random walks', () => {
    const seed = Date.now() % 1_000_000;
    let state = seed;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const hand = new HandWorld();
    const players = Array.from({ length: 60 }, (_, i) =>
      hand.enter(`p${i}`, random() * 4096, random() * 4096),
    );
    const mirrored = new Map(players.map((player) => [player.id, new Set<string>()]));
    for (let i = 0; i < 200; i++) {
      for (const player of players) {
        const x = Math.min(4096, Math.max(0, player.body.x + (random() - 0.5) * 300));
        const y = Math.min(4096, Math.max(0, player.body.y + (random() - 0.5) * 300));
        moveTo(hand, player, x, y);
      }
      for (const { type, viewer, subject } of looks(hand.tick())) {
        const view = mirrored.get(viewer.id)!;
        assert.equal(view.has(subject.id), type === 'leave', `seed ${seed}, tick ${i}`);
        if (type === 'enter') view.add(subject.id);
        else view.delete(subject.id);
      }
      for (const viewer of players) {
        assert.deepEqual([...mirrored.get(viewer.id)!].sort(), seen(viewer), `seed ${seed}, tick ${i}`);
        if ((hand.world.tick + viewer.slot) % round !== 0) continue;
        for (const subject of players) {
          const distance = Math.hypot(subject.body.x - viewer.body.x, subject.body.y - viewer.body.y);
          if (distance <= INTEREST.enterRadius)
            assert.ok(isShown(viewer, subject), `seed ${seed}, tick ${i}`);
          if (distance > INTEREST.leaveRadius)
            assert.ok(!isShown(viewer, subject), `seed ${seed}, tick ${i}`);
        }
      }
    }
  });
});
