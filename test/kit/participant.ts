import { matchMaker } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import type { WorldRoom } from '../../rooms/world-room.ts';
import type { World } from '../../src/game/world.ts';
import type { ServerMessage } from '../../src/protocol.ts';
import type { Person } from './realm.ts';
import { until } from './until.ts';

export type Confirm = ServerMessage<'confirm'>;
export type Event = ServerMessage<'event'>;
export type Fact = ServerMessage<'combat'>['facts'][number];

/** A client in a room, and what it was told. */
export class Participant {
  readonly person: Person;
  readonly room: Room;
  readonly confirms: Confirm[] = [];
  readonly events: Event[] = [];
  readonly facts: Fact[] = [];
  readonly errors: ServerMessage<'error'>[] = [];
  readonly travels: ServerMessage<'travel'>[] = [];
  private actions = 0;

  constructor(person: Person, room: Room) {
    this.person = person;
    this.room = room;
    room.onMessage('confirm', (confirm: Confirm) => this.confirms.push(confirm));
    room.onMessage('event', (event: Event) => this.events.push(event));
    room.onMessage('combat', ({ facts }: ServerMessage<'combat'>) => void this.facts.push(...facts));
    room.onMessage('error', (error: ServerMessage<'error'>) => this.errors.push(error));
    room.onMessage('travel', (news: ServerMessage<'travel'>) => this.travels.push(news));
  }

  /** Of its character. */
  get id(): string {
    return this.person.characterId;
  }

  /** The room as its process knows it. */
  get inside(): WorldRoom {
    return matchMaker.getLocalRoomById(this.room.roomId) as unknown as WorldRoom;
  }

  /** Plain objects behind what it is shown. */
  get world(): World {
    return (this.inside as unknown as { world: World }).world;
  }

  /** A character as its own client sees it. */
  shown(id = this.id) {
    return this.room.state.players.get(id);
  }

  /** Of an action that was not there before. */
  newActionId(): string {
    return `action-${++this.actions}`;
  }

  confirmed(actionId: string): Promise<Confirm> {
    return until(
      () => this.confirms.find((one) => one.actionId === actionId),
      `${actionId} is confirmed; heard ${JSON.stringify(this.confirms)}`,
      10_000,
    );
  }

  hears(type: Event['type']): Promise<Event> {
    return until(() => this.events.find((event) => event.type === type), `${type} is heard`);
  }

  get gains(): Event[] {
    return this.events.filter(({ type }) => type === 'gained');
  }
}
