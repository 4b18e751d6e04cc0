import assert from 'node:assert/strict';
import { GameError } from '../../src/errors.ts';
import type { ServerMessage } from '../../src/protocol.ts';
import { type HoundOptions, houndsInTheForest, NEAR_THE_HOUNDS } from '../kit/loot.ts';
import { Participant } from '../kit/participant.ts';
import { freshDatabaseUrl } from '../kit/postgres.ts';
import { Realm } from '../kit/realm.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';
import { wealthOf } from '../kit/wealth.ts';

const FOREST = 'verdant-forest';
const LOOT = { credits: 7, 'stack:iron-ore': 3 };
const GAINED = {
  type: 'gained',
  credits: 7,
  items: [
    { kind: 'iron-ore', amount: 3 },
    { kind: 'trail-boots', amount: 1 },
  ],
  where: 'inventory',
};

/** A client among the hounds. */
class Hunter extends Participant {
  /** @returns id of a drop that was not there before */
  async kill(): Promise<string> {
    const before = new Set(this.room.state.drops.keys());
    const monster = await until(
      () => [...this.room.state.monsters.values()].find(({ health }) => health > 0)?.id,
      'a hound is shown',
    );
    await until(async () => {
      const actionId = this.newActionId();
      this.room.send('ability', { ability: 'smite', target: monster, actionId });
      return (await this.confirmed(actionId)).ok;
    }, 'it is ready to smite');
    return until(
      () => [...this.room.state.drops.keys()].find((id) => !before.has(id)),
      'what it left is shown',
    );
  }

  pickUp(drop: string, actionId: string): void {
    this.room.send('interact', { drop, actionId });
  }
}

describe('loot in rooms', () => {
  let realm: Realm;
  afterEach(() => realm.stop());

  async function begin(options: HoundOptions = {}, databaseUrl?: string) {
    realm = await Realm.start({ content: houndsInTheForest(options), databaseUrl });
  }

  async function enter(): Promise<Hunter> {
    const person = await realm.person({ place: { place: FOREST, ...NEAR_THE_HOUNDS } });
    return new Hunter(person, await realm.join(person, FOREST, realm.client(person), 'zone'));
  }

  /** Beyond what every character begins with. */
  async function found({ person }: Hunter): Promise<Record<string, number>> {
    const { 'stack:field-ration': _ration, ...wealth } = await wealthOf(
      realm.services.ledger,
      person.characterId,
    );
    const credits = (wealth.credits ?? 0) - realm.services.content.inventory.startingCredits;
    return { ...wealth, credits };
  }

  const nothing = { credits: 0 };

  /** Puts another `receive` in front of the economy's. */
  function receiveInstead(
    receive: (real: () => Promise<'inventory' | 'mail'>) => Promise<'inventory' | 'mail'>,
  ) {
    const { inventory } = realm.services;
    const real = inventory.receive.bind(inventory);
    inventory.receive = (grant) => receive(() => real(grant));
  }

  async function query<T>(text: string): Promise<T[]> {
    const { rows } = await realm.database.query({ text });
    return rows as T[];
  }

  const keys = async (of: string) =>
    (await query<{ key: string }>(`SELECT key FROM operations WHERE kind = '${of}' ORDER BY key`)).map(
      ({ key }) => key,
    );

  it('LO11 who kills and picks up owns it once it is told so, by one operation that names its cause', async () => {
    await begin();
    const ann = await enter();
    const drop = await ann.kill();
    const shown = ann.room.state.drops.get(drop);
    assert.deepEqual([shown.kind, shown.owner, shown.party], ['trail-boots', ann.person.characterId, '']);
    assert.deepEqual(await found(ann), nothing, 'what lies there is nobody’s');
    ann.pickUp(drop, 'p1');
    assert.deepEqual(await ann.confirmed('p1'), { actionId: 'p1', ok: true, code: null });
    assert.deepEqual(await found(ann), LOOT, 'committed before it was told');
    await until(() => ann.gains.length === 1, 'it is told what it got');
    assert.deepEqual(ann.gains, [GAINED]);
    await until(() => !ann.room.state.drops.has(drop), 'it is gone');
    assert.deepEqual(await keys('loot'), [`loot:${ann.room.roomId}:${drop}`]);
    const { problems } = await realm.services.economyAudit.run();
    assert.deepEqual(problems, []);
    await ann.room.leave();
  });

  it('LO11 the same action again is answered the same, and done once', async () => {
    await begin();
    const ann = await enter();
    const drop = await ann.kill();
    for (let i = 0; i < 3; i++) ann.pickUp(drop, 'p1');
    const answer = await ann.confirmed('p1');
    ann.pickUp(drop, 'p1');
    await until(() => ann.confirms.filter(({ actionId }) => actionId === 'p1').length === 2, 'again');
    assert.deepEqual(
      ann.confirms.filter(({ actionId }) => actionId === 'p1'),
      [answer, answer],
    );
    assert.deepEqual(await found(ann), LOOT);
    await ann.room.leave();
  });

  it('LO7 of two who grab it while it is free one gets it', async () => {
    await begin({ drops: { ownedSec: 3 } });
    const [ann, bob] = [await enter(), await enter()];
    const drop = await ann.kill();
    await until(() => bob.room.state.drops.has(drop), 'both see it');
    bob.pickUp(drop, 'early');
    assert.equal((await bob.confirmed('early')).code, 'drop_owned');
    await until(() => bob.room.state.drops.get(drop)?.owner === '', 'it is shown as free', 10_000);
    ann.pickUp(drop, 'a');
    bob.pickUp(drop, 'b');
    const answers = [await ann.confirmed('a'), await bob.confirmed('b')];
    assert.deepEqual(answers.map(({ code }) => code).sort(), ['drop_gone', null]);
    const both = [await found(ann), await found(bob)];
    assert.deepEqual(
      both.sort((a, b) => a.credits! - b.credits!),
      [nothing, LOOT],
    );
    await Promise.all([ann.room.leave(), bob.room.leave()]);
  });

  it('LO8 refusals have their codes; other forms are refused as such', async () => {
    await begin();
    const ann = await enter();
    const bob = await enter();
    const errors: ServerMessage<'error'>[] = [];
    ann.room.onMessage('error', (error) => errors.push(error));
    const drop = await ann.kill();
    await until(() => bob.room.state.drops.has(drop), 'both see it');
    bob.pickUp(drop, 'p1');
    assert.equal((await bob.confirmed('p1')).code, 'drop_owned');
    ann.pickUp('d77-1', 'p1');
    assert.equal((await ann.confirmed('p1')).code, 'drop_gone');
    ann.pickUp('__proto__', 'p2');
    assert.equal((await ann.confirmed('p2')).code, 'drop_gone');
    for (const payload of [
      null,
      {},
      { drop: 1, actionId: 'a' },
      { drop, actionId: '' },
      { drop, actionId: 'a', x: 1 },
    ])
      ann.room.send('interact', payload);
    await until(() => errors.length === 5, 'all are refused');
    for (const { code, messageType } of errors)
      assert.deepEqual([code, messageType], ['message_invalid', 'interact']);
    const resident = ann.inside.resident(ann.person.characterId)!;
    resident.freeze();
    ann.pickUp(drop, 'p3');
    assert.equal((await ann.confirmed('p3')).code, 'travel_in_progress');
    resident.thaw();
    assert.deepEqual(await found(ann), nothing);
    await Promise.all([ann.room.leave(), bob.room.leave()]);
  });

  it('LO12 while the database is away what was picked up waits, and is granted once when it is back', async () => {
    const through = await TcpProxy.inFrontOf(await freshDatabaseUrl());
    try {
      await begin({}, through.url);
      const ann = await enter();
      const drop = await ann.kill();
      await through.proxy.cut();
      ann.pickUp(drop, 'p1');
      await until(() => !ann.room.state.drops.has(drop), 'it is gone from the ground at once');
      ann.pickUp(drop, 'p2');
      assert.equal((await ann.confirmed('p2')).code, 'drop_gone');
      assert.deepEqual(
        [ann.confirms.filter(({ actionId }) => actionId === 'p1'), ann.gains],
        [[], []],
        'nothing was told',
      );
      await through.proxy.restore();
      assert.equal((await ann.confirmed('p1')).ok, true);
      await until(() => ann.gains.length === 1, 'it is told');
      assert.deepEqual(await found(ann), LOOT);
      await ann.room.leave();
    } finally {
      await through.proxy.cut().catch(() => {});
    }
  }).timeout(40_000);

  it('LO12 it is granted once when only the answer was lost', async () => {
    await begin();
    const ann = await enter();
    let calls = 0;
    receiveInstead(async (real) => {
      const delivery = await real();
      if (++calls < 3) throw new GameError('unavailable');
      return delivery;
    });
    ann.pickUp(await ann.kill(), 'p1');
    assert.equal((await ann.confirmed('p1')).ok, true);
    assert.equal(calls, 3);
    assert.deepEqual(await found(ann), LOOT);
    await ann.room.leave();
  });

  it('LO12 a room that dies before the commit has granted nothing and told nobody', async () => {
    await begin();
    const ann = await enter();
    receiveInstead(async () => {
      throw new GameError('unavailable');
    });
    const drop = await ann.kill();
    ann.pickUp(drop, 'p1');
    await until(() => !ann.room.state.drops.has(drop), 'it is taken');
    ann.room.reconnection.enabled = false;
    await ann.inside.disconnect();
    assert.deepEqual([ann.confirms.filter(({ actionId }) => actionId === 'p1'), ann.gains], [[], []]);
    assert.deepEqual(await found(ann), nothing);
    assert.deepEqual(await keys('loot'), []);
  });

  it('LO12 a room that dies after the commit has granted it once, told or not', async () => {
    await begin();
    const ann = await enter();
    const { promise: isAllowed, resolve: commit } = Promise.withResolvers<void>();
    receiveInstead(async (real) => {
      await isAllowed;
      return real();
    });
    const drop = await ann.kill();
    ann.pickUp(drop, 'p1');
    await until(() => !ann.room.state.drops.has(drop), 'it is taken');
    ann.room.reconnection.enabled = false;
    const closed = ann.inside.disconnect();
    commit();
    await closed;
    assert.deepEqual(await found(ann), LOOT);
    assert.equal((await keys('loot')).length, 1);
  });

  it('LO13 kills count once for each who took part, those of a second in one report', async () => {
    await begin({ count: 3 });
    const [ann, bob] = [await enter(), await enter()];
    for (let i = 0; i < 3; i++) await ann.kill();
    const board = { board: 'kills', place: null, season: null } as const;
    const killsOf = async ({ person }: Hunter) =>
      (await realm.services.leaderboards.page(board, null, 10)).entries.find(
        ({ characterId }) => characterId === person.characterId,
      )?.score ?? 0;
    await until(async () => (await killsOf(ann)) === 3, 'all are counted');
    assert.equal(await killsOf(bob), 0);
    await Promise.all([ann.room.leave(), bob.room.leave()]);
  });

  it('LO13 kills that were not reported yet are when the room closes', async () => {
    await begin();
    const ann = await enter();
    await ann.kill();
    ann.room.reconnection.enabled = false;
    await ann.inside.disconnect();
    const [{ n }] = (await query<{ n: number }>(
      "SELECT count(*)::int AS n FROM leaderboard_scores WHERE board = 'kills' AND season = 0 AND standing = -1",
    )) as [{ n: number }];
    assert.equal(n, 1);
  });
});
