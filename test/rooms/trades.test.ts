import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import type { WorldRoom } from '../../rooms/world-room.ts';
import type { ServerMessage, ServerMessageName } from '../../src/protocol.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { cut, reconnectSoon } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';
import { reward, wealthOf } from '../kit/wealth.ts';

const ORE = 'iron-ore';
const NOTHING = { credits: 0, stacks: [], items: [] };

/** A client in a room, and what it was told. */
class Player {
  readonly person: Person;
  readonly room: Room;
  private readonly heard: { name: string; payload: unknown }[] = [];

  constructor(person: Person, room: Room) {
    this.person = person;
    this.room = room;
    room.onMessage('*', (name, payload) => this.heard.push({ name: String(name), payload }));
  }

  async hears<N extends ServerMessageName>(
    name: N,
    matches: (payload: ServerMessage<N>) => boolean = () => true,
  ): Promise<ServerMessage<N>> {
    const found = await until(
      () => this.heard.find((one) => one.name === name && matches(one.payload as ServerMessage<N>)),
      `${name} is heard; heard ${JSON.stringify(this.heard)}`,
    );
    return found.payload as ServerMessage<N>;
  }

  async refused(code: string, messageType: string): Promise<void> {
    await this.hears('error', (error) => error.code === code && error.messageType === messageType);
  }

  forget(): void {
    this.heard.length = 0;
  }
}

describe('direct trade and the news of the trading post in rooms', () => {
  let realm: Realm;
  let mira: Player;
  let toss: Player;

  before(async () => {
    realm = await Realm.start();
  });
  after(() => realm.stop());

  beforeEach(async () => {
    mira = await enter();
    toss = await enter();
    assert.equal(mira.room.roomId, toss.room.roomId);
    await reward(realm.services.ledger, mira.person.characterId, { credits: 100, [`stack:${ORE}`]: 5 });
    await reward(realm.services.ledger, toss.person.characterId, { credits: 100 });
  });
  afterEach(() => Promise.all([mira.room.leave(), toss.room.leave()]));

  async function enter(): Promise<Player> {
    const person = await realm.person();
    return new Player(person, await realm.join(person));
  }

  const credits = async ({ person }: Player) =>
    (await wealthOf(realm.services.ledger, person.characterId)).credits;

  /** @returns id of a trade that both have open */
  async function openTrade(): Promise<string> {
    mira.room.send('trade-request', { characterId: toss.person.characterId });
    const { tradeId, from } = await toss.hears('trade-request');
    assert.equal(from, mira.person.characterName);
    toss.room.send('trade-answer', { tradeId, accept: true });
    await Promise.all([mira, toss].map((one) => one.hears('trade', ({ phase }) => phase === 'open')));
    return tradeId;
  }

  it('TD1–TD5 two trade in a room', async () => {
    const before = await Promise.all([mira, toss].map(credits));
    const tradeId = await openTrade();
    mira.room.send('trade-offer', { tradeId, offer: { ...NOTHING, stacks: [{ kind: ORE, amount: 5 }] } });
    await toss.hears('trade', ({ revision }) => revision === 1);
    toss.room.send('trade-offer', { tradeId, offer: { ...NOTHING, credits: 40 } });
    const shown = await mira.hears('trade', ({ revision }) => revision === 2);
    assert.deepEqual(shown.other.offer, { ...NOTHING, credits: 40 });
    for (const one of [mira, toss]) one.room.send('trade-lock', { tradeId, revision: 2 });
    await mira.hears('trade', ({ own, other }) => own.locked && other.locked);
    for (const one of [mira, toss]) one.room.send('trade-confirm', { tradeId, revision: 2 });
    for (const one of [mira, toss])
      assert.deepEqual(await one.hears('trade-ended'), { tradeId, outcome: 'done', reason: null });
    assert.deepEqual(await Promise.all([mira, toss].map(credits)), [before[0]! + 40, before[1]! - 40]);
    assert.equal((await wealthOf(realm.services.ledger, toss.person.characterId))[`stack:${ORE}`], 5);
  });

  it('TD3 an offer under way cannot be locked unseen, and a stale revision is refused', async () => {
    const tradeId = await openTrade();
    toss.room.send('trade-lock', { tradeId, revision: 0 });
    await mira.hears('trade', ({ other }) => other.locked);
    mira.room.send('trade-offer', { tradeId, offer: { ...NOTHING, credits: 1 } });
    await toss.hears('trade', ({ revision, own }) => revision === 1 && !own.locked);
    toss.room.send('trade-lock', { tradeId, revision: 0 });
    await toss.refused('trade_changed', 'trade-lock');
  });

  it('TD4 a change after the own lock ends the trade for both', async () => {
    const tradeId = await openTrade();
    mira.room.send('trade-lock', { tradeId, revision: 0 });
    await toss.hears('trade', ({ other }) => other.locked);
    mira.room.send('trade-offer', { tradeId, offer: { ...NOTHING, credits: 1 } });
    for (const one of [mira, toss]) assert.equal((await one.hears('trade-ended')).outcome, 'cancelled');
    toss.room.send('trade-lock', { tradeId, revision: 0 });
    await toss.refused('trade_not_found', 'trade-lock');
  });

  it('TD9 declining, cancelling, leaving and dropping end it', async () => {
    mira.room.send('trade-request', { characterId: toss.person.characterId });
    const { tradeId } = await toss.hears('trade-request');
    toss.room.send('trade-answer', { tradeId, accept: false });
    assert.equal((await mira.hears('trade-ended')).outcome, 'declined');
    const third = await enter();
    third.room.send('trade-request', { characterId: toss.person.characterId });
    const asked = await toss.hears('trade-request', ({ fromId }) => fromId === third.person.characterId);
    await third.room.leave();
    await toss.hears(
      'trade-ended',
      (ended) => ended.tradeId === asked.tradeId && ended.outcome === 'cancelled',
    );
  });

  it('TD9 a dropped connection ends it', async () => {
    const tradeId = await openTrade();
    reconnectSoon(mira.room);
    const back = new Promise((resolve) => mira.room.onReconnect(() => resolve(true)));
    cut(mira.room);
    assert.deepEqual(await toss.hears('trade-ended'), { tradeId, outcome: 'cancelled', reason: null });
    await back;
  });

  it('TD10 who trades cannot travel, who is merely asked can', async () => {
    const residentOf = ({ room, person }: Player) =>
      (matchMaker.getLocalRoomById(room.roomId) as unknown as WorldRoom).resident(person.characterId)!;
    mira.room.send('trade-request', { characterId: toss.person.characterId });
    const { tradeId } = await toss.hears('trade-request');
    assert.deepEqual(
      [mira, toss].map((one) => residentOf(one).refusal()),
      [null, null],
    );
    toss.room.send('trade-answer', { tradeId, accept: true });
    await mira.hears('trade', ({ phase }) => phase === 'open');
    assert.deepEqual(
      [mira, toss].map((one) => residentOf(one).refusal()),
      ['travel_refused', 'travel_refused'],
    );
    mira.room.send('trade-cancel', { tradeId });
    await toss.hears('trade-ended');
    assert.equal(residentOf(mira).refusal(), null);
  });

  it('TD10 who leaves for another instance is asked no more', async () => {
    mira.room.send('trade-request', { characterId: toss.person.characterId });
    const { tradeId } = await toss.hears('trade-request');
    const room = matchMaker.getLocalRoomById(toss.room.roomId) as unknown as WorldRoom;
    const resident = room.resident(toss.person.characterId)!;
    resident.freeze();
    assert.deepEqual(await mira.hears('trade-ended'), { tradeId, outcome: 'cancelled', reason: null });
    await toss.hears('trade-ended');
    toss.room.send('trade-request', { characterId: mira.person.characterId });
    await toss.refused('travel_in_progress', 'trade-request');
    resident.thaw();
  });

  it('TD11 strangers, oneself, the busy and those who block are not asked', async () => {
    const third = await enter();
    mira.room.send('trade-request', { characterId: mira.person.characterId });
    await mira.refused('not_yourself', 'trade-request');
    mira.room.send('trade-request', { characterId: randomUUID() });
    await mira.refused('character_not_found', 'trade-request');
    await realm.services.social.block(third.person.characterId, toss.person.characterName);
    toss.room.send('trade-request', { characterId: third.person.characterId });
    await toss.refused('blocked', 'trade-request');
    toss.room.send('trade-request', { characterId: third.person.characterId });
    await toss.refused('rate_limited', 'trade-request');
    third.room.send('trade-request', { characterId: mira.person.characterId });
    await mira.hears('trade-request');
    const fourth = await enter();
    fourth.room.send('trade-request', { characterId: mira.person.characterId });
    await fourth.refused('trade_busy', 'trade-request');
    await Promise.all([third.room.leave(), fourth.room.leave()]);
  });

  it('TD6 bad offers are refused with their code, and the trade goes on', async () => {
    const tradeId = await openTrade();
    const bad: [unknown, string][] = [
      [{ ...NOTHING, credits: -1 }, 'message_invalid'],
      [{ ...NOTHING, credits: 0.5 }, 'message_invalid'],
      [{ ...NOTHING, stacks: [{ kind: ORE, amount: 0 }] }, 'message_invalid'],
      [{ ...NOTHING, items: ["'; DROP TABLE items"] }, 'message_invalid'],
      [{ ...NOTHING, credits: 1_000_000 }, 'insufficient_credits'],
      [{ ...NOTHING, stacks: [{ kind: ORE, amount: 6 }] }, 'insufficient_items'],
      [{ ...NOTHING, items: [randomUUID()] }, 'item_not_found'],
    ];
    for (const [offer, code] of bad) {
      mira.forget();
      mira.room.send('trade-offer', { tradeId, offer });
      await mira.refused(code, 'trade-offer');
    }
    mira.room.send('trade-offer', { tradeId, offer: { ...NOTHING, credits: 1 } });
    await toss.hears('trade', ({ revision }) => revision === 1);
  });

  it('TD12 of a flood of offers few are looked at, and the last one counts', async () => {
    const tradeId = await openTrade();
    const { directTrades } = realm.services;
    const { show } = directTrades;
    let looked = 0;
    directTrades.show = (...given) => {
      looked += 1;
      return show(...given);
    };
    try {
      for (let credits = 0; credits <= 50; credits++)
        mira.room.send('trade-offer', { tradeId, offer: { ...NOTHING, credits } });
      await toss.hears('trade', ({ other }) => other.offer.credits === 50);
      assert.ok(looked < 25, `${looked} were looked at`);
    } finally {
      directTrades.show = show;
    }
  });

  it('TD8 what became impossible after it was offered fails, and both are told', async () => {
    const tradeId = await openTrade();
    const all = (await credits(mira))!;
    mira.room.send('trade-offer', { tradeId, offer: { ...NOTHING, credits: all } });
    await toss.hears('trade', ({ revision }) => revision === 1);
    await realm.services.ledger.apply({
      key: randomUUID(),
      kind: 'test.spend',
      actorId: null,
      body: null,
      postings: [
        { owner: { kind: 'character', id: mira.person.characterId }, asset: 'credits', amount: -1 },
        { owner: { kind: 'system', id: 'fees' }, asset: 'credits', amount: 1 },
      ],
    });
    for (const one of [mira, toss]) one.room.send('trade-lock', { tradeId, revision: 1 });
    await mira.hears('trade', ({ own, other }) => own.locked && other.locked);
    for (const one of [mira, toss]) one.room.send('trade-confirm', { tradeId, revision: 1 });
    for (const one of [mira, toss]) {
      const { outcome, reason } = await one.hears('trade-ended');
      assert.deepEqual([outcome, reason!.code], ['failed', 'insufficient_credits']);
    }
    assert.equal(await credits(mira), all - 1);
  });

  it('MK18 sellers, bidders and watchers hear at once what happens to their listings and kinds', async () => {
    const { market } = realm.services;
    const watcher = await enter();
    await market.watch(watcher.person.characterId, ORE);
    const terms = { goods: { kind: ORE, amount: 2 }, hours: 1 };
    const sellerId = mira.person.characterId;
    const { id } = await market.list(randomUUID(), { ...terms, sellerId, unitPrice: 5, startingBid: null });
    const listed = { listingId: id, kind: ORE, what: 'listed' as const, amount: 2, price: 5 };
    assert.deepEqual(await watcher.hears('market'), listed);
    const buyer = { key: randomUUID(), characterId: toss.person.characterId };
    await market.buy({ ...buyer, listingId: id, amount: 1 });
    assert.deepEqual(await mira.hears('market'), { ...listed, what: 'sold', amount: 1 });
    assert.deepEqual(await toss.hears('market'), { ...listed, what: 'bought', amount: 1 });
    assert.deepEqual(await watcher.hears('market', ({ what }) => what === 'traded'), {
      ...listed,
      what: 'traded',
      amount: 1,
    });
    const auction = await market.list(randomUUID(), { ...terms, sellerId, unitPrice: null, startingBid: 10 });
    await market.bid({ ...buyer, key: randomUUID(), listingId: auction.id, amount: 10 });
    await mira.hears('market', ({ what, price }) => what === 'bid' && price === 10);
    await reward(realm.services.ledger, watcher.person.characterId, { credits: 20 });
    await market.bid({
      key: randomUUID(),
      characterId: watcher.person.characterId,
      listingId: auction.id,
      amount: 20,
    });
    await toss.hears('market', ({ what, price }) => what === 'outbid' && price === 20);
    await watcher.room.leave();
  });
});
