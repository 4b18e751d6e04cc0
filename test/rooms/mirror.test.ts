import assert from 'node:assert/strict';
import type { Client } from '@colyseus/core';
import { Mirror } from '../../rooms/mirror.ts';
import { ClientView } from '../../rooms/sync/client-view.ts';
import { SharedSerializer } from '../../rooms/sync/shared-serializer.ts';
import type { WorldState } from '../../schema/world-state.ts';
import { freeDrop, leaveDrops } from '../../src/game/drops.ts';
import { gainExperience } from '../../src/game/progression.ts';
import { gain, lose } from '../../src/game/statuses.ts';
import type { Player } from '../../src/game/world.ts';
import { ability, Fight, STATUSES } from '../kit/fight.ts';
import { EAST } from '../kit/hand-world.ts';
import { StateReader } from '../kit/state-reader.ts';

const ROUND = 4;
const DT = 1 / 20;
const EMPTY_PATCH = 1;
const STRIKE = ability('strike', { kind: 'enemy', range: 500 }, undefined, {
  cooldownSec: 3,
  cost: { mana: 12, stamina: 0 },
});
const BOLT = ability('bolt', {
  kind: 'projectile',
  speed: 200,
  range: 400,
  half: 4,
  pierces: false,
  splash: 0,
});
const HIDDEN = STATUSES.find(({ hidden }) => hidden)!;

/** A world, what its mirror sends, and clients that decode it. */
class Mirrored {
  readonly fight: Fight;
  readonly mirror: Mirror;
  readonly readers = new Map<string, StateReader<WorldState>>();
  private readonly serializer: SharedSerializer<WorldState>;

  constructor(fight: Fight) {
    this.fight = fight;
    this.mirror = new Mirror(fight.world, 'yard', 'instance', 20);
    this.serializer = new SharedSerializer({
      bufferBytes: 16_384,
      skipAboveBytes: 1_000_000,
      giveUpAfterMs: 1000,
      now: () => 0,
      onPatch: () => {},
      onSlowReader: () => assert.fail('nobody reads slowly here'),
    });
    this.serializer.reset(this.mirror.state);
    this.mirror.update();
  }

  join(id: string, x: number, y: number): Player {
    const player = this.fight.enter(id, x, y);
    const view = new ClientView();
    this.mirror.enter(player, view);
    const reader = new StateReader(this.mirror.state, view);
    this.readers.set(id, reader);
    reader.raw(this.serializer.getFullState(reader.asClient));
    return player;
  }

  tick(times = 1): void {
    for (let i = 0; i < times; i++) {
      this.fight.tick();
      this.mirror.update();
      this.serializer.applyPatches([...this.readers.values()] as unknown as Client[], this.mirror.state);
    }
  }

  sees({ id }: Player) {
    return this.readers.get(id)!.read().json();
  }

  /** Bytes of what is sent to a client in so many ticks, frame by frame. */
  frames({ id }: Player, ticks: number): Uint8Array[] {
    const { queue } = this.readers.get(id)!.read();
    this.tick(ticks);
    return [...queue];
  }
}

describe('mirror', () => {
  it('MI1 a character is shown with its level, speed, health and what lasts on it, as they change', () => {
    const yard = new Mirrored(new Fight([STRIKE]));
    const [ann, bob] = [yard.join('ann', 100, 100), yard.join('bob', 200, 100)];
    yard.tick(ROUND);
    const { characterId, health, level, maxHealth, speed, statuses, x } = yard.sees(ann).players.bob!;
    assert.deepEqual(
      { characterId, health, level, maxHealth, speed, statuses, x },
      { characterId: 'bob', health: 100, level: 1, maxHealth: 100, speed: 160, statuses: '', x: 200 },
    );
    yard.fight.wish(ann, 'strike', { target: 'bob' });
    gain(yard.fight.world, bob, STATUSES.find(({ id }) => id === 'slowed')!, 'ann', DT);
    gain(yard.fight.world, bob, STATUSES.find(({ id }) => id === 'burning')!, 'ann', DT);
    yard.fight.send(bob, EAST);
    yard.tick();
    const hurt = yard.sees(ann).players.bob!;
    assert.ok(hurt.health < 100);
    assert.deepEqual([hurt.health, hurt.speed, hurt.statuses], [bob.vitals.health, 80, 'slowed burning']);
    assert.equal(hurt.x, bob.body.x);
    bob.vitals.health = 0.25;
    bob.changed = true;
    yard.tick();
    assert.equal(yard.sees(ann).players.bob!.health, 1, 'who lives is not shown with 0');
    yard.tick(3 * 20);
    yard.fight.wish(ann, 'strike', { target: 'bob' });
    yard.tick();
    assert.equal(yard.sees(ann).players.bob!.health, 0);
  });

  it('LK5 what nobody was ever shown is not in the state', () => {
    const yard = new Mirrored(Fight.withMonster([STRIKE]));
    const { monster } = yard.fight;
    yard.tick(ROUND);
    assert.deepEqual([...yard.mirror.state.monsters.keys()], []);
    const ann = yard.join('ann', 1500, 1500);
    yard.tick(ROUND);
    assert.deepEqual([...yard.mirror.state.monsters.keys()], [monster.id]);
    assert.deepEqual(Object.keys(yard.sees(ann).monsters), [monster.id]);
  });

  it('MI2 a monster is shown as it is, but not with a target that is hidden', () => {
    const yard = new Mirrored(Fight.withMonster([STRIKE]));
    const [ann, bob] = [yard.join('ann', 1500, 1500), yard.join('bob', 1500, 1600)];
    const { monster } = yard.fight;
    yard.tick(ROUND);
    const shown = yard.sees(ann).monsters[monster.id]!;
    assert.deepEqual(
      [shown.id, shown.kind, shown.level, shown.health, shown.maxHealth, shown.target, shown.statuses],
      [monster.id, 'dummy', 1, 100, 100, '', ''],
    );
    assert.deepEqual([shown.x, shown.y], [Math.round(monster.body.x), Math.round(monster.body.y)]);
    yard.fight.use(bob, 'strike', { target: monster.id });
    yard.mirror.update();
    yard.tick();
    assert.equal(yard.sees(ann).monsters[monster.id]!.health, monster.vitals.health);
    monster.targetId = 'bob';
    monster.changed = true;
    yard.mirror.update();
    assert.equal(yard.mirror.state.monsters.get(monster.id)!.target, 'bob');
    gain(yard.fight.world, bob, HIDDEN, 'bob', DT);
    monster.changed = true;
    yard.mirror.update();
    assert.equal(yard.mirror.state.monsters.get(monster.id)!.target, '');
  });

  it('MI2 whom a monster is after is told no more from the tick on in which it hides, and again when it shows itself', () => {
    const yard = new Mirrored(Fight.withMonster([STRIKE]));
    const [ann, sneak] = [yard.join('ann', 1500, 1500), yard.join('sneak', 1500, 1700)];
    const { monster, world } = yard.fight;
    yard.tick(ROUND);
    yard.fight.use(sneak, 'strike', { target: monster.id });
    yard.mirror.update();
    yard.tick(ROUND);
    const target = () => yard.sees(ann).monsters[monster.id]!.target;
    assert.equal(target(), 'sneak');
    gain(world, sneak, { ...HIDDEN, seconds: 100 }, sneak.id, DT);
    yard.mirror.update();
    yard.tick();
    assert.equal(target(), '');
    const late = yard.join('late', 1600, 1500);
    yard.tick(ROUND);
    assert.equal(yard.sees(late).monsters[monster.id]!.target, '');
    lose(world, sneak, { kind: HIDDEN });
    yard.mirror.update();
    yard.tick();
    assert.equal(target(), 'sneak');
  });

  it('MI3 a projectile is shown where it appeared and how it flies, and is told of no more until it is gone', () => {
    const yard = new Mirrored(new Fight([BOLT]));
    const ann = yard.join('ann', 500, 500);
    yard.tick(ROUND);
    yard.fight.wish(ann, 'bolt', { aim: 0 });
    yard.tick();
    const [[id, shown] = []] = Object.entries(yard.sees(ann).projectiles);
    const { ability: from, owner, velocityX, velocityY, y } = shown!;
    assert.deepEqual([id, from, owner, velocityX, velocityY, y], [shown!.id, 'bolt', 'ann', 200, 0, 500]);
    const flight = yard.frames(ann, 30);
    assert.ok(
      flight.every(({ byteLength }) => byteLength <= 16),
      'nothing but its own regrowth',
    );
    yard.tick(20);
    assert.deepEqual(yard.sees(ann).projectiles, {});
  });

  it('MI4 a drop is shown with what is most valuable in it and whose it is, until it is free', () => {
    const yard = new Mirrored(Fight.withMonster([], { credits: { min: 5, max: 5 } }));
    const ann = yard.join('ann', 1500, 1500);
    const { world, monster } = yard.fight;
    ann.partyId = 'party';
    yard.tick(ROUND);
    leaveDrops(world, monster, ['ann'], DT);
    const [drop] = world.drops.values();
    yard.mirror.update();
    yard.tick(ROUND);
    const { id, kind, owner, party, x, y } = yard.sees(ann).drops[drop!.id]!;
    assert.deepEqual([id, kind, owner, party, x, y], [drop!.id, '', 'ann', 'party', drop!.x, drop!.y]);
    world.events.length = 0;
    freeDrop(world, drop!);
    yard.mirror.update();
    yard.tick();
    const freed = yard.sees(ann).drops[drop!.id]!;
    assert.deepEqual([freed.owner, freed.party], ['', '']);
  });

  it('MI5 the owner alone is told its mana, stamina, experience and when its abilities are ready', () => {
    const yard = new Mirrored(new Fight([BOLT, STRIKE]));
    const [ann, bob] = [yard.join('ann', 100, 100), yard.join('bob', 200, 100)];
    assert.deepEqual(Object.keys(yard.sees(ann).own), ['ann'], 'with the first snapshot');
    yard.tick(ROUND);
    assert.deepEqual(Object.keys(yard.sees(ann).own), ['ann']);
    yard.fight.wish(ann, 'strike', { target: 'bob' });
    yard.tick();
    const { tick } = yard.fight.world;
    const own = yard.sees(ann).own.ann!;
    assert.deepEqual(
      [own.now, own.mana, own.maxMana, own.maxStamina, own.experience, own.nextLevel],
      [tick * 50, 38, 50, 100, 0, 100],
    );
    assert.deepEqual(
      [own.ready1, own.ready2, own.ready3],
      [ann.cooldowns.get('bolt')! * 50, ann.cooldowns.get('strike')! * 50, 0],
    );
    gainExperience(yard.fight.world, ann, 130);
    yard.tick();
    const risen = yard.sees(ann).own.ann!;
    assert.deepEqual([risen.experience, risen.nextLevel], [30, 150]);
    yard.mirror.setInventoryCount(ann, 7);
    yard.tick();
    assert.equal(yard.sees(ann).own.ann!.inventoryCount, 7);
    assert.deepEqual(Object.keys(yard.sees(bob).own), ['bob']);
  });

  it('MI6 what grows back is told at most four times a second, what is spent at once', () => {
    const yard = new Mirrored(new Fight([]));
    const ann = yard.join('ann', 100, 100);
    yard.tick(ROUND);
    const told: number[] = [];
    ann.vitals.mana = 0;
    for (let i = 0; i < 40; i++) {
      ann.changed = true;
      yard.tick();
      const { mana } = yard.sees(ann).own.ann!;
      if (mana !== told.at(-1)) told.push(mana);
      ann.vitals.mana += 1;
    }
    assert.deepEqual(told, [0, 5, 10, 15, 20, 25, 30, 35]);
    ann.vitals.mana = 11;
    yard.tick();
    assert.equal(yard.sees(ann).own.ann!.mana, 11);
  });

  it('MI7 the dead are told when they may stand up', () => {
    const yard = new Mirrored(new Fight([STRIKE]));
    const [ann, bob] = [yard.join('ann', 100, 100), yard.join('bob', 200, 100)];
    yard.tick(ROUND);
    assert.equal(yard.sees(bob).own.bob!.respawnAt, 0);
    bob.vitals.health = 1;
    yard.fight.wish(ann, 'strike', { target: 'bob' });
    yard.tick();
    const { respawnSec } = yard.fight.world.rules.progression;
    assert.equal(yard.sees(bob).own.bob!.respawnAt, bob.diedTick * 50 + respawnSec * 1000);
  });

  it('MI8 nothing of somebody hidden leaves the server, but to its party', () => {
    const yard = new Mirrored(new Fight([]));
    const ann = yard.join('ann', 100, 100);
    const sneak = yard.join('sneak-7f3a', 200, 100);
    const pal = yard.join('pal', 100, 200);
    sneak.partyId = 'party';
    pal.partyId = 'party';
    yard.tick(ROUND);
    assert.ok(yard.sees(ann).players['sneak-7f3a']);
    gain(yard.fight.world, sneak, { ...HIDDEN, seconds: 100 }, sneak.id, DT);
    yard.tick();
    assert.equal(yard.sees(ann).players['sneak-7f3a'], undefined);
    yard.tick(ROUND);
    yard.fight.send(sneak, EAST, 20);
    for (const frame of yard.frames(ann, 20)) assert.equal(frame.byteLength, EMPTY_PATCH);
    assert.equal(yard.sees(pal).players['sneak-7f3a']!.x, sneak.body.x);
    const late = yard.join('late', 100, 150);
    const sent = [...yard.readers.get('late')!.queue, ...yard.frames(late, ROUND)];
    assert.ok(sent.every((frame) => !Buffer.from(frame).includes('sneak')));
    lose(yard.fight.world, sneak, { kind: HIDDEN });
    yard.tick(ROUND);
    assert.equal(yard.sees(ann).players['sneak-7f3a']!.x, sneak.body.x);
    assert.equal(yard.sees(late).players['sneak-7f3a']!.x, sneak.body.x);
  });

  it('MI10 the owner alone is told exactly where its character is, others in whole pixels', () => {
    const yard = new Mirrored(new Fight([STRIKE]));
    const [ann, bob] = [yard.join('ann', 100, 100), yard.join('bob', 200, 100)];
    yard.tick(ROUND);
    yard.fight.put(ann, 120.75, 99.5);
    yard.mirror.refresh(ann);
    yard.tick();
    const { x, y } = yard.sees(ann).own.ann!;
    assert.deepEqual([x, y], [120.75, 99.5]);
    const seen = yard.sees(bob).players.ann!;
    assert.deepEqual([seen.x, seen.y], [121, 100]);
  });

  it('MI9 what does not change is neither copied nor sent', () => {
    const yard = new Mirrored(Fight.withMonster([]));
    const ann = yard.join('ann', 1500, 1400);
    // By then the monster has woken up.
    yard.tick(20);
    for (const frame of yard.frames(ann, 20)) assert.equal(frame.byteLength, EMPTY_PATCH);
    yard.fight.monster.vitals.health = 50;
    for (const frame of yard.frames(ann, 20))
      assert.equal(frame.byteLength, EMPTY_PATCH, 'not said to be changed');
    yard.fight.monster.changed = true;
    yard.tick();
    assert.equal(yard.fight.monster.changed, false);
    assert.equal(yard.sees(ann).monsters[yard.fight.monster.id]!.health, 50);
  });
});
