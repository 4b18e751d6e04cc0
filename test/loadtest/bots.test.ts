import assert from 'node:assert/strict';
import { Account } from '../../loadtest/bots/account.ts';
import { Atlas } from '../../loadtest/bots/atlas.ts';
import type { Bot } from '../../loadtest/bots/bot.ts';
import { FullBot } from '../../loadtest/bots/full-bot.ts';
import { LightBot } from '../../loadtest/bots/light-bot.ts';
import { formParty } from '../../loadtest/bots/party.ts';
import { Api, type Question } from '../../loadtest/economy/api.ts';
import { Dice } from '../../loadtest/economy/dice.ts';
import { Tallies } from '../../loadtest/measure/tallies.ts';
import { Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';

const SEED = 3;

describe('bots of the load test', () => {
  let realm: Realm;
  let bots: Bot[];
  let tallies: Tallies;
  before(async () => {
    realm = await Realm.start();
  });
  after(() => realm.stop());
  beforeEach(() => {
    bots = [];
    tallies = new Tallies();
  });
  afterEach(() => Promise.all(bots.map((bot) => bot.leave())));

  async function newBot(Kind: typeof LightBot | typeof FullBot): Promise<Bot> {
    const base = new URL(realm.url);
    const [api, dice] = [new Api(() => base, false), new Dice(SEED)];
    const atlas = await Atlas.load(api);
    const account = await Account.open(api, dice, atlas.classes);
    const bot = new Kind({ base, account, atlas, tallies, random: () => dice.fraction() });
    bots.push(bot);
    return bot;
  }

  async function whereIs({ account }: Bot): Promise<string | null> {
    const [found] = await realm.services.characters.locate([account.characterId]);
    return found!.instance;
  }

  for (const Kind of [LightBot, FullBot]) {
    it(`LT16 a ${Kind.name} enters, and its seat is free when it has left`, async () => {
      const bot = await newBot(Kind);
      await bot.enter('haven');
      assert.equal(bot.where!.place, 'haven');
      assert.equal(bot.where!.instance, await whereIs(bot));
      await bot.leave();
      assert.equal(bot.isInside, false);
      await until(async () => (await whereIs(bot)) === null, 'its lease is given back');
      assert.deepEqual(tallies.family('error:'), []);
    });

    it(`LT16 a ${Kind.name} whose connection breaks takes up its seat again`, async () => {
      const bot = await newBot(Kind);
      await bot.enter('haven');
      const { instance } = bot.where!;
      bot.cut();
      await until(() => !bot.isInside, 'it is outside');
      await until(() => bot.isInside, 'it is back');
      assert.equal(bot.where!.instance, instance);
      assert.equal(tallies.total('joins'), 2);
      assert.deepEqual(tallies.family('error:'), []);
    });

    it(`LT16 a ${Kind.name} follows where the server takes it`, async () => {
      const bot = await newBot(Kind);
      await bot.enter('haven');
      const stations = [...realm.services.content.stations.values()];
      const here = stations.find(({ place }) => place === 'haven')!;
      const there = stations.find(({ id, place }) => here.routes.includes(id) && place !== 'haven')!;
      const token = await bot.account.accessToken();
      const { accountId } = await realm.services.accounts.authenticate(token);
      await realm.services.journeys.warp(accountId, bot.account.characterId, there.id);
      await until(() => bot.where?.place === there.place, 'it has arrived');
      assert.equal(await whereIs(bot), bot.where!.instance);
      assert.deepEqual(tallies.family('error:'), []);
    });
  }

  it('LT17 a LightBot counts frames and bytes both ways, and knows its rates', async () => {
    const bot = await newBot(LightBot);
    await bot.enter('haven');
    const startedAt = performance.now();
    let sent = 0;
    await until(() => {
      bot.act(performance.now());
      sent += 1;
      return performance.now() - startedAt > 1_200;
    }, 'a second is over');
    bot.measureTraffic();
    const seconds = (performance.now() - startedAt) / 1000;
    const rate = tallies.histogram('player.frames').max!;
    // The acknowledgement of the join, and perhaps a word.
    assert.ok(Math.abs(rate * seconds - sent) <= 4 + 0.05 * sent, `${rate} a second, ${sent} sent`);
    assert.ok(tallies.histogram('player.patches').max! > 5);
    assert.ok(tallies.total('bytes.down') > 500);
  });

  it('LT18 a party of bots enters one instance', async () => {
    const party = await Promise.all([newBot(LightBot), newBot(FullBot), newBot(LightBot)]);
    await formParty(party.map(({ account }) => account));
    for (const bot of party) await bot.enter('hollow-root');
    assert.equal(new Set(party.map(({ where }) => where!.instance)).size, 1);
  });
});

describe('login of a bot', () => {
  it('LT19 renews its token before it runs out, once for all who ask meanwhile', async () => {
    let refreshes = 0;
    class FakeApi extends Api {
      override async must({ path }: Question) {
        if (path === '/auth/refresh') refreshes += 1;
        const accessExpiresInSec = refreshes === 0 ? 30 : 900;
        return { id: 'c', accessToken: `t${refreshes}`, refreshToken: 'r', accessExpiresInSec };
      }
    }
    const api = new FakeApi(() => new URL('http://127.0.0.1:9'), false);
    const account = await Account.open(api, new Dice(SEED), [{ id: 'ranger' }] as never);
    assert.deepEqual(await Promise.all([account.accessToken(), account.accessToken()]), ['t1', 't1']);
    assert.equal(await account.accessToken(), 't1');
    assert.equal(refreshes, 1);
  });
});
