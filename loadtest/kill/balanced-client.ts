import { Client } from '@colyseus/sdk';
import type { RoomClient } from '../../client/src/connection/door.ts';
import { outcomeOfFailedJoin } from '../../client/src/connection/outcome.ts';
import type { PlaceRoom } from '../../client/src/connection/place-room.ts';

/** The stock SDK behind a balancer such as nginx: when a process does not answer, the next one is asked. */
export class BalancedClient implements RoomClient {
  readonly auth: Client['auth'];
  private readonly clients: Client[];
  private current: number;

  /** @param first index of the base that is asked first */
  constructor(bases: readonly URL[], first: number) {
    this.clients = bases.map(({ origin }) => new Client(origin));
    this.current = first % bases.length;
    this.auth = this.clients[this.current]!.auth;
  }

  joinOrCreate(kind: string, options: object): Promise<PlaceRoom> {
    return this.ask((client) => client.joinOrCreate(kind, options));
  }

  reconnect(token: string): Promise<PlaceRoom> {
    return this.ask((client) => client.reconnect(token));
  }

  consumeSeatReservation(seat: Parameters<RoomClient['consumeSeatReservation']>[0]): Promise<PlaceRoom> {
    return this.ask((client) => client.consumeSeatReservation(seat) as Promise<PlaceRoom>);
  }

  private async ask(question: (client: Client) => Promise<PlaceRoom>): Promise<PlaceRoom> {
    for (let asked = 1; ; asked++) {
      const client = this.clients[this.current]!;
      client.auth.token = this.auth.token!;
      try {
        return await question(client);
      } catch (error) {
        const isSilent = outcomeOfFailedJoin((error as Error).message).next === 'reconnect';
        if (!isSilent || asked === this.clients.length) throw error;
        this.current = (this.current + 1) % this.clients.length;
      }
    }
  }
}
