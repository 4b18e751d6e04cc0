import assert from 'node:assert/strict';
import type { Progression } from '../../src/content/combat-types.ts';
import { houndsInTheForest, NEAR_THE_HOUNDS } from '../kit/loot.ts';
import { Participant } from '../kit/participant.ts';
import { Realm } from '../kit/realm.ts';
import { neverReconnect } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

const FOREST = 'verdant-forest';
/** Steps of a zone in a second. */
const STEPS = 30;
const LONG_SEC = 600;

describe('leaving in the midst of a fight', () => {
  let realm: Realm;
  afterEach(() => realm.stop());

  async function begin(change: Partial<Progression>): Promise<void> {
    const hound = { stats: { health: 1_000_000, mana: 0, stamina: 0, attack: 0, defence: 0 } };
    const content = houndsInTheForest({ hound });
    realm = await Realm.start({
      content: { ...content, progression: { ...content.progression, ...change } },
    });
  }

  async function enter(): Promise<Participant> {
    const person = await realm.person({ place: { place: FOREST, ...NEAR_THE_HOUNDS } });
    return new Participant(person, await realm.join(person, FOREST, realm.client(person), 'zone'));
  }

  async function fight(participant: Participant): Promise<void> {
    const { room } = participant;
    const [target] = await until(
      () => (room.state.monsters.size > 0 ? [...room.state.monsters.keys()] : null),
      'a hound is shown',
    );
    const actionId = participant.newActionId();
    room.send('ability', { ability: 'smite', target, actionId });
    assert.equal((await participant.confirmed(actionId)).code, null);
    await until(() => participant.facts.some(({ type }) => type === 'hit'), 'it is hit');
  }

  const leaseOf = async ({ id }: Participant): Promise<string | null> => {
    const { rows } = await realm.database.query({
      text: 'SELECT lease_instance FROM characters WHERE id = $1',
      values: [id],
    });
    return (rows[0] as { lease_instance: string | null }).lease_instance;
  };

  it('SE15 who fought lately stays, away and in its seat, until the fight is over; then it is saved and gone', async () => {
    await begin({ fightSec: 2, lingerAtMostSec: 8 });
    const [ann, bob] = [await enter(), await enter()];
    await fight(ann);
    const shown = await until(() => bob.shown(ann.id), 'Bob sees Ann');
    const { world } = ann;
    const { reservations } = ann.inside;
    const player = world.players.get(ann.id)!;
    assert.equal(await ann.room.leave(), 4000, 'the client is free at once');
    await until(() => shown.connected === false, 'Bob sees that she is away');
    assert.equal(reservations.taken, 2);
    await until(() => !world.players.has(ann.id), 'she is gone');
    assert.ok(world.tick - player.foughtTick >= 2 * STEPS, `after ${world.tick - player.foughtTick} steps`);
    await until(async () => (await leaseOf(ann)) === null, 'saved, with the lease given back');
    await until(() => reservations.taken === 1, 'the seat is free');
  });

  it('SE15 also when its client closes the connection for a reason of its own', async () => {
    await begin({ fightSec: 2, lingerAtMostSec: 8 });
    const ann = await enter();
    await fight(ann);
    const { world } = ann;
    const player = world.players.get(ann.id)!;
    neverReconnect(ann.room);
    ann.room.connection.close(3001);
    await until(() => !world.players.has(ann.id), 'she is gone');
    assert.ok(world.tick - player.foughtTick >= 2 * STEPS, `after ${world.tick - player.foughtTick} steps`);
  });

  it('SE15 who has not fought is gone at once', async () => {
    await begin({ fightSec: LONG_SEC, lingerAtMostSec: 8 });
    const ann = await enter();
    const { world } = ann;
    await ann.room.leave();
    assert.equal(world.players.has(ann.id), false);
  });

  it('SE16 it stays lingerAtMostSec at most, and not when it is dead', async () => {
    await begin({ fightSec: LONG_SEC, lingerAtMostSec: 1 });
    const [ann, bob] = [await enter(), await enter()];
    const { world } = ann;
    await fight(ann);
    await ann.room.leave();
    assert.equal(world.players.has(ann.id), true);
    await until(() => !world.players.has(ann.id), 'she is gone');
    await fight(bob);
    const player = world.players.get(bob.id)!;
    player.vitals.health = 0;
    world.dying.push(player);
    await bob.room.leave();
    await until(() => !world.players.has(bob.id), 'he is gone');
  });

  it('SE17 coming back meanwhile takes the character over, where it stands', async () => {
    await begin({ fightSec: LONG_SEC, lingerAtMostSec: 8 });
    const ann = await enter();
    await fight(ann);
    const { world } = ann;
    const { reservations } = ann.inside;
    await ann.room.leave();
    const { x, y } = world.players.get(ann.id)!.body;
    const again = await realm.join(ann.person, FOREST, realm.client(ann.person), 'zone');
    const shown = again.state.players.get(ann.id);
    assert.deepEqual([shown.x, shown.y, shown.connected], [x, y, true]);
    assert.deepEqual([again.roomId, again.state.population], [ann.room.roomId, 1]);
    await until(() => reservations.taken === 1, 'the old seat is free');
    await again.leave();
    assert.equal(world.players.has(ann.id), false);
  });
});
