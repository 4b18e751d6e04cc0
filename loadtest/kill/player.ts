import { PlaceConnection } from '../../client/src/connection/connection.ts';
import { Door } from '../../client/src/connection/door.ts';
import type { PlaceRoom } from '../../client/src/connection/place-room.ts';
import { RetryPause } from '../../client/src/connection/retry-pause.ts';
import type { Content } from '../../src/content/types.ts';
import type { Person } from '../person.ts';
import type { Walker } from '../walk.ts';
import { BalancedClient } from './balanced-client.ts';

export interface PlayerOptions {
  person: Person;
  place: string;
  places: Content['places'];
  bases: readonly URL[];
  /** Index of the base that is asked first. */
  first: number;
  /** Decodes what it sees, to know where it is; the others would cost the load generator too much. */
  isWatching: boolean;
}

/** Where a watching player saw itself. `at`: of performance.now(). */
export interface Sighting {
  at: number;
  x: number;
  y: number;
}

/** Somebody with the browser client's own connection, and without its screen. */
export class Player implements Walker {
  readonly characterId: string;
  room: PlaceRoom | null = null;
  /** Of performance.now(); when it came into its present room. */
  insideSince = 0;
  /** Since it came into its present room. */
  sightings: Sighting[] = [];
  private readonly place: string;
  private readonly isWatching: boolean;
  private readonly connection: PlaceConnection;
  private input: { data: { moveX: number; moveY: number }; send(): void } | null = null;

  constructor({ person, place, places, bases, first, isWatching }: PlayerOptions) {
    const { accessToken, characterId } = person;
    this.characterId = characterId;
    this.place = place;
    this.isWatching = isWatching;
    const door = new Door({
      client: new BalancedClient(bases, first),
      session: { accessToken: async () => accessToken, freshAccessToken: async () => accessToken },
      characterId,
      language: 'en',
      kindOf: (id) => places.get(id)?.kind,
      whereabouts: async () => place,
    });
    this.connection = new PlaceConnection(
      door,
      {
        onState: () => {
          this.input = null;
        },
        onRoom: (room) => this.adopt(room),
        onOver: ({ next }) => {
          throw new Error(`A player was sent away: ${next}.`);
        },
      },
      new RetryPause(new EventTarget()),
    );
  }

  enter(): Promise<void> {
    return this.connection.enter(this.place);
  }

  leave(): Promise<void> {
    return this.connection.close();
  }

  step(moveX: number, moveY: number): void {
    if (!this.input) return;
    Object.assign(this.input.data, { moveX, moveY });
    this.input.send();
  }

  private adopt(room: PlaceRoom): void {
    this.room = room;
    this.insideSince = performance.now();
    this.sightings = [];
    this.input = room.input<{ moveX: number; moveY: number }>({ mode: 'reliable' });
    if (this.isWatching) room.onStateChange(() => this.look(room));
    else Object.assign((room as unknown as { serializer: object }).serializer, { patch: () => {} });
  }

  private look({ state }: PlaceRoom): void {
    const self = state.own?.get(this.characterId);
    if (self) this.sightings.push({ at: performance.now(), x: self.x, y: self.y });
  }
}
