import assert from 'node:assert/strict';
import type {} from '../../client/src/debug.ts';
import { BrowserRealm } from '../kit/browser-realm.ts';
import { shippedContent, withPolicy } from '../kit/open-content.ts';
import { itNeeds } from '../kit/programs.ts';
import { BROWSERS } from '../kit/visitor.ts';

const FOREST = 'verdant-forest';

describe('harvest in the browser', () => {
  const suite = BrowserRealm.forSuite(() => {
    const shipped = shippedContent();
    const [spawn] = shipped.maps.get(FOREST)!.spawns;
    const { x, y } = spawn!;
    // Around the place where one arrives, so that nobody has to find the way to one.
    const areas = [{ left: x - 96, top: y - 32, right: x + 96, bottom: y + 96 }];
    const content = {
      ...shipped,
      startingPlace: FOREST,
      // Nobody hunts who collects.
      spawns: new Map(),
      nodeFields: new Map([[FOREST, [{ node: 'iron-vein', count: 8, areas }]]]),
    };
    return withPolicy(content, 'zone', { reconnectHoldSec: 5 });
  });

  itNeeds(
    BROWSERS,
    'HV25 a person sees ore, walks up to it, collects it with E, is told what it was and has it',
    async (executablePath) => {
      const visitor = await suite.visit(executablePath, { width: 1280, height: 640 });
      await visitor.register('browser_miner');
      await visitor.createCharacter('Mina Miner');
      await visitor.enter('Mina Miner');
      const { page } = visitor;
      await page.waitForFunction(() => window.omegaRealm.nodes().length > 0);
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
      assert.deepEqual(visitor.problems, []);
    },
  ).timeout(90_000);
});
