import type { PlaceKind } from '../../../src/content/types.ts';
import type { JoinOptions, ServerMessage } from '../../../src/protocol.ts';
import type { Session } from '../session/session.ts';
import type { PlaceRoom } from './place-room.ts';

/** A way into the world. */
export type Way =
  /** Into a place that the character is known to be in. */
  | { by: 'place'; place: string }
  /** To wherever the character is by now. */
  | { by: 'whereabouts' }
  /** To the seat that is held for a connection that broke, by its reconnection token. */
  | { by: 'held'; token: string; place: string }
  /** To the seat that a `travel` message brought. */
  | ({ by: 'travel' } & Pick<ServerMessage<'travel'>, 'seat' | 'place' | 'holdSec'>);

/** What is used of the SDK's client. */
export interface RoomClient {
  auth: { get token(): string | undefined; set token(token: string) };
  joinOrCreate(kind: string, options: JoinOptions): Promise<PlaceRoom>;
  reconnect(token: string): Promise<PlaceRoom>;
  consumeSeatReservation(seat: ServerMessage<'travel'>['seat']): Promise<PlaceRoom>;
}

export interface DoorOptions {
  client: RoomClient;
  session: Pick<Session, 'accessToken' | 'freshAccessToken'>;
  characterId: string;
  /** BCP 47, such as navigator.language. */
  language: string;
  /** Undefined when there is no such place. */
  kindOf(place: string): PlaceKind | undefined;
  /** Id of the place where the character is now. @throws ApiError */
  whereabouts(): Promise<string>;
  patience?: Patience;
}

/** How long an answer is waited for, milliseconds. */
export interface Patience {
  joinMs: number;
  /** A held seat is only worth having soon: its process may be dead while the realm lives on. */
  heldMs: number;
}

const PATIENCE: Patience = { joinMs: 15_000, heldMs: 3_000 };

/** Gets a character into a room, with a token that the server takes. */
export class Door {
  private readonly options: DoorOptions;
  private readonly patience: Patience;
  private readonly language: string | null;
  private refusedToken: string | null = null;

  constructor(options: DoorOptions) {
    this.options = options;
    this.patience = options.patience ?? PATIENCE;
    this.language = /^[a-z]{2,3}/i.exec(options.language)?.[0].toLowerCase() ?? null;
  }

  /** @throws Error whose message begins with the error's code, if the server gave one; see `outcomeOfFailedJoin` */
  async open(way: Way): Promise<{ room: PlaceRoom; place: string }> {
    const { client, session } = this.options;
    client.auth.token = await (this.refusedToken === null
      ? session.accessToken()
      : session.freshAccessToken(this.refusedToken));
    this.refusedToken = null;
    const place = way.by === 'whereabouts' ? await this.options.whereabouts() : way.place;
    return { room: await inTime(this.take(way, place), this.waitMs(way)), place };
  }

  /** The server did not take the token of the last attempt: the next one gets another. */
  refuseToken(): void {
    this.refusedToken = this.options.client.auth.token ?? null;
  }

  private take(way: Way, place: string): Promise<PlaceRoom> {
    const { client, characterId, kindOf } = this.options;
    if (way.by === 'held') return client.reconnect(way.token);
    if (way.by === 'travel') return client.consumeSeatReservation(way.seat);
    const kind = kindOf(place);
    if (!kind) return Promise.reject(new Error('place_not_found'));
    return client.joinOrCreate(kind, {
      characterId,
      place,
      ...(this.language !== null && { language: this.language }),
    });
  }

  private waitMs(way: Way): number {
    const { joinMs, heldMs } = this.patience;
    if (way.by === 'held') return heldMs;
    return way.by === 'travel' ? Math.min(joinMs, way.holdSec * 1000) : joinMs;
  }
}

/** Who comes too late is sent away again. */
async function inTime(joining: Promise<PlaceRoom>, ms: number): Promise<PlaceRoom> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error('unavailable'));
    joining.then(
      (room) => room.leave(),
      () => {},
    );
  }, ms);
  try {
    return await Promise.race([joining, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
