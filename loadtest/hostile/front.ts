import type { PlaceKind } from '../../src/content/types.ts';
import { Account } from '../bots/account.ts';
import type { Atlas } from '../bots/atlas.ts';
import { FullBot } from '../bots/full-bot.ts';
import { formParty } from '../bots/party.ts';
import type { Api } from '../economy/api.ts';
import { Dice } from '../economy/dice.ts';
import { Tallies } from '../measure/tallies.ts';
import { Intruder } from './intruder.ts';
import { Persona } from './persona.ts';

/** Who meets in one kind of room. */
export interface Garrison {
  /** Groups that come apart from each other; where a place is private, each gets an instance of its own. */
  groups: number;
  /** Players of each group who do nothing wrong. */
  honest: number;
  intruders: number;
}

export interface FrontOptions {
  base: URL;
  api: Api;
  atlas: Atlas;
  kind: PlaceKind;
  garrison: Garrison;
  seed: number;
  /** Of all intruders together. */
  shots: number;
  over: AbortSignal;
}

/** Of each intruder, apart from those of the others: what one sends does not depend on what became of another one. */
const SEEDS_APART = 1_000;

/** One kind of room under attack: honest players in it, and intruders who join them. */
export class Front {
  readonly kind: PlaceKind;
  readonly place: string;
  /** What the intruders sent, and what became of it. */
  readonly attack = new Tallies();
  /** What the honest players met. */
  readonly defence = new Tallies();
  readonly groups: FullBot[][] = [];
  private readonly options: FrontOptions;
  private readonly intruders: Intruder[] = [];

  constructor(options: FrontOptions) {
    this.options = options;
    this.kind = options.kind;
    this.place = options.atlas.open(options.kind)[0]!;
  }

  get honest(): FullBot[] {
    return this.groups.flat();
  }

  /** The honest ones are inside, the others know as whom they will come. @throws ApiFailure, Error */
  async muster(): Promise<void> {
    const { garrison } = this.options;
    for (let i = 0; i < garrison.groups; i++) {
      const bots = await this.honestGroup();
      this.groups.push(bots);
      for (const bot of bots) {
        bot.behave('stand');
        await bot.enter(this.place);
      }
    }
    for (const bots of this.groups) {
      for (let i = 0; i < garrison.intruders; i++) await this.recruit(bots[0]!.account);
    }
  }

  /** Resolves when all shots are sent, or it is over. */
  async assault(): Promise<void> {
    await Promise.all(this.intruders.map((intruder) => intruder.attack()));
  }

  private async honestGroup(): Promise<FullBot[]> {
    const { api, atlas, base, garrison, seed } = this.options;
    const dice = new Dice(seed + this.groups.length);
    const bots: FullBot[] = [];
    for (let i = 0; i < garrison.honest; i++) {
      const account = await Account.open(api, dice, atlas.classes);
      const random = () => dice.fraction();
      bots.push(new FullBot({ base, account, atlas, tallies: this.defence, random }));
    }
    if (this.isPrivate) await formParty(bots.map(({ account }) => account));
    return bots;
  }

  private async recruit(leader: Account): Promise<void> {
    const { api, atlas, base, garrison, over, seed, shots } = this.options;
    const number = this.intruders.length;
    const ownSeed = seed + SEEDS_APART * (number + 1);
    const persona = await Persona.invent({
      base,
      api,
      atlas,
      dice: new Dice(ownSeed + 1),
      place: this.place,
      leader: this.isPrivate ? leader : null,
    });
    this.intruders.push(
      new Intruder({
        persona,
        base,
        dice: new Dice(ownSeed),
        tallies: this.attack,
        shots: Math.ceil(shots / (garrison.groups * garrison.intruders)),
        over,
      }),
    );
  }

  /** Only a party meets there. */
  private get isPrivate(): boolean {
    return this.kind === 'rift';
  }
}
