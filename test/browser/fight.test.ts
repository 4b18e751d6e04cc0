import assert from 'node:assert/strict';
import type {} from '../../client/src/debug.ts';
import type { MonsterKind, SpawnArea } from '../../src/content/combat-types.ts';
import type { Content } from '../../src/content/types.ts';
import { BrowserRealm } from '../kit/browser-realm.ts';
import { shippedContent, withPolicy } from '../kit/open-content.ts';
import { itNeeds } from '../kit/programs.ts';
import { BROWSERS } from '../kit/visitor.ts';

const FOREST = 'verdant-forest';
const HOUND = 'thorn-hound';

/** The forest with one hound in sight of the place where one arrives, which always leaves something. */
function forestWith(change: Partial<MonsterKind>): Content {
  const shipped = shippedContent();
  const [spawn] = shipped.maps.get(FOREST)!.spawns;
  const { x, y } = spawn!;
  const loot = [{ item: 'iron-ore', chance: 1, min: 2, max: 2 }];
  const hound: MonsterKind = { ...shipped.monsters.get(HOUND)!, loot, ...change };
  const pack: SpawnArea = {
    ...{ id: 'lone-hound', place: FOREST, monsters: [{ monster: HOUND, count: 1 }], respawnSec: null },
    area: { left: x - 64, top: y + 48, right: x + 64, bottom: y + 104 },
  };
  const content = {
    ...shipped,
    startingPlace: FOREST,
    monsters: new Map(shipped.monsters).set(HOUND, hound),
    spawns: new Map([[FOREST, [pack]]]),
    nodeFields: new Map(),
  };
  return withPolicy(content, 'zone', { reconnectHoldSec: 5 });
}

describe('a fight in the browser', () => {
  const suite = BrowserRealm.forSuite(() => forestWith({ abilities: [], speed: 40 }));

  itNeeds(
    BROWSERS,
    'BR4 a person chooses a monster, fights it with the ability bar, sees its health fall, picks up what it leaves, and uses a potion',
    async (executablePath) => {
      const visitor = await suite.visit(executablePath, { width: 1280, height: 640 });
      await visitor.register('browser_fighter');
      await visitor.createCharacter('Fay Fighter');
      await visitor.enter('Fay Fighter');
      const { page } = visitor;
      await page.waitForFunction(() => window.omegaRealm.monsters().length > 0);
      assert.equal(await page.getByTestId('gauge-health').getAttribute('aria-valuenow'), '100');

      await page.keyboard.press('Tab');
      await page.getByTestId('target-name').getByText('Thorn Hound').waitFor();
      const full = await page.evaluate(() => window.omegaRealm.monsters()[0]!.health);
      // The hound strolls: a blow may fall short of it, and is struck again.
      const isWounded = () =>
        page
          .waitForFunction((health) => window.omegaRealm.monsters()[0]!.health < health, full, {
            timeout: 3_000,
          })
          .then(() => true)
          .catch(() => false);
      do await page.getByTestId('ability-2').click();
      while (!(await isWounded()));
      assert.ok((await page.evaluate(() => window.omegaRealm.abilities()[1]!.leftMs)) > 0);

      await page.keyboard.down(' ');
      await page.waitForFunction(() => window.omegaRealm.drops().length > 0);
      await page.keyboard.up(' ');
      await page.getByTestId('target').waitFor({ state: 'hidden' });
      await page.waitForFunction(() => window.omegaRealm.health()!.experience.now > 0);

      const hint = page.getByTestId('drop-hint');
      for (const key of ['s', 'd', 's', 'a', 'a', 's', 'd']) {
        if (await hint.isVisible()) break;
        await page.keyboard.down(key);
        await hint.waitFor({ timeout: 700 }).catch(() => {});
        await page.keyboard.up(key);
      }
      assert.equal(await hint.textContent(), 'E to pick up · Iron Ore');
      await page.keyboard.press('e');
      await page.waitForFunction(() => window.omegaRealm.drops().length === 0);
      await page.getByTestId('inventory-open').click();
      await page.getByTestId('inventory').getByText('Iron Ore').first().waitFor();
      await page.getByTestId('inventory-open').click();

      const potion = page.getByTestId('potion');
      await potion.getByText('5', { exact: true }).waitFor();
      await page.keyboard.press('q');
      await potion.getByText('4', { exact: true }).waitFor();
      assert.deepEqual(visitor.problems, []);
    },
  ).timeout(120_000);
});

describe('a fall in the browser', () => {
  const { stats } = shippedContent().monsters.get(HOUND)!;
  const suite = BrowserRealm.forSuite(() => forestWith({ stats: { ...stats, health: 5_000, attack: 500 } }));

  itNeeds(
    BROWSERS,
    'BR5 who falls is told how long to lie, stands up by the button, and is whole again',
    async (executablePath) => {
      const visitor = await suite.visit(executablePath);
      await visitor.register('browser_fallen');
      await visitor.createCharacter('Val Vanquished');
      await visitor.enter('Val Vanquished');
      const { page } = visitor;
      await page.waitForFunction(() => window.omegaRealm.monsters().length > 0);
      // Looked at with every frame from before the fall on: it does not last.
      const told = page.waitForFunction(() => {
        const words = document.querySelector('[data-testid="death-wait"]')?.textContent ?? '';
        const rise = document.querySelector<HTMLButtonElement>('[data-testid="stand-up"]');
        return words.startsWith('You can stand up in') && rise?.disabled;
      });
      await page.keyboard.press('Tab');
      await page.keyboard.press('1');
      await page.getByTestId('death').waitFor();
      await told;
      await page.getByTestId('stand-up').click();
      await page.getByTestId('death').waitFor({ state: 'hidden' });
      const health = await page.evaluate(() => window.omegaRealm.health()!.health);
      assert.equal(health.now, health.most);
      assert.deepEqual(visitor.problems, []);
    },
  ).timeout(120_000);
});
