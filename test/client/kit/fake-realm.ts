import assert from 'node:assert/strict';
import {
  type ConnectionListener,
  type ConnectionState,
  PlaceConnection,
} from '../../../client/src/connection/connection.ts';
import { Door, type Patience, type RoomClient } from '../../../client/src/connection/door.ts';
import type { Outcome } from '../../../client/src/connection/outcome.ts';
import type { PlaceRoom } from '../../../client/src/connection/place-room.ts';
import { RetryPause } from '../../../client/src/connection/retry-pause.ts';
import type { RoomPulse } from '../../../client/src/connection/room-pulse.ts';
import { until } from '../../kit/until.ts';

export const CHARACTER = '018f0000-0000-7000-8000-000000000001';
export const SEAT = { name: 'zone', roomId: 'r2', sessionId: 's2', processId: 'p2' };

/** The client's end of a room, as far as the connection uses it; the test is the server. */
export class FakeRoom {
  readonly roomId: string;
  readonly reconnection = { enabled: true };
  readonly reconnectionToken: string;
  readonly connection = { transport: { ws: new EventTarget() }, close() {} };
  wasLeft = false;
  private readonly handlers = new Map<string, (payload: unknown) => void>();
  private onClose: (code: number, reason?: string) => void = () => {};

  constructor(roomId: string) {
    this.roomId = roomId;
    this.reconnectionToken = `${roomId}:token`;
  }

  onMessage(name: string, handle: (payload: unknown) => void): void {
    this.handlers.set(name, handle);
  }

  onLeave(handle: (code: number, reason?: string) => void): void {
    this.onClose = handle;
  }

  ping(): void {}

  async leave(): Promise<number> {
    this.wasLeft = true;
    this.onClose(4000);
    return 4000;
  }

  tell(name: string, payload: unknown): void {
    this.handlers.get(name)!(payload);
  }

  closedByServer(code: number, reason = ''): void {
    this.onClose(code, reason);
  }
}

/** What is answered to one attempt: a room, an error with that message, or nothing at all. */
type Answer = FakeRoom | string | Promise<FakeRoom>;

export interface Attempt {
  by: 'joinOrCreate' | 'reconnect' | 'consume';
  what: unknown;
}

/** A realm that answers attempts in order, and a connection to it. */
export class FakeRealm implements AsyncDisposable {
  readonly attempts: Attempt[] = [];
  readonly states: ConnectionState[] = [];
  readonly shown: { room: FakeRoom; place: string }[] = [];
  readonly over: Outcome[] = [];
  /** With which each attempt came. */
  readonly tokens: string[] = [];
  readonly connection: PlaceConnection;
  /** Where the character is, as the API says. */
  place = 'haven';
  askedWhere = 0;
  private readonly answers: Answer[];
  private readonly auth = { token: '' };

  constructor(
    answers: Answer[],
    { patience, language = 'pt-BR' }: { patience?: Patience; language?: string } = {},
  ) {
    this.answers = answers;
    let token = 1;
    const door = new Door({
      client: this.client(),
      session: {
        accessToken: async () => `t${token}`,
        freshAccessToken: async () => `t${++token}`,
      },
      characterId: CHARACTER,
      language,
      kindOf: (place) => (({ haven: 'hub', forest: 'zone' }) as const)[place],
      whereabouts: async () => {
        this.askedWhere++;
        return this.place;
      },
      ...(patience && { patience }),
    });
    const listener: ConnectionListener = {
      onState: (state) => this.states.push(state),
      onRoom: (room: PlaceRoom, _pulse: RoomPulse, place) =>
        this.shown.push({ room: room as unknown as FakeRoom, place }),
      onOver: (outcome) => this.over.push(outcome),
    };
    // Waits end as soon as they begin: how long they are is a matter of `backoffMs`.
    const pause = new RetryPause(new EventTarget());
    pause.wait = async () => {};
    this.connection = new PlaceConnection(door, listener, pause);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.close();
  }

  /** Resolves once so many rooms have been shown. */
  async shows(count: number): Promise<FakeRoom> {
    await until(() => this.shown.length >= count, `${count} rooms are shown`);
    return this.shown[count - 1]!.room;
  }

  private client(): RoomClient {
    return {
      auth: this.auth,
      joinOrCreate: (kind, options) => this.answer('joinOrCreate', { kind, ...options }),
      reconnect: (token) => this.answer('reconnect', token),
      consumeSeatReservation: (seat) => this.answer('consume', seat),
    };
  }

  private async answer(by: Attempt['by'], what: unknown): Promise<PlaceRoom> {
    this.attempts.push({ by, what });
    this.tokens.push(this.auth.token);
    const answer = await this.answers.shift();
    assert.ok(answer !== undefined, `nobody expected ${by} ${JSON.stringify(what)}`);
    if (typeof answer === 'string') throw new Error(answer);
    return answer as unknown as PlaceRoom;
  }
}
