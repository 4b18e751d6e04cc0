import { setTimeout as delay } from 'node:timers/promises';
import type { KindPolicy, PlaceKind } from '../../src/content/types.ts';
import type { Account } from '../bots/account.ts';
import type { Atlas } from '../bots/atlas.ts';
import { JOIN_WITHIN_MS } from '../bots/bot.ts';
import { Habits } from '../bots/habits.ts';
import { LightClient, type Seat } from '../light-client.ts';
import type { Tallies } from '../measure/tallies.ts';
import { askHeldSeat, askSeat } from '../seats.ts';
import type { Plan } from './plan.ts';

export interface VisitorSetup {
  base: URL;
  account: Account;
  atlas: Atlas;
  kinds: Readonly<Record<PlaceKind, KindPolicy>>;
  tallies: Tallies;
  /** From 0 to 1. */
  random(): number;
}

const CLOSED_WITHIN_MS = 10_000;
/** A seat has run out by then, whoever was how late. */
const MARGIN_MS = 3_000;

/** Somebody who comes and goes, in the one way and the other. */
export class Visitor {
  private readonly setup: VisitorSetup;
  private readonly habits: Habits;
  private client: LightClient | null = null;

  constructor(setup: VisitorSetup) {
    this.setup = setup;
    this.habits = new Habits(setup.atlas.abilitiesOf(setup.account.classId), setup.random);
  }

  act(now: number): void {
    if (this.client?.isOpen) this.habits.act(this.client, 'fight', now);
  }

  /** @returns how long nothing should be heard of it, so that its seat runs out; milliseconds. @throws Error as `askSeat` */
  async visit({ place, next, ending, stayMs, awayMs }: Plan): Promise<number> {
    const seat = await this.ask(place);
    const { reconnectHoldSec, seatHoldSec } = this.setup.kinds[this.kindOf(place)];
    if (ending === 'never comes') return seatHoldSec * 1000 + MARGIN_MS;
    let present = await this.take(seat);
    this.setup.tallies.count('joins');
    if (ending === 'returns') {
      await delay(stayMs / 2);
      present = await this.breakAndReturn(present, awayMs);
      await delay(stayMs / 2);
    } else if (ending === 'is overtaken') {
      await delay(stayMs / 2);
      present = await this.overtake(present, next);
      await delay(stayMs / 2);
    } else await delay(stayMs);
    if (ending === 'vanishes') {
      present.client.leave();
      await present.closed;
      return reconnectHoldSec * 1000 + MARGIN_MS;
    }
    await this.goodbye(present);
    return 0;
  }

  private kindOf(place: string): PlaceKind {
    return this.setup.atlas.places.get(place)!.kind;
  }

  private async ask(place: string): Promise<Seat> {
    const { account, base } = this.setup;
    return askSeat({
      base,
      kind: this.kindOf(place),
      token: await account.accessToken(),
      options: { characterId: account.characterId, place },
      giveUpMs: JOIN_WITHIN_MS,
    });
  }

  private async take(seat: Seat): Promise<Presence> {
    const closed = Promise.withResolvers<void>();
    const joining = LightClient.join(this.setup.base, seat, { onClose: () => closed.resolve() });
    this.client = await Promise.race([joining, late(JOIN_WITHIN_MS, 'join_late')]);
    return { client: this.client, closed: closed.promise };
  }

  private async breakAndReturn({ client, closed }: Presence, awayMs: number): Promise<Presence> {
    const { reconnectionToken, seat } = client;
    client.leave();
    await closed;
    await delay(awayMs);
    const { base, tallies } = this.setup;
    const held = await askHeldSeat({ base, seat, reconnectionToken, giveUpMs: JOIN_WITHIN_MS });
    const present = await this.take({ ...held, reconnectionToken });
    tallies.count('reconnects');
    return present;
  }

  /** The same character from another device: the server closes the first connection. */
  private async overtake({ closed }: Presence, place: string): Promise<Presence> {
    const present = await this.take(await this.ask(place));
    this.setup.tallies.count('joins');
    await Promise.race([closed, late(CLOSED_WITHIN_MS, 'overtaken_but_open')]);
    return present;
  }

  private async goodbye({ client, closed }: Presence): Promise<void> {
    client.bye();
    await Promise.race([closed, late(CLOSED_WITHIN_MS, 'goodbye_unheard')]);
  }
}

interface Presence {
  client: LightClient;
  /** Resolves when the connection has ended, by whomever. */
  closed: Promise<void>;
}

/** @throws Error with that message, after that time */
async function late(ms: number, message: string): Promise<never> {
  await delay(ms, undefined, { ref: false });
  throw new Error(message);
}
