import type { Client } from '@colyseus/core';
import type { Lease } from '../src/characters/character-store.ts';
import type { EnteredCharacter } from '../src/characters/characters.ts';
import type { Connection } from '../src/characters/connections.ts';
import { type ErrorCode, GameError } from '../src/errors.ts';
import { fullChatBucket } from '../src/game/chat.ts';
import { happen } from '../src/game/outside.ts';
import { progressOf } from '../src/game/progression.ts';
import { fullBucket } from '../src/game/token-bucket.ts';
import type { Player, World } from '../src/game/world.ts';
import type { Admission } from '../src/placement/ticket.ts';
import { confirmAdmission, enterCharacter } from './admission.ts';
import { arrivalPoint } from './arrival.ts';
import type { RoomEnvironment } from './environment.ts';
import { tell } from './messages.ts';
import type { Mirror } from './mirror.ts';
import { type Occupant, type Occupants, TRAVEL_ALLOWANCE } from './occupant.ts';
import { ClientView } from './sync/client-view.ts';

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
  /** Of state, to each client. */
  patchesPerSec: number;
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
      environment.services.inventoryNews.note(occupant.player.id);
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
    const { environment, mirror, occupants, onSettled, patchesPerSec, place, world } = this.options;
    const { character, lease } = entered;
    const { connections, content, notifier } = environment.services;
    const { classId, experience, health, id, level, mana, name, stamina } = character;
    const rival = connections.get(id);
    if (rival && rival.fence > lease.fence) throw new GameError('character_taken_over');
    void rival?.close('character_taken_over');

    const at = arrivalPoint(entered, place, content, world.map, world.nextSlot);
    const now = performance.now();
    const chat = fullChatBucket(now);
    const vitals = { health, mana, stamina };
    const entering = { id, name, classId, level, experience, partyId: null, chat, ...vitals, ...at };
    happen(world, { type: 'enter', player: entering });
    const player = world.players.get(id)!;
    const occupant = this.occupantFor(player, client, admission, lease, now);
    const view = new ClientView(patchesPerSec);
    client.view = view;
    mirror.enter(player, view);
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
    const { end, mirror, place, world } = this.options;
    const close = (code: ErrorCode): Promise<void> => end(occupant, code);
    const connection: Connection = {
      characterId: player.id,
      accountId,
      sessionId,
      fence: lease.fence,
      close,
      affect: (effects) => {
        happen(world, { type: 'affect', id: player.id, effects });
        // Who has just come is sent the state before the next tick.
        mirror.refresh(player);
      },
      noteInventory: (slots) => mirror.setInventoryCount(player, slots),
      tell: (message, payload) => {
        if (!occupant.reconnection) tell(occupant.client, message, payload);
      },
    };
    const occupant: Occupant = {
      player,
      connection,
      saved: {
        lease,
        now: () => ({ ...lease, place, ...player.body, ...progressOf(player) }),
        onUnsaveable: (reason) => void close(reason),
      },
      language,
      travels: fullBucket(TRAVEL_ALLOWANCE, now),
      isAdmitted: false,
      client,
      reconnection: null,
      patience: null,
    };
    return occupant;
  }
}
