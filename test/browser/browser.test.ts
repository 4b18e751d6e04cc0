import assert from 'node:assert/strict';
import type {} from '../../client/src/debug.ts';
import { BrowserRealm } from '../kit/browser-realm.ts';
import { shippedContent, withPolicy } from '../kit/open-content.ts';
import { itNeeds } from '../kit/programs.ts';
import { cutEverybody } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';
import { BROWSERS } from '../kit/visitor.ts';

describe('browser client', () => {
  // Colyseus forgets to clear the timer of a seat that is held when its room ends: it should not hold up the run.
  const suite = BrowserRealm.forSuite(() => withPolicy(shippedContent(), 'hub', { reconnectHoldSec: 5 }));

  itNeeds(
    BROWSERS,
    'BR1 two people register, make characters, meet in the city, see each other walk and talk, and come back after a cut',
    async (executablePath) => {
      const [ann, bob] = await Promise.all([suite.visit(executablePath), suite.visit(executablePath)]);
      await Promise.all([ann.register('browser_ann'), bob.register('browser_bob')]);
      await Promise.all([ann.createCharacter('Ann Ashore'), bob.createCharacter('Bob Aboard')]);
      await Promise.all([ann.enter('Ann Ashore'), bob.enter('Bob Aboard')]);

      await until(() => ann.sees('Bob Aboard'), 'Ann sees Bob', 20_000);
      const before = await until(() => bob.sees('Ann Ashore'), 'Bob sees Ann', 20_000);
      await ann.page.keyboard.down('d');
      await until(
        async () => (await bob.sees('Ann Ashore'))!.x > before.x + 40,
        'Bob sees Ann walk east',
        20_000,
      );
      await ann.page.keyboard.up('d');
      const rests = async () => {
        const [own, seen] = [await ann.position(), await bob.sees('Ann Ashore')];
        return Math.hypot(own.x - seen!.x, own.y - seen!.y) < 1;
      };
      await until(rests, 'Ann stands where Bob sees her', 20_000);

      await ann.page.keyboard.press('Enter');
      await ann.page.getByTestId('chat-input').fill('Hello <b>Bob</b>');
      await ann.page.keyboard.press('Enter');
      const log = bob.page.getByTestId('chat-log');
      await until(
        async () => (await log.textContent())?.includes('Hello <b>Bob</b>'),
        'Bob reads it, as text',
        20_000,
      );

      const { x } = await ann.position();
      await cutEverybody();
      await ann.page.getByTestId('connection-lost').waitFor();
      await ann.page.getByTestId('connection-lost').waitFor({ state: 'hidden' });
      await until(async () => (await ann.position())?.x === x, 'Ann is back where she was', 20_000);
      await until(() => bob.sees('Ann Ashore'), 'Bob sees her again', 20_000);
      assert.deepEqual([ann.problems, bob.problems], [[], []]);
    },
  ).timeout(120_000);

  itNeeds(
    BROWSERS,
    'BR2 a party forms, its leader warps, both arrive together without a reload, and the place list says where they are',
    async (executablePath) => {
      const [cid, dee] = await Promise.all([suite.visit(executablePath), suite.visit(executablePath)]);
      await Promise.all([cid.register('browser_cid'), dee.register('browser_dee')]);
      await Promise.all([cid.createCharacter('Cid Captain'), dee.createCharacter('Dee Deckhand')]);
      await Promise.all([cid.enter('Cid Captain'), dee.enter('Dee Deckhand')]);
      // Neither page is loaded anew from here on.
      await Promise.all(
        [cid, dee].map(({ page }) => page.evaluate(() => Object.assign(window, { isSame: true }))),
      );

      await cid.page.keyboard.press('p');
      await cid.page.getByTestId('party-invite-name').fill('dee deckhand');
      await cid.page.keyboard.press('Enter');
      await dee.page.getByTestId('party-invite-accept').click();
      await cid.page.getByTestId('party-member-Dee Deckhand').getByText('together with you').waitFor();
      assert.deepEqual(await cid.page.evaluate(() => window.omegaRealm.party()), [
        'Cid Captain',
        'Dee Deckhand',
      ]);

      await dee.page.getByTestId('places-open').click();
      await dee.page.getByTestId('warp-canopy-landing').click();
      await dee.page.getByTestId('toast').getByText('Only the leader').waitFor();
      await cid.page.keyboard.press('m');
      await cid.page.getByTestId('warp-canopy-landing').click();
      for (const { page } of [cid, dee])
        await page.waitForFunction(() => window.omegaRealm.place() === 'verdant-forest');
      await until(() => cid.sees('Dee Deckhand'), 'both are in one instance', 20_000);
      await cid.page.getByTestId('place-verdant-forest').getByText('you are here').waitFor();
      await until(
        async () => (await cid.page.getByTestId('population-verdant-forest').textContent()) === '2',
        'both are counted',
        20_000,
      );
      for (const { page } of [cid, dee]) assert.equal(await page.evaluate(() => 'isSame' in window), true);
      assert.deepEqual(cid.problems, []);
    },
  ).timeout(120_000);
});
