import assert from 'node:assert/strict';
import { StateCheck } from '../../loadtest/bots/state-check.ts';
import { MonsterState } from '../../schema/creatures.ts';
import { OwnState } from '../../schema/own-state.ts';
import { PlayerState, WorldState } from '../../schema/world-state.ts';

function player(characterId: string, changes: object = {}): PlayerState {
  return new PlayerState().assign({ characterId, x: 5, y: 5, health: 10, maxHealth: 10, ...changes });
}

function state(change: (state: WorldState) => void = () => {}): WorldState {
  const world = new WorldState();
  world.population = 2;
  world.players.set('me', player('me'));
  world.players.set('other', player('other', { health: 0 }));
  world.own.set('me', new OwnState());
  change(world);
  return world;
}

describe('what the bots look for in the state', () => {
  it('LT12 finds nothing in a sound one', () => {
    assert.deepEqual(new StateCheck('me').look(state()), []);
  });

  it('LT12 names what cannot be true', () => {
    const monster = new MonsterState().assign({ x: 1, y: 1, health: 11, maxHealth: 10 });
    const cases: [string, (state: WorldState) => void][] = [
      ['player-impossible', ({ players }) => players.set('me', player('me', { health: 11 }))],
      ['player-impossible', ({ players }) => players.set('me', player('me', { x: Number.NaN }))],
      ['monster-impossible', ({ monsters }) => monsters.set('m', monster)],
      ['private-of-another', ({ own }) => own.set('other', new OwnState())],
      ['key-of-another', ({ players }) => players.set('other', player('somebody'))],
    ];
    for (const [problem, change] of cases)
      assert.deepEqual(new StateCheck('me').look(state(change)), [problem]);
    const twice = state(({ players }) => players.set('other', player('me')));
    assert.deepEqual(new StateCheck('me').look(twice), ['shown-twice', 'key-of-another']);
  });

  it('LT12 takes more who are shown than are there for one frame, and not for two', () => {
    const check = new StateCheck('me');
    const miscounted = state((world) => Object.assign(world, { population: 1 }));
    const frames = [miscounted, state(), miscounted, miscounted].map((one) => check.look(one));
    assert.deepEqual(frames, [[], [], [], ['more-shown-than-present']]);
  });

  it('LT12 misses the own character once it should long have been there', () => {
    const check = new StateCheck('me');
    const without = state(({ players }) => players.delete('me'));
    const frames = Array.from({ length: 11 }, () => check.look(without));
    assert.deepEqual(frames.slice(0, 10).flat(), []);
    assert.deepEqual(frames[10], ['own-character-missing']);
  });
});
