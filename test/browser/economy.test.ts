import assert from 'node:assert/strict';
import type {} from '../../client/src/debug.ts';
import { BrowserRealm } from '../kit/browser-realm.ts';
import { shippedContent, withPolicy } from '../kit/open-content.ts';
import { itNeeds } from '../kit/programs.ts';
import { BROWSERS, type Visitor } from '../kit/visitor.ts';

const DESK = { width: 640, height: 400 };
const PHONE = { width: 360, height: 560 };

describe('the economy in the browser', () => {
  const suite = BrowserRealm.forSuite(() => withPolicy(shippedContent(), 'hub', { reconnectHoldSec: 5 }));

  async function enter(visitor: Visitor, account: string, character: string): Promise<Visitor> {
    await suite.enterWith(visitor, account, character, { credits: 1_900, 'stack:iron-ore': 10 });
    return visitor;
  }

  const hasCredits = ({ page }: Visitor, credits: number) =>
    page.waitForFunction((wanted) => window.omegaRealm.credits() === wanted, credits);

  itNeeds(
    BROWSERS,
    'BR3 one buys, wears, fits and lists; another buys that on a phone, takes the mail and trades it back',
    async (executablePath) => {
      const { realm } = suite;
      const [ann, bob] = await Promise.all([
        suite.visit(executablePath, DESK).then((visitor) => enter(visitor, 'market_ann', 'Ann Afloat')),
        suite.visit(executablePath, PHONE).then((visitor) => enter(visitor, 'market_bob', 'Bob Below')),
      ]);
      const at = ({ page }: Visitor, id: string) => page.getByTestId(id);
      const click = (visitor: Visitor, id: string) => at(visitor, id).click();
      await Promise.all([hasCredits(ann, 2_000), hasCredits(bob, 2_000)]);

      // Letters that are chatted open nothing.
      await ann.page.keyboard.press('Enter');
      await ann.page.keyboard.type('lift');
      assert.equal(await at(ann, 'chat-input').inputValue(), 'lift');
      assert.equal(await ann.page.locator('.side-panel:visible').count(), 0);
      await ann.page.keyboard.press('Enter');

      await ann.page.keyboard.press('u');
      await click(ann, 'buy-tab');
      await click(ann, 'buy-ion-drive-pick');
      await at(ann, 'buy-amount').fill('1.5');
      await click(ann, 'buy-ion-drive-do');
      await at(ann, 'toast').getByText('Amount: write a whole number').waitFor();
      await at(ann, 'buy-amount').fill('1');
      await click(ann, 'buy-ion-drive-do');
      const drive = realm.services.content.modules.get('ion-drive')!;
      const afterDrive = 2_000 - Math.ceil(drive.value * 1.1);
      await hasCredits(ann, afterDrive);

      await ann.page.keyboard.press('f');
      const stats = at(ann, 'ship-stats');
      const before = await stats.textContent();
      await click(ann, 'fit-engine-1-pick');
      const foretold = await at(ann, 'module-ion-drive')
        .getByText(/^speed .* → /)
        .textContent();
      await click(ann, 'fit-ion-drive-do');
      await click(ann, 'unfit-engine-1');
      await at(ann, 'fit-engine-1-pick').waitFor();
      await click(ann, 'fit-engine-1-pick');
      await click(ann, 'fit-ion-drive-do');
      await at(ann, 'unfit-engine-1').waitFor();
      const [was, becomes] = /^speed (.*) → (.*)$/.exec(foretold!)!.slice(1);
      assert.ok(before!.includes(`speed${was}`), `${before} has speed ${was}`);
      assert.ok((await stats.textContent())!.includes(`speed${becomes}`), `it has speed ${becomes}`);

      await ann.page.keyboard.press('i');
      await click(ann, 'character-issue-blade-pick');
      await click(ann, 'wear-issue-blade');
      await click(ann, 'worn-tab');
      await at(ann, 'unwear-weapon').waitFor();

      await ann.page.keyboard.press('t');
      await click(ann, 'list-tab');
      await click(ann, 'list-iron-ore-pick');
      await at(ann, 'list-amount').fill('4');
      await at(ann, 'list-price').fill('10');
      await click(ann, 'list-iron-ore-do');
      await hasCredits(ann, afterDrive - 2);

      await click(bob, 'menu-open');
      await click(bob, 'market-open');
      await bob.page.locator('[data-testid=market] button.pick').first().click();
      await at(bob, 'price-chart').waitFor();
      await at(bob, 'listing-amount').fill('3');
      await click(bob, 'listing-buy');
      await Promise.all([hasCredits(bob, 1_970), hasCredits(ann, afterDrive - 2 + 30)]);
      await at(ann, 'toast').getByText('Sold: 3 × Iron Ore.').waitFor();

      await click(bob, 'menu-open');
      await click(bob, 'mail-open');
      await bob.page.locator('[data-testid^=mail-claim]').first().click();
      await bob.page.locator('[data-testid^=mail-delete]').first().waitFor();

      await click(ann, 'direct-tab');
      await click(ann, 'trade-ask-Bob Below');
      await click(bob, 'trade-accept');
      await at(ann, 'trade-credits').fill('50');
      await click(ann, 'trade-credits-set');
      await at(bob, 'trade-other-credits').waitFor();
      await click(bob, 'trade-have-iron-ore-pick');
      await at(bob, 'trade-amount').fill('13');
      await click(bob, 'trade-offer-iron-ore');
      await at(ann, 'trade-other').getByText('Iron Ore × 13').waitFor();
      for (const step of ['trade-lock', 'trade-confirm'])
        for (const visitor of [ann, bob]) await click(visitor, step);
      await Promise.all([hasCredits(bob, 2_020), hasCredits(ann, afterDrive - 2 + 30 - 50)]);
      await at(ann, 'trade-window').waitFor({ state: 'hidden' });

      await ann.page.keyboard.press('i');
      await click(ann, 'history-tab');
      await at(ann, 'inventory').getByText('+13 Iron Ore').waitFor();
      assert.deepEqual([ann.problems, bob.problems], [[], []]);
    },
  ).timeout(180_000);
});
