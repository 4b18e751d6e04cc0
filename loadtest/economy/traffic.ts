import { setTimeout as delay } from 'node:timers/promises';
import { type Action, GIFT } from './action.ts';
import type { Api } from './api.ts';
import { Board } from './board.ts';
import { Books } from './books.ts';
import { Dice } from './dice.ts';
import { Journal } from './journal.ts';
import { choose, gift } from './menu.ts';
import { Trader } from './trader.ts';

export interface TrafficOptions {
  api: Api;
  /** Access tokens of accounts with a character each, which has what it needs to begin. */
  people: readonly { accessToken: string; characterId: string }[];
  seed: number;
  /** Where rooms give what is picked up; null: nobody gives anything. */
  gifts: Api | null;
  /** Characters are deleted now and then, and others take their place. */
  deletes: boolean;
}

/** Requests of one trader that are under way at the same time. */
const LANES = 2;
const LOOK_SHARE = 0.12;
const GIFT_SHARE = 0.15;
const DELETE_SHARE = 0.004;
const LATER_MS = 1_000;

/**
 * Traders who do random things at once: to the shop, to each other at the trading post, among their own characters. Many
 * requests are sent twice at once, again after the answer, or much later, and some with a key that was used before.
 */
export class Traffic {
  readonly books = new Books();
  /** Characters that were deleted. */
  readonly gone = new Set<string>();
  readonly journal = new Journal(this.gone);
  readonly board = new Board();
  readonly traders: Trader[];
  /** Actions; in addition they are repeated. */
  begun = 0;
  private readonly api: Api;
  private readonly gifts: Api | null;
  private readonly deletes: boolean;
  private readonly people: TrafficOptions['people'];

  constructor({ api, gifts, people, seed, deletes }: TrafficOptions) {
    this.api = api;
    this.gifts = gifts;
    this.deletes = deletes;
    this.people = people;
    this.traders = people.map(({ accessToken }, n) => new Trader(api, accessToken, new Dice(seed + n)));
  }

  /** Everybody looks at what there is, and the books begin. */
  async open(): Promise<void> {
    await Promise.all(
      this.traders.map(async (trader, n) => {
        const { characterId } = this.people[n]!;
        await trader.look(characterId);
        for (const id of [characterId, await trader.newCharacter()]) this.enter(trader, id);
      }),
    );
  }

  /**
   * Resolves when every request has its answer.
   * @param isOver told how many actions have begun, repetitions not counted
   */
  async run(isOver: (begun: number) => boolean): Promise<void> {
    const lanes = this.traders.flatMap((trader) => Array.from({ length: LANES }, () => trader));
    await Promise.all(lanes.map((trader) => this.lane(trader, isOver)));
  }

  private async lane(trader: Trader, isOver: (begun: number) => boolean): Promise<void> {
    const later: Promise<void>[] = [];
    while (!isOver(this.begun)) {
      this.begun += 1;
      const isGift = this.gifts !== null && trader.dice.chance(GIFT_SHARE);
      const action = isGift ? gift(trader) : choose(trader, this.board);
      later.push(...(await this.send(trader, action)));
      if (trader.dice.chance(LOOK_SHARE)) await trader.look(trader.anyone()[0]);
      if (this.deletes && trader.dice.chance(DELETE_SHARE)) await this.replaceCharacter(trader);
    }
    await Promise.all(later);
  }

  /** @returns what is still to come of it */
  private async send(trader: Trader, action: Action): Promise<Promise<void>[]> {
    const { dice } = trader;
    const key = dice.uuid();
    const once = () => this.ask(trader, action, key);
    const [isTwice, isAgain, isLater, isReused] = [0.15, 0.1, 0.08, 0.05].map((share) => dice.chance(share));
    const pauseMs = dice.whole(1, LATER_MS);
    await Promise.all(isTwice ? [once(), once()] : [once()]);
    if (isAgain) await once();
    if (isReused && action.route !== GIFT && this.journal.isDone(key)) await this.reuse(trader, action, key);
    return isLater ? [delay(pauseMs).then(once)] : [];
  }

  private async ask({ token }: Trader, action: Action, key: string): Promise<void> {
    const wasDone = this.journal.isDone(key);
    const { method, path, body } = action;
    const api = action.route === GIFT ? this.gifts! : this.api;
    const answer = await api.ask({ token, method, path, key, body });
    if (!this.journal.record(key, action, answer, wasDone)) return;
    this.books.settle(action, answer.data);
    if (action.route === 'listGoods') this.board.add(answer.data);
  }

  private async reuse({ token }: Trader, action: Action, key: string): Promise<void> {
    const path = '/inventory/transfer';
    const body = { from: action.actor, to: 'storage', credits: 1 };
    const answer = await this.api.ask({ token, method: 'POST', path, key, body });
    // A transfer that happens to be this one.
    if (JSON.stringify(action.body) !== JSON.stringify(body)) this.journal.recordReuse(key, action, answer);
  }

  private async replaceCharacter(trader: Trader): Promise<void> {
    if (trader.characters.length < 2) return;
    const character = trader.characters.at(-1)!;
    this.gone.add(character);
    this.books.close(character);
    if (await trader.deleteCharacter(character)) this.enter(trader, await trader.newCharacter());
  }

  private enter(trader: Trader, character: string): void {
    const holdings = Trader.holdings(trader.views.get(character)!);
    this.books.open(character, holdings.character);
    if (!this.books.owners.has(trader.accountId)) this.books.open(trader.accountId, holdings.storage);
  }
}
