import { Account } from '../bots/account.ts';
import type { Atlas } from '../bots/atlas.ts';
import { JOIN_WITHIN_MS } from '../bots/bot.ts';
import type { Api } from '../economy/api.ts';
import type { Dice } from '../economy/dice.ts';
import { LightClient } from '../light-client.ts';
import { askSeat } from '../seats.ts';
import { walk } from '../walk.ts';

export interface HubCrowdOptions {
  base: URL;
  api: Api;
  atlas: Atlas;
  dice: Dice;
}

const AT_ONCE = 4;

/** People who walk about in one hub. */
export class HubCrowd {
  private readonly options: HubCrowdOptions;
  private readonly accounts: Account[] = [];
  private readonly clients: LightClient[] = [];
  private walking: NodeJS.Timeout | undefined;

  constructor(options: HubCrowdOptions) {
    this.options = options;
  }

  /** @throws ApiFailure */
  async register(count: number): Promise<void> {
    const { api, atlas, dice } = this.options;
    await inTurns(count, async () => {
      this.accounts.push(await Account.open(api, dice, atlas.classes));
    });
  }

  /** Until so many are inside. @throws Error as `askSeat` */
  async growTo(count: number): Promise<void> {
    this.stand();
    const newcomers = this.accounts.slice(this.clients.length, count);
    await inTurns(newcomers.length, async () => this.enter(newcomers.pop()!));
    this.walking = walk(this.clients, () => this.options.dice.fraction());
  }

  /** What is on its way to a generator that is slow is no memory of the players. */
  stand(): void {
    clearInterval(this.walking);
  }

  leave(): void {
    this.stand();
    for (const client of this.clients) client.bye();
  }

  private async enter(account: Account): Promise<void> {
    const { atlas, base } = this.options;
    const seat = await askSeat({
      base,
      kind: 'hub',
      token: await account.accessToken(),
      options: { characterId: account.characterId, place: atlas.open('hub')[0]! },
      giveUpMs: JOIN_WITHIN_MS,
    });
    this.clients.push(await LightClient.join(base, seat));
  }
}

async function inTurns(count: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
