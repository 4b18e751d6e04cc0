import { Client } from '@colyseus/sdk';
import { PlaceConnection } from '../../client/src/connection/connection.ts';
import { Door } from '../../client/src/connection/door.ts';
import { listen } from '../../client/src/connection/messages.ts';
import type { PlaceRoom } from '../../client/src/connection/place-room.ts';
import { RetryPause } from '../../client/src/connection/retry-pause.ts';
import type { MoveInput } from '../../schema/input.ts';
import { type Bot, type BotSetup, codeOf, INPUTS_PER_SEC, JOIN_WITHIN_MS, type Manner } from './bot.ts';
import { Fighter } from './fighter.ts';
import { type Actor, Habits } from './habits.ts';
import { StateCheck } from './state-check.ts';
import { type Point, WayFinder } from './way-finder.ts';

/** Colyseus' code for a connection that may be taken up again. */
const BROKEN = 4010;
const FULL = 127;

/** A player with the stock SDK and the browser client's own connection: it decodes everything, and checks it. */
export class FullBot implements Bot {
  readonly account: Bot['account'];
  hasEntered = false;
  room: PlaceRoom | null = null;
  where: Bot['where'] = null;
  private readonly setup: BotSetup;
  private readonly connection: PlaceConnection;
  private readonly habits: Habits;
  private manner: Manner = 'stroll';
  private fighter: Fighter | null = null;
  private ways: WayFinder | null = null;
  private goal: Point | null = null;
  private input: { data: MoveInput; send(): void } | null = null;
  private entering: PromiseWithResolvers<void> | null = null;
  private readonly actor: Actor = {
    step: (moveX, moveY) => this.step(moveX, moveY),
    say: (message, payload) => this.room?.send(message, payload),
  };

  constructor(setup: BotSetup) {
    const { account, atlas, base } = setup;
    this.setup = setup;
    this.account = account;
    this.habits = new Habits(atlas.abilitiesOf(account.classId), setup.random);
    const door = new Door({
      client: new Client(base.origin),
      session: {
        accessToken: () => account.accessToken(),
        freshAccessToken: () => account.freshAccessToken(),
      },
      characterId: account.characterId,
      language: 'en',
      kindOf: (place) => atlas.places.get(place)?.kind,
      whereabouts: () => this.whereabouts(),
    });
    this.connection = new PlaceConnection(
      door,
      {
        onState: () => this.outside(),
        onRoom: (room, _pulse, place) => this.inside(room, place),
        onOver: ({ next }) => this.entering?.reject(new Error(`sent away to ${next}`)),
      },
      new RetryPause(new EventTarget()),
    );
  }

  get isInside(): boolean {
    return this.room !== null;
  }

  behave(manner: Manner): void {
    this.manner = manner;
    this.play();
  }

  async enter(place: string): Promise<void> {
    const startedAt = performance.now();
    this.entering = Promise.withResolvers();
    const { promise, reject } = this.entering;
    const tooLate = setTimeout(() => reject(new Error('join timed out')), JOIN_WITHIN_MS);
    try {
      await Promise.all([promise, this.connection.enter(place)]);
      this.setup.tallies.measure('join', performance.now() - startedAt);
    } finally {
      clearTimeout(tooLate);
      this.entering = null;
    }
  }

  async leave(): Promise<void> {
    this.outside();
    await this.connection.close();
  }

  cut(): void {
    this.room?.connection.close(BROKEN);
  }

  countTraffic(): void {}

  measureTraffic(): void {}

  act(now: number): void {
    if (!this.room || this.fighter) return;
    if (this.goal) this.approach(this.goal);
    else this.habits.act(this.actor, this.manner, now);
  }

  /** Its own, as it was told last; null: it does not know. Dead ones are nowhere. */
  get position(): Point | null {
    const { characterId } = this.account;
    const state = this.room?.state;
    const own = state?.own?.get(characterId);
    return own && state?.players?.get(characterId)?.health ? { x: own.x, y: own.y } : null;
  }

  /** Walks there instead of whatever it does; null: no more. */
  goTo(goal: Point | null): void {
    this.goal = goal;
  }

  /** Looks another way, at once. @param facing of MoveInput */
  face(facing: number): void {
    if (!this.input) return;
    this.input.data.facing = facing;
    this.step(0, 0);
  }

  /** As many steps as time has passed for since the last time. */
  private approach(goal: Point): void {
    const { position, room, ways } = this;
    const next = position && ways?.way(position, goal)[0];
    if (!next) return;
    const angle = Math.atan2(next.y - position.y, next.x - position.x);
    const [moveX, moveY] = [Math.round(FULL * Math.cos(angle)), Math.round(FULL * Math.sin(angle))];
    for (let i = 0; i < room!.state.stepsPerSec / INPUTS_PER_SEC; i++) this.step(moveX, moveY);
  }

  private step(moveX: number, moveY: number): void {
    if (!this.input) return;
    Object.assign(this.input.data, { moveX, moveY });
    this.input.send();
  }

  private async whereabouts(): Promise<string> {
    const { api, characterId } = this.account;
    const token = await this.account.accessToken();
    return (await api.must({ token, method: 'GET', path: `/characters/${characterId}` })).place;
  }

  private outside(): void {
    this.fighter?.stop();
    this.fighter = null;
    this.input = null;
    this.ways = null;
    this.goal = null;
    this.room = null;
    this.where = null;
  }

  private inside(room: PlaceRoom, place: string): void {
    this.outside();
    const { tallies } = this.setup;
    const check = new StateCheck(this.account.characterId);
    this.room = room;
    this.where = { place, instance: room.roomId };
    this.hasEntered = true;
    this.input = room.input<MoveInput>({ mode: 'reliable' });
    room.onStateChange((state) => {
      for (const problem of check.look(state)) tallies.count(`error:decoded ${problem}`);
      tallies.count('checked');
      tallies.measure('shown', state.players.size);
    });
    listen(room, {
      error: ({ code }) => tallies.count(`refusal:${code}`),
      confirm: ({ code }) => {
        if (code === null) return;
        tallies.count(`refusal:${code}`);
        if (code === 'dead') this.habits.noteDeath();
      },
    });
    tallies.count('joins');
    this.entering?.resolve();
    this.play();
  }

  /** Does what its manner is, in the room where it is. */
  private play(): void {
    this.fighter?.stop();
    this.fighter = null;
    const { room, where } = this;
    if (!room || !where) return;
    this.setup.atlas.map(where.place).then(
      (map) => {
        if (this.room !== room || this.fighter) return;
        this.ways ??= new WayFinder(map);
        if (this.manner === 'fight') this.fight(room, this.ways);
      },
      (error) => this.setup.tallies.count(`error:${codeOf(error)}`),
    );
  }

  private fight(room: PlaceRoom, ways: WayFinder): void {
    const { characterId, classId } = this.account;
    const attacks = this.setup.atlas
      .abilitiesOf(classId)
      .filter(({ effects }) => effects.some(({ kind }) => kind === 'damage'));
    this.fighter = new Fighter({ room, characterId, abilities: attacks, ways, harvests: true });
    this.fighter.start();
  }
}
