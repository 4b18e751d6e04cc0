import type { Browser, Page } from 'playwright-core';
import type {} from '../../client/src/debug.ts';

export interface Position {
  x: number;
  y: number;
}

export const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PASSWORD = 'correct horse battery';

/** A person at a browser of their own. */
export class Visitor {
  readonly page: Page;
  readonly problems: string[] = [];

  static async open(browser: Browser, url: string, viewport = { width: 640, height: 400 }): Promise<Visitor> {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const visitor = new Visitor(page);
    page.on('pageerror', (error) => visitor.problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') visitor.problems.push(message.text());
    });
    await page.goto(url);
    return visitor;
  }

  private constructor(page: Page) {
    this.page = page;
  }

  async register(name: string): Promise<void> {
    await this.page.getByTestId('register-tab').click();
    await this.page.getByTestId('register-name').fill(name);
    await this.page.getByTestId('register-password').fill(PASSWORD);
    await this.page.getByTestId('register-submit').click();
  }

  async createCharacter(name: string): Promise<void> {
    await this.page.getByTestId('character-name').fill(name);
    await this.page.getByTestId('class-ranger').click();
    await this.page.getByTestId('character-create').click();
  }

  async enter(name: string): Promise<void> {
    await this.page.getByTestId(`character-enter-${name}`).click();
    await this.page.waitForFunction(
      () => window.omegaRealm?.position() !== null && window.omegaRealm !== undefined,
    );
  }

  position(): Promise<Position> {
    return this.page.evaluate(() => window.omegaRealm.position()!);
  }

  sees(name: string): Promise<Position | undefined> {
    return this.page.evaluate(
      (wanted) => window.omegaRealm.players().find((other) => other.name === wanted),
      name,
    );
  }
}
