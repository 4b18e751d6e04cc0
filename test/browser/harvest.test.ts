import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type {} from '../../client/src/debug.ts';
import { ensureClient } from '../../src/boot/client-build.ts';
import { shippedContent, withPolicy } from '../kit/open-content.ts';
import { itNeeds } from '../kit/programs.ts';
import { Realm } from '../kit/realm.ts';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const PASSWORD = 'correct horse battery';
const FOREST = 'verdant-forest';

describe('harvest in the browser', () => {
  let realm: Realm;
  let browser: Browser | undefined;
  before(async function () {
    this.timeout(60_000);
    await ensureClient(join(import.meta.dirname, '../..'), new AbortController().signal);
    const shipped = shippedContent();
    const [spawn] = shipped.maps.get(FOREST)!.spawns;
    const { x, y } = spawn!;
    // Around the place where one arrives, so that nobody has to find the way to one.
    const areas = [{ left: x - 96, top: y - 32, right: x + 96, bottom: y + 96 }];
    const content = {
      ...shipped,
      startingPlace: FOREST,
      nodeFields: new Map([[FOREST, [{ node: 'iron-vein', count: 8, areas }]]]),
    };
    realm = await Realm.start({ content: withPolicy(content, 'zone', { reconnectHoldSec: 5 }) });
  });
  after(async () => {
    await browser?.close();
    await realm.stop();
  });

  itNeeds(
    BROWSERS,
    'HV25 a person sees ore, walks up to it, collects it with E, is told what it was and has it',
    async (executablePath) => {
      browser = await chromium.launch({ executablePath, args: FLAGS });
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 640 } })).newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.goto(realm.url);
      await page.getByTestId('register-tab').click();
      await page.getByTestId('register-name').fill('browser_miner');
      await page.getByTestId('register-password').fill(PASSWORD);
      await page.getByTestId('register-submit').click();
      await page.getByTestId('character-name').fill('Mina Miner');
      await page.getByTestId('class-ranger').click();
      await page.getByTestId('character-create').click();
      await page.getByTestId('character-enter-Mina Miner').click();
      await page.waitForFunction(() => window.omegaRealm?.nodes().length > 0);
      const kinds = await page.evaluate(() => window.omegaRealm.nodes().map(({ name }) => name));
      assert.deepEqual(new Set(kinds), new Set(['Iron Vein']));

      const hint = page.getByTestId('harvest-hint');
      for (const key of ['s', 'd', 's', 'a', 'a', 'w', 'd']) {
        if (await hint.isVisible()) break;
        await page.keyboard.down(key);
        await hint.waitFor({ timeout: 700 }).catch(() => {});
        await page.keyboard.up(key);
      }
      assert.equal(await hint.textContent(), 'E to collect · Iron Vein');
      const wanted = await page.evaluate(() => window.omegaRealm.nodes().find(({ inReach }) => inReach)!.id);
      await page.keyboard.press('e');
      await page.waitForFunction((id) => !window.omegaRealm.nodes().some((node) => node.id === id), wanted);
      await page.getByTestId('inventory-open').click();
      await page.getByText('Iron Ore').first().waitFor();
      assert.deepEqual(problems, []);
    },
  ).timeout(90_000);
});
