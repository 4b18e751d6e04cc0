import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { matchMaker } from '@colyseus/core';
import type {} from '../../client/src/debug.ts';
import type { World } from '../../src/game/world.ts';
import { BrowserRealm } from '../kit/browser-realm.ts';
import { shippedContent, withPolicy } from '../kit/open-content.ts';
import { itNeeds } from '../kit/programs.ts';
import { until } from '../kit/until.ts';
import { BROWSERS, type Visitor } from '../kit/visitor.ts';
import { reward } from '../kit/wealth.ts';

const DESK = { width: 640, height: 400 };
const PHONE = { width: 360, height: 560 };
const DAY_MS = 86_400_000;

describe('property in the browser', () => {
  // Its shop has ships.
  const suite = BrowserRealm.forSuite(() => ({
    ...withPolicy(shippedContent(), 'hub', { reconnectHoldSec: 5 }),
    startingPlace: 'meridian',
  }));

  const at = ({ page }: Visitor, id: string) => page.getByTestId(id);
  const click = (visitor: Visitor, id: string) => at(visitor, id).click();
  const says = (visitor: Visitor, text: string) => at(visitor, 'toast').getByText(text).waitFor();
  const shows = (visitor: Visitor, id: string, text: string | RegExp) =>
    at(visitor, id).filter({ visible: true }).getByText(text).waitFor();
  const hasCredits = ({ page }: Visitor, credits: number) =>
    page.waitForFunction((wanted) => window.omegaRealm.credits() === wanted, credits);

  /** Pixels per second, in the room where the character is. */
  async function speedOf(characterId: string): Promise<number> {
    for (const { roomId } of await matchMaker.query({ name: 'hub' })) {
      const { world } = matchMaker.getLocalRoomById(roomId) as unknown as { world: World };
      const speed = world.players.get(characterId)?.speed;
      if (speed !== undefined) return speed;
    }
    throw new Error('the character is nowhere');
  }

  async function open(visitor: Visitor, panel: string): Promise<void> {
    if (await at(visitor, 'menu-open').isVisible()) await click(visitor, 'menu-open');
    await click(visitor, `${panel}-open`);
    await at(visitor, panel).waitFor();
  }

  itNeeds(
    BROWSERS,
    'BR7 one buys a ship, flies and fits it, learns, sells and stores, and acts in the world by all of it at once',
    async (executablePath) => {
      const { services } = suite.realm;
      const ann = await suite.visit(executablePath, DESK);
      const id = await suite.enterWith(ann, 'fleet_ann', 'Ann Aloft', {
        credits: 29_900,
        'stack:iron-ore': 20,
      });
      await hasCredits(ann, 30_000);
      const classSpeed = await speedOf(id);

      await open(ann, 'shop');
      await click(ann, 'buy-tab');
      for (const [kind, total] of [
        ['kestrel', 10_800],
        ['plasma-drive', 6_240],
      ] as const) {
        await click(ann, `buy-${kind}-pick`);
        await click(ann, `buy-${kind}-do`);
        await says(ann, `for ${total.toLocaleString('en')} credits.`);
      }
      await hasCredits(ann, 12_960);

      await open(ann, 'ship');
      await shows(ann, 'ship-wren', 'you fly it');
      await click(ann, 'ship-kestrel-look');
      await shows(ann, 'ship-stats', '150 m/s');
      await click(ann, 'ship-kestrel-fly');
      await shows(ann, 'ship-kestrel', 'you fly it');
      await until(
        async () => (await speedOf(id)) === Math.round(classSpeed * 1.05),
        'the ship makes her faster',
      );
      await click(ann, 'fit-engine-1-pick');
      const foretold = await at(ann, 'module-plasma-drive')
        .getByText(/^speed .* → /)
        .textContent();
      await click(ann, 'fit-plasma-drive-do');
      await at(ann, 'unfit-engine-1').waitFor();
      const [, metresPerSec] = /→ ([\d.]+) m\/s$/.exec(foretold!)!;
      await shows(ann, 'ship-stats', `${metresPerSec} m/s`);
      const bonus = (Number(metresPerSec) - 100) / 1000;
      await until(
        async () => (await speedOf(id)) === Math.round(classSpeed * (1 + bonus)),
        'so does its engine',
      );

      await open(ann, 'shop');
      await click(ann, 'upgrades-tab');
      await click(ann, 'upgrade-speed-boost-buy');
      await shows(ann, 'upgrade-speed-boost', 'Speed Boost 1 of 5');
      await hasCredits(ann, 12_840);
      await until(
        async () => (await speedOf(id)) === Math.round(classSpeed * (1.04 + bonus)),
        'so does what she learnt',
      );
      await click(ann, 'sell-tab');
      await click(ann, 'sell-iron-ore-pick');
      await at(ann, 'sell-amount').fill('6');
      await click(ann, 'sell-iron-ore-do');
      await says(ann, '6 × Iron Ore for 12 credits.');
      await hasCredits(ann, 12_852);

      await open(ann, 'inventory');
      await click(ann, 'character-iron-ore-pick');
      await at(ann, 'character-amount').fill('10');
      await click(ann, 'move-iron-ore');
      await shows(ann, 'character-iron-ore', 'Iron Ore × 4');
      await at(ann, 'character-credits').fill('2000');
      await click(ann, 'character-credits-move');
      await hasCredits(ann, 10_852);
      await click(ann, 'worn-tab');
      await click(ann, 'stored-tab');
      await shows(ann, 'storage-iron-ore', 'Iron Ore × 10');
      await at(ann, 'storage-credits').fill('500');
      await click(ann, 'storage-credits-move');
      await hasCredits(ann, 11_352);
      await click(ann, 'history-tab');
      await shows(ann, 'inventory', '+500 credits');
      await shows(ann, 'inventory', '+12 credits');

      await services.leaderboards.recordKills([{ key: randomUUID(), characterId: id, count: 7 }]);
      await services.leaderboards.recordRiftTime(randomUUID(), id, 'hollow-root', 95_250);
      await services.leaderboards.refresh();
      await open(ann, 'leaderboards');
      await shows(ann, 'standing-1', '1. Ann Aloft');
      await shows(ann, 'standing-1', '11,352 credits');
      await at(ann, 'leaderboard-scope').selectOption('around');
      await at(ann, 'leaderboard-season').selectOption('current');
      await at(ann, 'leaderboard-board').selectOption('kills');
      await shows(ann, 'standing-1', '7');
      await at(ann, 'leaderboard-board').selectOption('rift-times');
      await shows(ann, 'standing-1', '1:35.25');
      await at(ann, 'leaderboard-scope').selectOption('friends');
      await shows(ann, 'standing-1', '1. Ann Aloft');
      assert.deepEqual(ann.problems, []);
    },
  ).timeout(300_000);

  itNeeds(
    BROWSERS,
    'BR6 on a phone one sees what a kind cost, watches it, bids, is outbid and told, and what one lists comes back',
    async (executablePath) => {
      const { realm } = suite;
      const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
      for (const [ago, low, high, sold] of [
        [9, 3, 6, 40],
        [7, 4, 9, 10],
        [3, 5, 7, 25],
      ] as const)
        await realm.database.query({
          text: `INSERT INTO market_days VALUES ('iron-ore', $1, $2, $3, $4, $5)`,
          values: [day(ago), low, high, 5 * sold, sold],
        });
      const seller = await realm.person({ place: { place: 'meridian', x: 500, y: 500 } });
      const rival = await realm.person({ place: { place: 'meridian', x: 500, y: 500 } });
      for (const { characterId } of [seller, rival])
        await reward(realm.services.ledger, characterId, { credits: 900, 'stack:iron-ore': 50 });
      const post = ({ accessToken, characterId }: typeof seller, path: string, body: object) =>
        realm.must('POST', `/market/listings${path}`, {
          token: accessToken,
          key: randomUUID(),
          body: { characterId, ...body },
        });
      const goods = { kind: 'iron-ore', amount: 5 };
      const auction = await post(seller, '', { goods, startingBid: 20, hours: 24 });

      const bob = await suite.visit(executablePath, PHONE);
      await suite.enterWith(bob, 'auction_bob', 'Bob Below', { credits: 900, 'stack:silver-ore': 4 });
      await hasCredits(bob, 1_000);
      await open(bob, 'market');
      await click(bob, `listing-${auction.id}-pick`);
      await at(bob, 'price-chart')
        .locator('svg[aria-label="Prices of 3 days: lowest 3, highest 9, last average 5"]')
        .waitFor();
      assert.equal(await at(bob, 'price-chart').locator('circle').count(), 3);
      await at(bob, 'listing-bid').fill('30');
      await click(bob, 'listing-bid-do');
      await says(bob, 'Your bid is the highest.');
      await hasCredits(bob, 970);
      await shows(bob, `listing-${auction.id}`, 'your bid: 30 credits');
      await click(bob, 'own-tab');
      await shows(bob, `listing-${auction.id}`, 'your bid: 30 credits');
      await post(rival, `/${auction.id}/bids`, { amount: 45 });
      await says(bob, 'Somebody bid more for 5 × Iron Ore: 45 credits. You have yours back.');
      await hasCredits(bob, 1_000);

      await click(bob, 'board-tab');
      await click(bob, 'listing-watch');
      await shows(bob, 'listing-watch', 'Stop watching');
      await post(seller, '', { goods, unitPrice: 8, hours: 24 });
      await says(bob, 'Listed: 5 × Iron Ore, 8 credits each.');

      await click(bob, 'list-tab');
      await click(bob, 'list-silver-ore-pick');
      await at(bob, 'list-price').fill('');
      await at(bob, 'list-bid').fill('40');
      await click(bob, 'list-silver-ore-do');
      await hasCredits(bob, 998);
      await click(bob, 'own-tab');
      await at(bob, 'market').getByText('Take back').click();
      await says(bob, 'Taken back. It comes by mail.');
      for (const panel of ['ship', 'shop', 'inventory', 'leaderboards', 'mail']) {
        await open(bob, panel);
        await bob.page.waitForTimeout(600);
      }
      await bob.page.locator('[data-testid^=mail-claim]').first().click();
      await bob.page.locator('[data-testid^=mail-delete]').first().waitFor();
      assert.deepEqual(bob.problems, []);
    },
  ).timeout(300_000);
});
