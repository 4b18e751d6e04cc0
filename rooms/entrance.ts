import type { Client } from '@colyseus/core';
import { StateView } from '@colyseus/schema';
import type { Lease } from '../src/characters/character-store.ts';
import type { EnteredCharacter } from '../src/characters/characters.ts';
import type { Connection } from '../src/characters/connections.ts';
import { type ErrorCode, GameError } from '../src/errors.ts';
import { fullChatBucket } from '../src/game/chat.ts';
import { fullBucket } from '../src/game/token-bucket.ts';
import { addPlayer, affect, type Player, type World } from '../src/game/world.ts';
import type { Admission } from '../src/placement/ticket.ts';
import { confirmAdmission, enterCharacter } from './admission.ts';
import { arrivalPoint } from './arrival.ts';
import type { RoomEnvironment } from './environment.ts';
import { tell } from './messages.ts';
import type { Mirror } from './mirror.ts';
import { type Occupant, type Occupants, TRAVEL_ALLOWANCE } from './occupant.ts';

/** What an entrance needs of its room. */
export interface EnteredRoom {
  roomId: string;
  clients: { includes(client: Client): boolean };
}

export interface EntranceOptions {
  room: EnteredRoom;
  environment: RoomEnvironment;
  place: string;
  /** To whom the instance is private; null: open. */
  owner: string | null;
  world: World;
  mirror: Mirror;
  occupants: Occupants;
  /** A character stands in the world; its admission is yet to be confirmed. */
  onSettled(occupant: Occupant): void;
  /** Its admission failed: out of the room. Never throws. */
  depart(occupant: Occupant): void;
  /** Ends its connection for a reason. Resolves once it is saved; never rejects. */
  end(occupant: Occupant, code: ErrorCode): Promise<void>;
}

/** The way into a room: from a client that takes its seat to a character in the world that may stay. */
export class Entrance {
  private readonly options: EntranceOptions;
  private arriving = 0;

  constructor(options: EntranceOptions) {
    this.options = options;
  }

  /** Somebody is being admitted. */
  get isInUse(): boolean {
    return this.arriving > 0;
  }

  /** Errors: as `enterCharacter` and `confirmAdmission`; room_error. Whatever is thrown, nothing is left behind. */
  async admit(client: Client, admission: Admission): Promise<void> {
    this.arriving += 1;
    try {
      await this.enter(client, admission);
    } finally {
      this.arriving -= 1;
    }
  }

  private async enter(client: Client, admission: Admission): Promise<void> {
    const { depart, environment, owner, room } = this.options;
    const { characters, effectNews } = environment.services;
    const entered = await enterCharacter(environment, admission, room.roomId);
    let occupant: Occupant | undefined;
    try {
      this.assertSeated(client);
      occupant = this.settle(client, admission, entered);
      await Promise.all([
        confirmAdmission(environment, admission, entered.lease, owner),
        effectNews.refresh(occupant.player.id),
      ]);
      this.assertSeated(client);
      occupant.isAdmitted = true;
    } catch (error) {
      if (occupant) depart(occupant);
      else await characters.leave(entered.lease);
      throw error;
    }
  }

  /** A room that is disconnected meanwhile takes the seat away without another word: nobody would ever leave it. */
  private assertSeated(client: Client): void {
    if (!this.options.room.clients.includes(client)) throw new GameError('room_error');
  }

  /** Puts a character into the world. Errors: character_taken_over, by a later join that was faster. */
  private settle(client: Client, admission: Admission, entered: EnteredCharacter): Occupant {
    const { environment, mirror, occupants, onSettled, place, world } = this.options;
    const { character, lease } = entered;
    const { connections, content, notifier } = environment.services;
    const { classId, id, name, level } = character;
    const rival = connections.get(id);
    if (rival && rival.fence > lease.fence) throw new GameError('character_taken_over');
    void rival?.close('character_taken_over');

    const { speed: classSpeed } = content.classes.get(classId)!;
    const at = arrivalPoint(entered, place, content, world.map, world.nextSlot);
    const now = performance.now();
    const chat = fullChatBucket(now);
    const player = addPlayer(world, { id, name, classId, level, classSpeed, chat, ...at });
    const occupant = this.occupantFor(player, client, admission, lease, now);
    client.view = new StateView();
    mirror.enter(player, client.view);
    occupants.add(occupant);
    connections.add(occupant.connection);
    environment.saver.track(occupant.saved, { ...lease, ...character });
    notifier.noteMoved(id);
    onSettled(occupant);
    return occupant;
  }

  private occupantFor(
    player: Player,
    client: Client,
    { accountId, loginSessionId: sessionId, language }: Admission,
    lease: Lease,
    now: number,
  ): Occupant {
    const { end, mirror, place } = this.options;
    const close = (code: ErrorCode): Promise<void> => end(occupant, code);
    const connection: Connection = {
      characterId: player.id,
      accountId,
      sessionId,
      fence: lease.fence,
      close,
      affect: (effects) => {
        affect(player, effects);
        mirror.setEffects(player);
      },
      tell: (message, payload) => {
        if (!occupant.reconnection) tell(occupant.client, message, payload);
      },
    };
    const occupant: Occupant = {
      player,
      connection,
      saved: {
        lease,
        position: () => ({ ...lease, place, ...player.body }),
        onUnsaveable: (reason) => void close(reason),
      },
      language,
      travels: fullBucket(TRAVEL_ALLOWANCE, now),
      isAdmitted: false,
      client,
      reconnection: null,
    };
    return occupant;
  }
}
