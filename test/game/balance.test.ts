import assert from 'node:assert/strict';
import type { Ability } from '../../src/content/combat-types.ts';
import { useAbility } from '../../src/game/abilities.ts';
import type { Actor } from '../../src/game/actor.ts';
import type { Player } from '../../src/game/world.ts';
import { Fight, type FightOptions } from '../kit/fight.ts';
import { shippedContent } from '../kit/open-content.ts';

const DT = 1 / 20;
const { abilities, classes, monsters, progression, statuses } = shippedContent();
const WEAKEST = monsters.get('thorn-hound')!;

/** The shipped numbers, where everybody is of one class. */
function rulesFor(classId: string): FightOptions {
  const kind = { ...classes.get(classId)!, id: 'ranger' };
  return { abilities, classes: new Map([[kind.id, kind]]), progression, statuses };
}

function attacksOf(classId: string): Ability[] {
  const own = classes.get(classId)!.abilities.map((id) => abilities.get(id)!);
  return own.filter(({ effects }) => effects.some(({ kind }) => kind === 'damage')).reverse();
}

function enter(fight: Fight, id: string, x: number): Player {
  const player = fight.join(id, x, 500);
  Object.assign(player.vitals, player.stats);
  return player;
}

/** Seconds that an attacker takes who uses whatever is ready and never misses. */
function secondsToKill(fight: Fight, classId: string, attacker: Player, target: Actor): number {
  const begun = fight.world.tick;
  const context = { dt: DT, past: fight.past };
  while (target.diedTick < 0) {
    assert.ok(fight.world.tick - begun < 20 * 60, 'a minute is not enough');
    for (const { id } of attacksOf(classId)) {
      useAbility(fight.world, attacker, id, { target: target.id, aim: 0, point: target.body }, context);
    }
    fight.tick();
  }
  return (fight.world.tick - begun) * DT;
}

describe('balance', () => {
  for (const classId of classes.keys()) {
    it(`AB23 at level 1 a ${classId} needs 2.5 to 5 s for the weakest monster, which does not fight back`, () => {
      const { half, stats } = WEAKEST;
      const fight = Fight.withMonster([], { half, stats }, rulesFor(classId));
      fight.put(fight.monster, 530, 500);
      const seconds = secondsToKill(fight, classId, enter(fight, 'ann', 500), fight.monster);
      assert.ok(seconds >= 2.5 && seconds <= 5, `${seconds} s`);
    });

    it(`AB23 at level 1 a ${classId} that never misses needs 5 to 17 s for another one`, () => {
      const fight = new Fight([], rulesFor(classId));
      const bob = enter(fight, 'bob', 530);
      const seconds = secondsToKill(fight, classId, enter(fight, 'ann', 500), bob);
      assert.ok(seconds >= 5 && seconds <= 17, `${seconds} s`);
    });
  }
});
