import assert from 'node:assert/strict';
import type { PlaceMap } from '../../src/content/types.ts';
import { abandonMatch, type Match, type Participant, rankParticipants } from '../../src/game/arena.ts';
import { takeDamage } from '../../src/game/combat.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import { request } from '../../src/game/requests.ts';
import { gain } from '../../src/game/statuses.ts';
import type { Player, World, WorldRules } from '../../src/game/world.ts';
import { ability, STATUSES, status } from '../kit/fight.ts';
import { EAST, emptyMap, HandWorld, PEACE, RUNNER } from '../kit/hand-world.ts';

/** 20 ticks a second: countdown 100, match 1,000, dead for 60, result 300. */
const MATCH = { minPlayers: 2, countdownSec: 5, matchSec: 50, killLimit: 3, respawnSec: 3, resultSec: 15 };

const PIT: PlaceMap = {
  ...emptyMap(1000, 1000),
  spawns: [
    { name: 'west', x: 200, y: 500 },
    { name: 'east', x: 800, y: 500 },
    { name: 'north', x: 500, y: 200 },
    { name: 'south', x: 500, y: 800 },
  ],
};

const ABILITIES = [
  ability('kill', { kind: 'enemy', range: 2000 }, [{ kind: 'damage', amount: 1000, share: 0 }]),
  ability('poke', { kind: 'enemy', range: 2000 }, [{ kind: 'damage', amount: 20, share: 0 }]),
  ability('ignite', { kind: 'enemy', range: 2000 }, [{ kind: 'status', status: 'burning' }]),
];

const RULES: WorldRules = {
  ...PEACE,
  combat: 'everyone',
  match: MATCH,
  classes: new Map([[RUNNER.id, { ...RUNNER, abilities: ABILITIES.map(({ id }) => id) }]]),
  abilities: new Map(ABILITIES.map((kind) => [kind.id, kind])),
  statuses: new Map(
    [...STATUSES, status('protected', { seconds: 4, protected: true })].map((kind) => [kind.id, kind]),
  ),
};

describe('arena', () => {
  let hand: HandWorld;
  let world: World;
  let match: Match;
  let actions = 0;

  beforeEach(() => {
    hand = new HandWorld(PIT, { rules: RULES });
    ({ world } = hand);
    match = world.match!;
  });

  function use(player: Player, what: string, target: Player): WorldEvent[] {
    const wish = { type: 'ability', player, ability: what, target: target.id } as const;
    request(world, { ...wish, actionId: `a${++actions}`, aim: null, point: null });
    return hand.tick();
  }

  /** Past cooldowns and protection. */
  function pause(seconds = 4.05): WorldEvent[] {
    return hand.tick(Math.round(seconds * 20));
  }

  /** Those who are in begin, and are not protected any more. @returns them, in the order in which they came */
  function begin(...ids: string[]): Player[] {
    const players = ids.map((id, at) => hand.enter(id, 300 + 40 * at, 300));
    hand.tick(101);
    assert.equal(match.phase, 'running');
    pause();
    return players;
  }

  const types = (events: WorldEvent[]) => events.map(({ type }) => type);
  const scoreOf = (player: Player) => {
    const { assists, deaths, kills } = match.participants.get(player.id)!;
    return { kills, deaths, assists };
  };
  const ended = (events: WorldEvent[]) => events.find((event) => event.type === 'match-ended')!.result;
  const codeOf = (events: WorldEvent[]) => events.find((event) => event.type === 'action-refused')?.code;
  const placeOf = ({ body: { x, y } }: Player) =>
    PIT.spawns.find((spawn) => spawn.x === x && spawn.y === y)?.name;

  it('AN1 one alone waits; the second one begins the countdown, and whoever leaves then ends it', () => {
    hand.enter('ann', 300, 300);
    hand.tick(200);
    assert.deepEqual([match.phase, match.endTick], ['waiting', 0]);
    const bob = hand.enter('bob', 400, 300);
    hand.tick();
    assert.deepEqual([match.phase, match.endTick], ['countdown', 301]);
    hand.leave(bob);
    hand.tick();
    assert.deepEqual([match.phase, match.endTick, match.participants.size], ['waiting', 0, 0]);
  });

  it('AN2 nobody can be harmed before the match runs, nor after it', () => {
    const ann = hand.enter('ann', 300, 300);
    const bob = hand.enter('bob', 400, 300);
    hand.tick(8);
    assert.equal(match.phase, 'countdown');
    assert.equal(codeOf(use(ann, 'kill', bob)), 'target_invalid');
    hand.tick(100);
    pause();
    match.endTick = world.tick + 2;
    use(ann, 'ignite', bob);
    hand.tick();
    assert.equal(match.phase, 'ended');
    assert.deepEqual([...bob.statuses.keys()], []);
    pause();
    assert.equal(codeOf(use(ann, 'kill', bob)), 'target_invalid');
    assert.deepEqual([ann.vitals.health, bob.vitals.health], [100, 100]);
  });

  it('AN3 after five seconds it runs: everybody stands fresh and protected at a spawn far from the others', () => {
    const players = ['ann', 'bob', 'cem', 'dan'].map((id, at) => hand.enter(id, 300 + 40 * at, 300));
    const [ann, bob] = players as [Player, Player];
    ann.vitals.mana = 1;
    ann.cooldowns.set('kill', 100_000);
    gain(world, bob, world.rules.statuses.get('slowed')!, 'cem', 1 / 20);
    takeDamage(world, 'ann', bob, 60, null);
    const events = hand.tick(101);
    assert.equal(events.filter(({ type }) => type === 'match-started').length, 1);
    assert.deepEqual([match.phase, match.startTick, match.endTick], ['running', 101, 1101]);
    assert.deepEqual(players.map(placeOf), ['west', 'east', 'north', 'south']);
    for (const { cooldowns, statuses, vitals, wounds } of players) {
      assert.deepEqual(vitals, { health: 100, mana: 50, stamina: 100 });
      assert.deepEqual([cooldowns.size, wounds.size, [...statuses.keys()]], [0, 0, ['protected']]);
    }
  });

  it('AN4 spawn protection lasts four seconds, and ends when its bearer acts', () => {
    const ann = hand.enter('ann', 300, 300);
    const bob = hand.enter('bob', 400, 300);
    hand.tick(101);
    use(ann, 'kill', bob);
    assert.equal(bob.vitals.health, 100);
    assert.deepEqual([[...ann.statuses.keys()], [...bob.statuses.keys()]], [[], ['protected']]);
    hand.tick(79);
    assert.deepEqual([...bob.statuses.keys()], []);
    const events = use(ann, 'kill', bob);
    assert.ok(types(events).includes('died'));
  });

  it('AN5 the last blow is the kill; whoever else did harm lately assists', () => {
    const [ann, bob, cem, dan] = begin('ann', 'bob', 'cem', 'dan') as [Player, Player, Player, Player];
    use(ann, 'poke', dan);
    use(bob, 'poke', dan);
    const died = use(cem, 'kill', dan).find((event) => event.type === 'died')!;
    assert.deepEqual([died.killerId, [...died.creditIds].sort()], ['cem', ['ann', 'bob', 'cem']]);
    assert.deepEqual(scoreOf(cem), { kills: 1, deaths: 0, assists: 0 });
    assert.deepEqual(scoreOf(ann), { kills: 0, deaths: 0, assists: 1 });
    assert.deepEqual(scoreOf(bob), { kills: 0, deaths: 0, assists: 1 });
    assert.deepEqual(scoreOf(dan), { kills: 0, deaths: 1, assists: 0 });
  });

  it('AN6 damage that was done is counted as it was done, no more than there was to take', () => {
    const [ann, bob] = begin('ann', 'bob') as [Player, Player];
    const hit = use(ann, 'poke', bob).find((event) => event.type === 'hit')!;
    pause(1.05);
    assert.ok(hit.amount >= 18 && hit.amount <= 22);
    use(ann, 'kill', bob);
    assert.equal(match.participants.get('ann')!.damage, 100);
    assert.equal(match.participants.get('bob')!.damage, 0);
  });

  it('AN7 the dead stand up by themselves after three seconds, at the spawn furthest from the others, protected', () => {
    const [ann, bob] = begin('ann', 'bob') as [Player, Player];
    use(bob, 'kill', ann);
    hand.send(bob, EAST);
    assert.deepEqual(
      types(hand.tick(59)).filter((type) => type === 'respawned'),
      [],
    );
    assert.deepEqual(
      types(hand.tick()).filter((type) => type === 'respawned'),
      ['respawned'],
    );
    assert.deepEqual(
      [placeOf(ann), ann.vitals.health, [...ann.statuses.keys()]],
      ['west', 100, ['protected']],
    );
    assert.equal(ann.diedTick, -1);
  });

  it('AN8 it ends with the kill that reaches the limit', () => {
    const [ann, bob] = begin('ann', 'bob') as [Player, Player];
    for (let kills = 1; kills <= 3; kills++) {
      const events = use(ann, 'kill', bob);
      assert.equal(types(events).includes('match-ended'), kills === 3);
      if (kills < 3) pause(7.1);
      else
        assert.deepEqual(
          ended(events).participants.map(({ deaths, id, kills, rank }) => [rank, id, kills, deaths]),
          [
            [1, 'ann', 3, 0],
            [2, 'bob', 0, 3],
          ],
        );
    }
    assert.equal(match.phase, 'ended');
  });

  it('AN9 it ends when the time is up; the result tells how long it took', () => {
    begin('ann', 'bob');
    const events = hand.tick(1101 - world.tick);
    assert.equal(types(events).at(-1), 'match-ended');
    assert.equal(ended(events).seconds, 50);
    assert.deepEqual(
      ended(events).participants.map(({ rank }) => rank),
      [1, 1],
    );
  });

  it('AN10 who leaves stays in the result, behind all who stayed; with one left it is over', () => {
    const [ann, bob, cem] = begin('ann', 'bob', 'cem') as [Player, Player, Player];
    use(ann, 'kill', bob);
    hand.leave(ann);
    hand.tick();
    assert.equal(match.phase, 'running');
    hand.leave(cem);
    const { participants } = ended(hand.tick());
    assert.deepEqual(
      participants.map(({ id, kills, left, rank }) => [rank, id, kills, left]),
      [
        [1, 'bob', 0, false],
        [2, 'ann', 1, true],
        [3, 'cem', 0, true],
      ],
    );
  });

  it('AN11 who comes in while it runs begins fresh; who comes back goes on as it left', () => {
    const [ann, bob] = begin('ann', 'bob') as [Player, Player];
    use(ann, 'kill', bob);
    const cem = hand.enter('cem', 300, 300);
    hand.tick();
    assert.deepEqual([cem.vitals.health, [...cem.statuses.keys()]], [100, ['protected']]);
    assert.ok(placeOf(cem));
    hand.leave(ann);
    hand.tick();
    const back = hand.enter('ann', 300, 300);
    back.vitals.health = 7;
    hand.tick();
    assert.deepEqual([back.vitals.health, back.statuses.size, back.body.x], [7, 0, 300]);
    assert.deepEqual([match.participants.get('ann')!.left, scoreOf(back).kills], [false, 1]);
    assert.equal(codeOf(use(back, 'kill', cem)), 'ability_not_ready', 'nor did that make it ready');
    pause();
    assert.equal(codeOf(use(back, 'kill', cem)), undefined);
  });

  it('AN12 of equals by kills the one with fewer deaths stands before, then the one with more damage; else they share a rank', () => {
    const one = (id: string, change: Partial<Participant>): Participant => ({
      ...{ id, name: id, kills: 2, deaths: 1, assists: 0, damage: 50, left: false },
      ...change,
    });
    const ranked = rankParticipants([
      one('left', { kills: 9, left: true }),
      one('even', {}),
      one('hurt', { damage: 80 }),
      one('same', { assists: 5 }),
      one('best', { kills: 3, deaths: 9 }),
      one('alive', { deaths: 0, damage: 0 }),
    ]);
    assert.deepEqual(
      ranked.map(({ id, rank }) => `${rank} ${id}`),
      ['1 best', '2 alive', '3 hurt', '4 even', '4 same', '6 left'],
    );
  });

  it('AN13 the result is shown for fifteen seconds; then everybody is to be sent on, again and again', () => {
    const [ann] = begin('ann', 'bob') as [Player, Player];
    match.endTick = world.tick + 1;
    hand.tick();
    assert.equal(match.phase, 'ended');
    assert.ok(!types(hand.tick(299)).includes('match-over'));
    assert.ok(types(hand.tick()).includes('match-over'));
    hand.leave(ann);
    assert.ok(!types(hand.tick(299)).includes('match-over'));
    assert.ok(types(hand.tick()).includes('match-over'));
  });

  it('AN29 a match that is abandoned has no result, and nobody can be harmed after it', () => {
    const [ann, bob] = begin('ann', 'bob') as [Player, Player];
    abandonMatch(world);
    assert.equal(codeOf(use(ann, 'kill', bob)), 'target_invalid');
    hand.leave(bob);
    assert.deepEqual(
      types(hand.tick(400)).filter((type) => type.startsWith('match')),
      [],
    );
  });
});
