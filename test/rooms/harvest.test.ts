import assert from 'node:assert/strict';
import { GameError } from '../../src/errors.ts';
import { AT_SPOT, veinInTheForest } from '../kit/harvest.ts';
import { Participant } from '../kit/participant.ts';
import { freshDatabaseUrl } from '../kit/postgres.ts';
import { Realm } from '../kit/realm.ts';
import { cut, ending, inputOf, reconnectSoon } from '../kit/sockets.ts';
import { TcpProxy } from '../kit/tcp-proxy.ts';
import { until } from '../kit/until.ts';
import { reward, wealthOf } from '../kit/wealth.ts';

const FOREST = 'verdant-forest';
const BRISK = { seconds: 0.2, respawnSec: 0.5 };

/** A client beside the vein. */
class Collector extends Participant {
  get node(): string | undefined {
    return [...this.room.state.nodes.keys()][0];
  }

  /** @returns id of the node, once one is shown */
  async seesNode(): Promise<string> {
    return until(() => this.node, 'a node is shown');
  }

  async collect(actionId: string): Promise<string> {
    const node = await this.seesNode();
    this.room.send('collect', { node, actionId });
    return node;
  }
}

describe('harvest in rooms', () => {
  let realm: Realm;
  afterEach(() => realm.stop());

  async function begin(change: Parameters<typeof veinInTheForest>[0] = BRISK, databaseUrl?: string) {
    realm = await Realm.start({ content: veinInTheForest(change), databaseUrl });
  }

  async function enter(at = AT_SPOT): Promise<Collector> {
    const person = await realm.person({ place: { place: FOREST, ...at } });
    return new Collector(person, await realm.join(person, FOREST, realm.client(person), 'zone'));
  }

  const ore = async ({ person }: Collector) =>
    (await wealthOf(realm.services.ledger, person.characterId))['stack:iron-ore'] ?? 0;

  /** Puts another `receive` in front of the economy's. */
  function receiveInstead(
    receive: (real: () => Promise<'inventory' | 'mail'>) => Promise<'inventory' | 'mail'>,
  ) {
    const { inventory } = realm.services;
    const real = inventory.receive.bind(inventory);
    inventory.receive = (grant) => receive(() => real(grant));
  }

  it('HV15 who collects hears how long it takes, and once it owns what came out of it, that; the node is gone for all', async () => {
    await begin();
    const [ann, bob] = [await enter(), await enter()];
    await bob.seesNode();
    const node = await ann.collect('a1');
    const shown = ann.room.state.nodes.get(node);
    assert.deepEqual([shown.id, shown.kind], [node, 'vein']);
    assert.ok(Math.hypot(shown.x - AT_SPOT.x, shown.y - AT_SPOT.y) < 12);
    assert.deepEqual(await ann.confirmed('a1'), { actionId: 'a1', ok: true, code: null });
    assert.equal(await ore(ann), 3, 'committed before it was told');
    await ann.hears('gained');
    assert.deepEqual(ann.events, [
      { type: 'collecting', actionId: 'a1', node, seconds: 0.2 },
      { type: 'gained', credits: 0, items: [{ kind: 'iron-ore', amount: 3 }], where: 'inventory' },
    ]);
    await until(() => !bob.room.state.nodes.has(node), 'it is gone for the other one');
    assert.notEqual(await bob.seesNode(), node, 'another one has appeared');
    assert.deepEqual([bob.confirms, bob.events], [[], []]);
    await Promise.all([ann.room.leave(), bob.room.leave()]);
  });

  it('HV16 an action that is sent again is answered the same, and done once', async () => {
    await begin();
    const ann = await enter();
    const node = await ann.collect('once');
    for (let i = 0; i < 3; i++) ann.room.send('collect', { node, actionId: 'once' });
    const answer = await ann.confirmed('once');
    ann.room.send('collect', { node: await ann.seesNode(), actionId: 'once' });
    await until(() => ann.confirms.length === 2, 'it is answered again');
    assert.deepEqual(ann.confirms, [answer, answer]);
    assert.equal(await ore(ann), 3);
    await ann.room.leave();
  });

  it('HV16 also after a dropped connection that missed the answer', async () => {
    await begin({ seconds: 0.2, respawnSec: 60 });
    const ann = await enter();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    receiveInstead(async (real) => {
      await held;
      return real();
    });
    const node = await ann.collect('lost');
    await until(() => !ann.room.state.nodes.has(node), 'it is taken');
    reconnectSoon(ann.room);
    const back = new Promise<void>((resolve) => ann.room.onReconnect(() => resolve()));
    cut(ann.room);
    release();
    await until(async () => (await ore(ann)) === 3, 'it is committed');
    await back;
    assert.deepEqual(ann.confirms, []);
    ann.room.send('collect', { node, actionId: 'lost' });
    assert.deepEqual(await ann.confirmed('lost'), { actionId: 'lost', ok: true, code: null });
    assert.equal(await ore(ann), 3);
    await ann.room.leave();
  });

  it('HV17 refusals have their codes, and interruptions are told', async () => {
    await begin({ seconds: 5, respawnSec: 60 });
    const ann = await enter();
    const node = await ann.collect('a1');
    await ann.hears('collecting');
    ann.room.send('collect', { node, actionId: 'a2' });
    assert.equal((await ann.confirmed('a2')).code, 'already_collecting');
    const input = inputOf(ann.room);
    for (let i = 0; i < 30; i++) {
      input.data.moveX = 127;
      input.send();
      await until(() => input.lastProcessed === input.sentCount, 'a step');
    }
    assert.deepEqual(await ann.confirmed('a1'), { actionId: 'a1', ok: false, code: 'too_far' });
    assert.deepEqual(await ann.hears('interrupted'), {
      type: 'interrupted',
      actionId: 'a1',
      node,
      code: 'too_far',
    });
    ann.room.send('collect', { node, actionId: 'a3' });
    assert.equal((await ann.confirmed('a3')).code, 'too_far');
    ann.room.send('collect', { node: '77-1', actionId: 'a4' });
    assert.equal((await ann.confirmed('a4')).code, 'node_gone');
    assert.equal(await ore(ann), 0);
    await ann.room.leave();
  });

  it('HV17 a collect of another form is refused as such', async () => {
    await begin();
    const ann = await enter();
    const bad = [
      null,
      {},
      { node: 1, actionId: 'a' },
      { node: '0-1', actionId: '' },
      { node: '0-1', actionId: 'a b' },
    ];
    for (const payload of bad) ann.room.send('collect', payload);
    ann.room.send('collect', { node: '0-1', actionId: 'a', amount: 1000 });
    await until(() => ann.errors.length === 6, 'all are refused');
    for (const { code, messageType } of ann.errors)
      assert.deepEqual([code, messageType], ['message_invalid', 'collect']);
    await ann.room.leave();
  });

  it('HV18 of many collects at once twenty are looked at; a thousand end the connection', async () => {
    await begin({ seconds: 5, respawnSec: 60 });
    const ann = await enter();
    const node = await ann.seesNode();
    for (let i = 0; i < 150; i++) ann.room.send('collect', { node, actionId: `n${i}` });
    await until(() => ann.confirms.length === 149, 'all but the one under way are answered');
    const count = (code: string) => ann.confirms.filter((confirm) => confirm.code === code).length;
    const looked = count('already_collecting');
    assert.ok(looked >= 19 && looked < 35, `${looked}`);
    assert.equal(count('rate_limited'), 149 - looked);
    const end = ending(ann.room);
    for (let i = 0; i < 1_000; i++) ann.room.send('collect', { node, actionId: `m${i}` });
    assert.equal((await end).code, 4107);
    assert.equal(await ore(ann), 0);
  });

  it('HV19 where there is no room it comes by mail', async () => {
    await begin();
    const ann = await enter();
    await reward(realm.services.ledger, ann.person.characterId, { 'stack:scrap-metal': 3_000 });
    await ann.collect('a1');
    assert.equal((await ann.confirmed('a1')).ok, true);
    assert.deepEqual(await ann.hears('gained'), {
      type: 'gained',
      credits: 0,
      items: [{ kind: 'iron-ore', amount: 3 }],
      where: 'mail',
    });
    assert.equal(await ore(ann), 0);
    const path = `/mail/${ann.person.characterId}`;
    const mails = JSON.stringify(await realm.must('GET', path, { token: ann.person.accessToken }));
    assert.match(mails, /iron-ore/);
    await ann.room.leave();
  });

  it('HV20 two at one node: one gets it, the other is told that it is gone', async () => {
    await begin({ seconds: 0.4, respawnSec: 60 });
    const [ann, bob] = [await enter(), await enter()];
    await Promise.all([ann.collect('a'), bob.collect('b')]);
    const answers = [await ann.confirmed('a'), await bob.confirmed('b')];
    assert.deepEqual(answers.map(({ code }) => code).sort(), ['node_gone', null]);
    assert.deepEqual([await ore(ann), await ore(bob)].sort(), [0, 3]);
    await Promise.all([ann.room.leave(), bob.room.leave()]);
  });

  it('HV21 while the database is away the harvest waits, and is granted once when it is back', async () => {
    const through = await TcpProxy.inFrontOf(await freshDatabaseUrl());
    try {
      await begin({ seconds: 0.2, respawnSec: 60 }, through.url);
      const ann = await enter();
      await ann.seesNode();
      await through.proxy.cut();
      const node = await ann.collect('a1');
      await until(() => !ann.room.state.nodes.has(node), 'the node is gone at once');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      assert.deepEqual([ann.confirms, ann.gains], [[], []], 'nothing was told');
      await through.proxy.restore();
      assert.equal((await ann.confirmed('a1')).ok, true);
      await ann.hears('gained');
      assert.equal(await ore(ann), 3);
      assert.equal(ann.gains.length, 1);
      await ann.room.leave();
    } finally {
      await through.proxy.cut().catch(() => {});
    }
  }).timeout(40_000);

  it('HV21 it is granted once when only the answer was lost', async () => {
    await begin({ seconds: 0.2, respawnSec: 60 });
    const ann = await enter();
    let calls = 0;
    receiveInstead(async (real) => {
      const delivery = await real();
      if (++calls < 3) throw new GameError('unavailable');
      return delivery;
    });
    await ann.collect('a1');
    assert.equal((await ann.confirmed('a1')).ok, true);
    assert.equal(calls, 3);
    assert.equal(await ore(ann), 3);
    await ann.hears('gained');
    assert.equal(ann.gains.length, 1);
    await ann.room.leave();
  });

  it('HV22 a room that dies before the commit has granted nothing and told nobody', async () => {
    await begin({ seconds: 0.2, respawnSec: 60 });
    const ann = await enter();
    receiveInstead(async () => {
      throw new GameError('unavailable');
    });
    const givenUp: string[] = [];
    realm.services.log.warn = ({ keys }: { keys?: string[] }) => void givenUp.push(...(keys ?? []));
    const node = await ann.collect('a1');
    await until(() => !ann.room.state.nodes.has(node), 'the node is gone');
    const room = ann.inside;
    ann.room.reconnection.enabled = false;
    await room.disconnect();
    assert.equal(givenUp.length, 1);
    assert.match(givenUp[0]!, /^harvest:/);
    assert.deepEqual(room.clock.delayed, [], 'nobody tries any more');
    assert.deepEqual([ann.confirms, ann.gains], [[], []]);
    assert.equal(await ore(ann), 0);
  });

  it('HV22 a room that is closed while the commit is under way waits for it', async () => {
    await begin({ seconds: 0.2, respawnSec: 60 });
    const ann = await enter();
    let isCommitted = false;
    const { promise: isClosing, resolve: letCommit } = Promise.withResolvers<void>();
    receiveInstead(async (real) => {
      await isClosing;
      const delivery = await real();
      isCommitted = true;
      return delivery;
    });
    const node = await ann.collect('a1');
    await until(() => !ann.room.state.nodes.has(node), 'the node is gone');
    ann.room.reconnection.enabled = false;
    const closed = ann.inside.disconnect();
    letCommit();
    await closed;
    assert.equal(isCommitted, true);
    assert.equal(await ore(ann), 3);
  });

  it('HV23 while too much waits for the database, nothing more is begun', async () => {
    await begin({ seconds: 0.1, respawnSec: 0.05 });
    const ann = await enter();
    receiveInstead(async () => {
      throw new GameError('unavailable');
    });
    for (let i = 0; i < 8; i++) {
      const node = await ann.collect(`a${i}`);
      await until(() => !ann.room.state.nodes.has(node), `${i} is taken`);
    }
    await ann.collect('one-more');
    assert.equal((await ann.confirmed('one-more')).code, 'unavailable');
    await ann.room.leave();
  });

  it('HV24 who begins to travel stops collecting', async () => {
    await begin({ seconds: 5, respawnSec: 60 });
    const ann = await enter();
    const node = await ann.collect('a1');
    await ann.hears('collecting');
    const resident = ann.inside.resident(ann.person.characterId)!;
    resident.freeze();
    assert.equal((await ann.confirmed('a1')).code, 'travel_in_progress');
    resident.thaw();
    assert.ok(ann.room.state.nodes.has(node));
    await ann.room.leave();
  });
});
