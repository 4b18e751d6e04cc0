import assert from 'node:assert/strict';
import { type Battleground, Fight } from '../../client/src/combat/fight.ts';
import type { Target } from '../../client/src/combat/targets.ts';
import type { Vitals } from '../../client/src/combat/vitals.ts';
import { OwnState } from '../../schema/own-state.ts';
import type { Ability } from '../../src/content/combat-types.ts';
import type { ClientMessage } from '../../src/protocol.ts';

const BOLT: Ability = {
  ...{ id: 'bolt', name: 'Bolt', text: '', color: '#ffffff', icon: 'bolt', effects: [], cooldownSec: 2 },
  cost: { mana: 10, stamina: 0 },
  shape: { kind: 'projectile', speed: 500, range: 400, half: 4, pierces: false, splash: 0 },
};
const SMITE: Ability = { ...BOLT, id: 'smite', shape: { kind: 'enemy', range: 100 } };

function foe(id: string, x: number, changes: Partial<Target> = {}): Target {
  return {
    ...{ id, name: id, level: 1, x, y: 100, half: 10, isEnemy: true, isAlive: true },
    ...{ health: 5, maxHealth: 5, color: '#ffffff', statuses: [], ...changes },
  };
}

/** A fight that plays on plain objects, with everything that it says. */
class Stage {
  readonly sent: ClientMessage<'ability'>[] = [];
  readonly refusals: string[] = [];
  readonly predicted: string[] = [];
  readonly looks: number[] = [];
  targets: Target[] = [];
  mana = 100;
  isDead = false;
  mouse: { x: number; y: number } | null = null;
  readonly ground: Battleground;
  readonly fight: Fight;

  constructor() {
    this.ground = {
      position: { x: 100, y: 100 },
      facing: 0,
      battle: {
        target: null,
        targets: () => this.targets,
        find: (id) => this.targets.find((target) => target.id === id) ?? null,
        hear() {},
        shots: {
          predict: (actionId) => this.predicted.push(actionId),
          retract: (actionId) => this.predicted.splice(this.predicted.indexOf(actionId), 1),
        },
      },
      worldAt: (x, y) => ({ x: x + 1000, y: y + 1000 }),
      lookTo: (aim) => this.looks.push(aim),
    };
    this.fight = new Fight({
      characterId: 'me',
      abilities: () => [BOLT, SMITE, undefined],
      pauseMs: () => 250,
      world: () => this.ground,
      vitals: () => this.vitals,
      own: () => new OwnState().assign({ now: 0 }),
      mouse: () => this.mouse,
      send: (message) => this.sent.push(message),
      onRefused: (text) => this.refusals.push(text),
    });
  }

  get target(): string | null {
    return this.ground.battle!.target;
  }

  private get vitals(): Vitals {
    const gauge = { now: 100, most: 100 };
    return {
      ...{ level: 1, health: gauge, stamina: gauge, experience: gauge, statuses: [], isDead: this.isDead },
      mana: { now: this.mana, most: 100 },
    };
  }
}

describe('the own fight', () => {
  it('CL39 an ability goes out once with an action of its own, is drawn at once and not ready for its cooldown', () => {
    const stage = new Stage();
    stage.mouse = { x: -900, y: -800 };
    stage.fight.use(0);
    stage.fight.use(0);
    const [{ actionId, ...message }] = stage.sent as [ClientMessage<'ability'>];
    assert.deepEqual(message, { ability: 'bolt', aim: Math.PI / 2 });
    assert.match(actionId, /^[0-9a-f]{32}$/);
    assert.deepEqual([stage.sent.length, stage.predicted, stage.looks], [1, [actionId], [Math.PI / 2]]);
    const { leftMs, cooldownMs, isAffordable } = stage.fight.slot(0, performance.now());
    assert.ok(leftMs > 1_000 && leftMs <= 2_000);
    assert.deepEqual([cooldownMs, isAffordable], [2_000, true]);
    assert.ok(
      stage.fight.slot(1, performance.now()).leftMs > 0,
      'after one ability none is ready for a moment',
    );
  });

  it('CL39 a refusal takes the shot back, gives the ability back and is told; of what is held down nothing is told', () => {
    const stage = new Stage();
    for (const isHeld of [false, true]) {
      stage.fight.use(0, isHeld);
      const { actionId } = stage.sent.at(-1)!;
      stage.fight.confirm({ actionId, ok: false, code: 'stunned' });
      stage.fight.confirm({ actionId, ok: false, code: 'stunned' });
      assert.deepEqual(stage.predicted, []);
      assert.equal(stage.fight.slot(0, performance.now()).leftMs, 0);
    }
    assert.deepEqual(stage.refusals, ['The character cannot act right now.']);
  });

  it('CL39 what is not affordable, has nobody to harm, is not known or is wished by the dead is not sent', () => {
    const stage = new Stage();
    stage.fight.use(1);
    stage.mana = 9;
    stage.fight.use(0);
    stage.fight.use(0, true);
    stage.fight.use(2);
    stage.fight.use(5);
    stage.mana = 100;
    stage.isDead = true;
    stage.fight.use(0);
    assert.deepEqual(stage.sent, []);
    assert.deepEqual(stage.refusals, ['Nobody is near enough.', 'There is not enough mana.']);
  });

  it('CL40 whom one hits, or who hits one, is chosen if nobody is; the choice ends with its death or when it is gone', () => {
    const stage = new Stage();
    stage.targets = [foe('a', 150), foe('b', 160), foe('friend', 120, { isEnemy: false })];
    const hit = (source: string, target: string) =>
      stage.fight.hear([{ type: 'hit', source, target, ability: null, amount: 1, absorbed: 0 }]);
    hit('b', 'friend');
    assert.equal(stage.target, null);
    hit('b', 'me');
    hit('me', 'a');
    assert.equal(stage.target, 'b');
    stage.fight.hear([{ type: 'died', actor: 'b', killer: 'me' }]);
    assert.equal(stage.target, null);
    hit('me', 'a');
    assert.equal(stage.target, 'a');
    stage.targets = [];
    stage.fight.advance(0);
    assert.equal(stage.target, null);
  });

  it('CL40 Tab and a press choose; a press beside everybody changes nothing', () => {
    const stage = new Stage();
    stage.targets = [foe('a', 150), foe('b', 200)];
    stage.fight.chooseNext();
    assert.equal(stage.target, 'a');
    stage.fight.chooseAt({ x: -800, y: -900 });
    assert.equal(stage.target, 'b');
    stage.fight.chooseAt({ x: 0, y: 0 });
    assert.equal(stage.target, 'b');
    assert.equal(stage.fight.target?.name, 'b');
  });

  it('CL43 whose blow it was is named while it is in view', () => {
    const stage = new Stage();
    stage.targets = [foe('hound', 150, { name: 'Thorn Hound' })];
    assert.deepEqual(
      ['hound', 'gone', null].map((id) => stage.fight.nameOf(id)),
      ['Thorn Hound', null, null],
    );
  });
});
