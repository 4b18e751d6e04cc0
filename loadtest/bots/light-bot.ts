import type { ServerMessage } from '../../src/protocol.ts';
import { LightClient, type Seat } from '../light-client.ts';
import { askHeldSeat, askSeat } from '../seats.ts';
import { type Bot, type BotSetup, codeOf, JOIN_WITHIN_MS, type Manner } from './bot.ts';
import { Habits } from './habits.ts';

/** Close codes after which the seat is held: the connection broke. */
const BROKEN = new Set([1001, 1005, 1006, 4010]);
const AGAIN_AFTER_MS = 1_500;
/** Less says nothing of a rate. */
const LEAST_SECONDS = 1;

/** A player that counts what it gets and looks at none of it. */
export class LightBot implements Bot {
  readonly account: Bot['account'];
  hasEntered = false;
  where: Bot['where'] = null;
  private readonly setup: BotSetup;
  private readonly habits: Habits;
  private client: LightClient | null = null;
  private manner: Manner = 'stroll';
  /** Each wish of where to be makes older attempts void. */
  private generation = 0;
  private joinedAt = 0;
  private readonly traffic = { seconds: 0, patches: 0, down: 0, frames: 0, up: 0 };

  constructor(setup: BotSetup) {
    this.setup = setup;
    this.account = setup.account;
    this.habits = new Habits(setup.atlas.abilitiesOf(setup.account.classId), setup.random);
  }

  get isInside(): boolean {
    return this.client?.isOpen ?? false;
  }

  behave(manner: Manner): void {
    this.manner = manner;
  }

  async enter(place: string): Promise<void> {
    const generation = ++this.generation;
    this.release()?.bye();
    const { account, base } = this.setup;
    const startedAt = performance.now();
    const seat = await askSeat({
      base,
      kind: this.setup.atlas.places.get(place)!.kind,
      token: await account.accessToken(),
      options: { characterId: account.characterId, place },
      giveUpMs: JOIN_WITHIN_MS,
    });
    await this.take(seat, place, generation);
    this.setup.tallies.measure('join', performance.now() - startedAt);
  }

  async leave(): Promise<void> {
    this.generation += 1;
    this.release()?.bye();
  }

  cut(): void {
    this.client?.leave();
  }

  countTraffic(): void {
    const { client, traffic } = this;
    if (!client) return;
    const { tallies } = this.setup;
    const now = performance.now();
    traffic.seconds += (now - this.joinedAt) / 1000;
    this.joinedAt = now;
    traffic.patches += client.received.patches;
    traffic.down += client.received.bytes;
    traffic.frames += client.sent.frames;
    traffic.up += client.sent.bytes;
    tallies.count('bytes.down', client.received.bytes);
    tallies.count('patches', client.received.patches);
    Object.assign(client.received, { patches: 0, bytes: 0 });
    Object.assign(client.sent, { frames: 0, bytes: 0 });
  }

  measureTraffic(): void {
    this.countTraffic();
    const { tallies } = this.setup;
    const { seconds, patches, down, frames, up } = this.traffic;
    if (seconds >= LEAST_SECONDS) {
      tallies.measure('player.down', down / seconds);
      tallies.measure('player.up', up / seconds);
      tallies.measure('player.patches', patches / seconds);
      tallies.measure('player.frames', frames / seconds);
    }
    Object.assign(this.traffic, { seconds: 0, patches: 0, down: 0, frames: 0, up: 0 });
  }

  act(now: number): void {
    if (this.client?.isOpen) this.habits.act(this.client, this.manner, now);
  }

  private async take(seat: Seat, place: string, generation: number): Promise<void> {
    const client = await LightClient.join(this.setup.base, seat, {
      onMessage: (name, read) => this.hear(name, read),
      onClose: (code, reason) => {
        if (this.client === client) void this.lose(code, reason);
      },
    });
    if (generation !== this.generation) return client.bye();
    this.release();
    this.client = client;
    this.joinedAt = performance.now();
    this.where = { place, instance: seat.roomId };
    this.hasEntered = true;
    this.setup.tallies.count('joins');
  }

  private hear(name: string, read: () => unknown): void {
    const { tallies } = this.setup;
    if (name === 'travel') void this.follow(read() as ServerMessage<'travel'>);
    else if (name === 'error') tallies.count(`refusal:${(read() as ServerMessage<'error'>).code}`);
    else if (name === 'confirm') {
      const { code } = read() as ServerMessage<'confirm'>;
      if (code === null) return;
      tallies.count(`refusal:${code}`);
      if (code === 'dead') this.habits.noteDeath();
    }
  }

  private async follow({ seat, place }: ServerMessage<'travel'>): Promise<void> {
    const generation = ++this.generation;
    const left = this.release();
    try {
      await this.take(seat as Seat, place, generation);
      this.setup.tallies.count('travels');
    } catch (error) {
      this.setup.tallies.count(`error:${codeOf(error)}`);
      await this.comeBack(place, generation);
    } finally {
      left?.bye();
    }
  }

  private async lose(code: number, reason: string): Promise<void> {
    const generation = ++this.generation;
    const { place } = this.where!;
    const { seat, reconnectionToken } = this.release()!;
    if (!BROKEN.has(code)) this.setup.tallies.count(`error:closed ${reason || code}`);
    try {
      if (!BROKEN.has(code)) throw new Error(reason);
      const { base } = this.setup;
      const held = await askHeldSeat({ base, seat, reconnectionToken, giveUpMs: JOIN_WITHIN_MS });
      await this.take({ ...held, reconnectionToken }, place, generation);
      this.setup.tallies.count('reconnects');
    } catch {
      await this.comeBack(place, generation);
    }
  }

  /** By a new seat, however often that takes. */
  private async comeBack(place: string, since: number): Promise<void> {
    let generation = since;
    while (generation === this.generation) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * (0.5 + this.setup.random())));
      if (generation !== this.generation) return;
      try {
        await this.enter(place);
        return;
      } catch (error) {
        this.setup.tallies.count(`error:${codeOf(error)}`);
        generation += 1;
      }
    }
  }

  /** @returns the connection that it had */
  private release(): LightClient | null {
    const { client } = this;
    this.countTraffic();
    this.client = null;
    this.where = null;
    return client;
  }
}
