import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { ensureClient } from '../../src/boot/client-build.ts';
import type { Content } from '../../src/content/types.ts';
import type { Asset } from '../../src/economy/owner.ts';
import { Realm } from './realm.ts';
import { FLAGS, Visitor } from './visitor.ts';
import { reward } from './wealth.ts';

/** A realm with the client as it is built, and a browser: for the tests of the suite that asks for it. */
export class BrowserRealm {
  private running: Realm | undefined;
  private browser: Promise<Browser> | undefined;

  /** To be called within `describe`: the realm runs from before the first test until after the last. */
  static forSuite(content: () => Content): BrowserRealm {
    const suite = new BrowserRealm();
    before(async function () {
      this.timeout(60_000);
      await ensureClient(join(import.meta.dirname, '../..'), new AbortController().signal);
      suite.running = await Realm.start({ content: content() });
    });
    after(async () => {
      await (await suite.browser)?.close();
      await suite.running?.stop();
    });
    return suite;
  }

  get realm(): Realm {
    return this.running!;
  }

  /** The first one starts the browser. */
  async visit(executablePath: string, viewport?: { width: number; height: number }): Promise<Visitor> {
    this.browser ??= chromium.launch({ executablePath, args: FLAGS });
    return Visitor.open(await this.browser, this.realm.url, viewport);
  }

  /** Registers somebody, whose character enters with goods out of nowhere beside its kit. @returns the character's id */
  async enterWith(
    visitor: Visitor,
    account: string,
    character: string,
    goods: Partial<Record<Asset, number>>,
  ): Promise<string> {
    await visitor.register(account);
    await visitor.createCharacter(character);
    await visitor.page.getByTestId(`character-enter-${character}`).waitFor();
    const { rows } = await this.realm.database.query({
      text: 'SELECT id FROM characters WHERE name = $1',
      values: [character],
    });
    const { id } = rows[0] as { id: string };
    await reward(this.realm.services.ledger, id, goods);
    await visitor.enter(character);
    return id;
  }
}
