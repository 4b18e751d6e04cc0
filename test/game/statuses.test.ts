import assert from 'node:assert/strict';
import type { WorldEvent } from '../../src/game/events.ts';
import { gain } from '../../src/game/statuses.ts';
import type { Player } from '../../src/game/world.ts';
import { ability, answers, Fight, hits } from '../kit/fight.ts';
import { EAST } from '../kit/hand-world.ts';

const DT = 1 / 20;
const SELF = { kind: 'self' } as const;
const HIDE = ability('hide', SELF, [{ kind: 'status', status: 'hidden' }]);
const ACT = ability('act', SELF, []);
const STUN = ability('stun', { kind: 'enemy', range: 100 }, [{ kind: 'status', status: 'stunned' }]);

function give(fight: Fight, target: Player, id: string, sourceId = 'bob'): void {
  gain(fight.world, target, fight.world.rules.statuses.get(id)!, sourceId, DT);
}

/** Statuses that came and went: '+burning', '-burning'. */
function changes(events: readonly WorldEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'status-gained') return [`+${event.status.id}`];
    return event.type === 'status-lost' ? [`-${event.status.id}`] : [];
  });
}

function alone(): { fight: Fight; ann: Player } {
  const fight = new Fight([HIDE, ACT, STUN]);
  return { fight, ann: fight.join('ann', 100, 100) };
}

describe('statuses', () => {
  it('CB10 a status lasts its time in whole ticks, and what it changes is back afterwards', () => {
    const { fight, ann } = alone();
    give(fight, ann, 'slowed');
    assert.deepEqual(changes(fight.world.events), ['+slowed']);
    assert.equal(ann.speed, 80);
    assert.deepEqual(changes(fight.tick(39)), []);
    assert.deepEqual(changes(fight.tick()), ['-slowed']);
    assert.equal(ann.speed, 160);
    assert.equal(ann.statuses.size, 0);
  });

  it('CB10 the same one again lasts from then on, and is not gained twice', () => {
    const { fight, ann } = alone();
    give(fight, ann, 'slowed');
    fight.tick(30);
    give(fight, ann, 'slowed');
    assert.deepEqual(changes(fight.world.events), []);
    assert.equal(ann.speed, 80);
    assert.deepEqual(changes(fight.tick(39)), []);
    assert.deepEqual(changes(fight.tick()), ['-slowed']);
  });

  it('CB10 shares of speed are added up; rooted and stunned stand still', () => {
    const { fight, ann } = alone();
    give(fight, ann, 'slowed');
    give(fight, ann, 'hasted');
    assert.equal(ann.speed, 120, '160 · (1 − 0.5 + 0.25)');
    give(fight, ann, 'rooted');
    assert.equal(ann.speed, 0);
    fight.send(ann, EAST);
    fight.tick();
    assert.equal(ann.body.x, 100);
  });

  it('CB11 once a second it harms or heals, first after a second, credited to who it is from, past all defence', () => {
    const { fight, ann } = alone();
    ann.stats = { ...ann.stats, defence: 1000 };
    give(fight, ann, 'burning');
    assert.deepEqual(hits(fight.tick(19)), []);
    assert.deepEqual(hits(fight.tick()), ['ann 5']);
    assert.deepEqual(ann.wounds.get('bob'), { damage: 5, lastTick: fight.world.tick });
    assert.deepEqual(hits(fight.tick(20)), ['ann 5']);
    assert.deepEqual(hits(fight.tick(40)), []);
    assert.equal(ann.vitals.health, 90);
    give(fight, ann, 'mending');
    fight.tick(40);
    assert.equal(ann.vitals.health, 98);
  });

  it('CB11 who is set on fire again and again still burns once a second', () => {
    const { fight, ann } = alone();
    const burnt: string[] = [];
    for (let i = 0; i < 10; i++) {
      give(fight, ann, 'burning');
      burnt.push(...hits(fight.tick(10)));
    }
    assert.equal(burnt.length, 5);
  });

  it('CB11 what lasts can kill', () => {
    const { fight, ann } = alone();
    ann.vitals.health = 3;
    give(fight, ann, 'burning');
    const died = fight.tick(20).filter(({ type }) => type === 'died');
    assert.deepEqual(died.length, 1);
    assert.equal(ann.vitals.health, 0);
  });

  it('CB12 a shield takes damage before health, is refilled when it is gained again, and goes when it is used up', () => {
    const { fight, ann } = alone();
    give(fight, ann, 'shielded');
    give(fight, ann, 'burning');
    fight.tick(20);
    assert.equal(ann.vitals.health, 100);
    assert.equal(ann.statuses.get('shielded')!.absorb, 25);
    give(fight, ann, 'shielded');
    assert.equal(ann.statuses.get('shielded')!.absorb, 30);
  });

  it('CB13 who is stunned cannot act, and who is dead gains nothing', () => {
    const { fight, ann } = alone();
    const bob = fight.join('bob', 150, 100);
    assert.deepEqual(answers(fight.use(bob, 'stun', { target: 'ann' })), ['done']);
    assert.equal(ann.speed, 0);
    assert.deepEqual(answers(fight.use(ann, 'act')), ['stunned']);
    ann.vitals.health = 0;
    give(fight, ann, 'hasted');
    assert.equal(ann.statuses.has('hasted'), false);
  });

  it('CB14 whoever acts is neither hidden nor protected any more; hiding anew hides', () => {
    const { fight, ann } = alone();
    give(fight, ann, 'protected');
    assert.deepEqual(changes(fight.use(ann, 'hide')), ['-protected', '+hidden']);
    fight.tick(10);
    assert.deepEqual(changes(fight.use(ann, 'act')), ['-hidden']);
  });

  it('CB14 what is refused ends nothing', () => {
    const { fight, ann } = alone();
    give(fight, ann, 'protected');
    assert.deepEqual(answers(fight.use(ann, 'stun', { target: 'nobody' })), ['target_invalid']);
    assert.equal(ann.statuses.has('protected'), true);
  });

  it('CB15 harmful statuses do not come upon who is protected', () => {
    const { fight, ann } = alone();
    const bob = fight.join('bob', 150, 100);
    give(fight, ann, 'protected');
    assert.deepEqual(answers(fight.use(bob, 'stun', { target: 'ann' })), ['done']);
    assert.equal(ann.statuses.has('stunned'), false);
  });
});
