import assert from 'node:assert/strict';
import { matchMaker } from '@colyseus/core';
import type { Content } from '../../src/content/types.ts';
import { openContent } from '../kit/open-content.ts';
import { type Confirm, Participant } from '../kit/participant.ts';
import { Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';

const PIT = 'proving-pit';

/** Two arrows kill, and two kills win. Spawns are 300 px from each other. */
function quickContent(): Content {
  const content = openContent();
  const arrow = content.abilities.get('arrow')!;
  const guarded = content.statuses.get('protected')!;
  const strong = [{ kind: 'damage', amount: 80, share: 0 } as const];
  const spawns = [
    { name: 'west', x: 400, y: 600 },
    { name: 'east', x: 700, y: 600 },
  ];
  return {
    ...content,
    match: { minPlayers: 2, countdownSec: 0.5, matchSec: 60, killLimit: 2, respawnSec: 0.5, resultSec: 2 },
    abilities: new Map(content.abilities).set('arrow', { ...arrow, cooldownSec: 0.3, effects: strong }),
    statuses: new Map(content.statuses).set('protected', { ...guarded, seconds: 0.7 }),
    maps: new Map(content.maps).set(PIT, { ...content.maps.get(PIT)!, spawns }),
  };
}

/** A client in the arena. */
class Fighter extends Participant {
  get match() {
    return this.room.state.match;
  }

  async shootAt({ id }: Fighter): Promise<Confirm> {
    const actionId = this.newActionId();
    const [own, target] = [this.shown(), this.shown(id)];
    const aim = Math.atan2(target.y - own.y, target.x - own.x);
    this.room.send('ability', { ability: 'arrow', actionId, aim });
    return this.confirmed(actionId);
  }
}

describe('the arena', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ content: quickContent() });
  });
  after(() => realm.stop());

  async function enter(): Promise<Fighter> {
    const person = await realm.newPerson('ranger');
    return new Fighter(person, await realm.join(person, PIT, realm.client(person), 'arena'));
  }

  const phaseIs = (fighter: Fighter, phase: string) =>
    until(() => fighter.match?.phase === phase, `the match is ${phase}`);

  async function shootDown(shooter: Fighter, target: Fighter, kills: number): Promise<void> {
    const killsOf = () => shooter.match.scores.get(shooter.id).kills;
    await until(async () => {
      if (killsOf() >= kills || shooter.match.phase !== 'running') return true;
      const shown = shooter.shown(target.id);
      if (shown && shown.health > 0 && !shown.statuses.includes('protected')) await shooter.shootAt(target);
      return killsOf() >= kills;
    }, `${kills} kills`);
  }

  it('AN14 two clients fight it out: countdown, kill, respawn under protection, result, ratings, and on to where they came from', async () => {
    const ann = await enter();
    assert.equal(ann.match.phase, 'waiting');
    const bob = await enter();
    assert.equal(ann.room.roomId, bob.room.roomId);
    await phaseIs(ann, 'countdown');
    assert.equal(ann.match.endsAt - ann.match.now, 500);
    await phaseIs(ann, 'running');
    await until(() => ann.shown(bob.id) && bob.shown(ann.id), 'they see each other');

    await shootDown(ann, bob, 1);
    await until(() => bob.shown().health === 0, 'he is dead');
    const died = ann.facts.filter(({ type }) => type === 'died');
    assert.deepEqual(died, [{ type: 'died', actor: bob.id, killer: ann.id }]);
    await until(() => bob.shown().statuses === 'protected', 'he stands up protected');
    assert.equal(bob.shown().health, bob.shown().maxHealth);

    await shootDown(ann, bob, 2);
    await phaseIs(bob, 'ended');
    const { scores } = bob.match;
    await until(() => scores.get(ann.id).rating > 0, 'the result is stored');
    assert.deepEqual(
      [ann, bob].map(({ id }) => {
        const { deaths, kills, rank, rating, ratingChange } = scores.get(id);
        return { deaths, kills, rank, rating, ratingChange };
      }),
      [
        { deaths: 0, kills: 2, rank: 1, rating: 1516, ratingChange: 16 },
        { deaths: 2, kills: 0, rank: 2, rating: 1484, ratingChange: -16 },
      ],
    );

    const { accessToken: token } = bob.person;
    const page = await realm.must('GET', `/characters/${bob.id}/matches`, { token });
    assert.equal(page.entries.length, 1);
    const [match] = page.entries;
    assert.deepEqual(await realm.must('GET', `/matches/${match.id}`, { token }), match);
    assert.equal(match.place, PIT);
    assert.deepEqual(
      match.participants.map(({ characterId, kills, ratingAfter }: never) => [
        characterId,
        kills,
        ratingAfter,
      ]),
      [
        [ann.id, 2, 1516],
        [bob.id, 0, 1484],
      ],
    );
    const board = await realm.must('GET', '/leaderboards/arena-rating', { token });
    assert.deepEqual(
      board.entries.map(({ characterId, score }: never) => [characterId, score]),
      [
        [ann.id, 1516],
        [bob.id, 1484],
      ],
    );

    await until(() => ann.travels.length === 1 && bob.travels.length === 1, 'both are sent on');
    assert.equal(ann.travels[0]!.place, 'haven');
    for (const { person, travels } of [ann, bob]) {
      const room = await realm.client(person).consumeSeatReservation(travels[0]!.seat as never);
      room.onMessage('*', () => {});
      await until(() => (room.state as never as { place: string }).place === 'haven', 'they are in the city');
      await room.leave();
    }
  });

  it('AN15 no client reports a kill or a score: there is no such message', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await phaseIs(ann, 'running');
    const claims = ['kill', 'died', 'hit', 'combat', 'score', 'match-ended'];
    for (const name of claims) ann.room.send(name, { actor: bob.id, killer: ann.id, kills: 99 });
    await until(() => ann.errors.length === claims.length, 'all are answered');
    assert.deepEqual(new Set(ann.errors.map(({ code }) => code)), new Set(['message_unknown']));
    assert.equal(ann.match.scores.get(ann.id).kills, 0);
    assert.equal(ann.shown(bob.id).health, ann.shown(bob.id).maxHealth);
    await Promise.all([ann.room.leave(), bob.room.leave()]);
  });

  it('AN16 an arena whose match is over takes nobody any more', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await phaseIs(ann, 'running');
    await bob.room.leave();
    await phaseIs(ann, 'ended');
    assert.equal(ann.match.scores.get(bob.id).left, true);
    const cem = await enter();
    assert.notEqual(cem.room.roomId, ann.room.roomId);
    await Promise.all([ann.room.leave(), cem.room.leave()]);
  });

  it('AN31 when the last ones leave between two ticks, the match has its result all the same', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await phaseIs(ann, 'running');
    await until(() => ann.shown(bob.id) && bob.shown(ann.id), 'they see each other');
    await shootDown(ann, bob, 1);
    const { accessToken: token } = ann.person;
    // Its world stands still from now on.
    matchMaker.getLocalRoomById(ann.room.roomId).setTimestep(() => {}, 1000);
    await Promise.all([ann.room.leave(), bob.room.leave()]);
    let entries: { participants: { characterId: string; kills: number; left: boolean; rank: number }[] }[] =
      [];
    await until(async () => {
      ({ entries } = await realm.must('GET', `/characters/${ann.id}/matches`, { token }));
      return entries.length > 0;
    }, 'the result is stored');
    assert.deepEqual(
      entries[0]!.participants.map(({ characterId, kills, left, rank }) => [characterId, kills, left, rank]),
      [
        [ann.id, 1, true, 1],
        [bob.id, 0, true, 2],
      ],
    );
  });

  it('AN32 a match that the server breaks off has no result', async () => {
    const [ann] = [await enter(), await enter()];
    await phaseIs(ann, 'running');
    const room = matchMaker.getLocalRoomById(ann.room.roomId);
    await room.disconnect(4000);
    const { accessToken: token } = ann.person;
    const { entries } = await realm.must('GET', `/characters/${ann.id}/matches`, { token });
    assert.deepEqual(entries, []);
  });
});
