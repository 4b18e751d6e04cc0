import { ApiError } from '../api/api-error.ts';
import { backoffMs } from './backoff.ts';
import type { Door, Way } from './door.ts';
import { listen } from './messages.ts';
import { type Outcome, outcomeOfClose, outcomeOfFailedJoin, type TransientOutcome } from './outcome.ts';
import type { PlaceRoom } from './place-room.ts';
import { RetryPause } from './retry-pause.ts';
import { RoomPulse } from './room-pulse.ts';

const LEAVE_TIMEOUT_MS = 1_500;
/** Nobody answered for so long that no seat is held any more. */
const HELD_FOR_MS = 90_000;

export type ConnectionState =
  /** On the way into a place, for the first time or from another one; null: wherever the character is by now. */
  | { phase: 'entering'; place: string | null }
  /** Not by anybody's wish: outside, and trying again. `text` says why; `wasInside`: in a place before. */
  | { phase: 'lost'; text: string; wasInside: boolean }
  | { phase: 'taken_over' };

export interface ConnectionListener {
  /** Outside of every room from here on, until `onRoom`. */
  onState(state: ConnectionState): void;
  /** A room to show, in place of any earlier one: the first, the one after travel, or the one after a reconnect. */
  onRoom(room: PlaceRoom, pulse: RoomPulse, place: string): void;
  /** It is over and trying again cannot help. */
  onOver(outcome: Extract<Outcome, { next: 'login' | 'characters' }>): void;
}

/**
 * Keeps one character in the world. Whatever ends a connection leads on by itself: to the held seat, to a new one, or out;
 * and when the server moves the character to another instance, it follows.
 * Every attempt belongs to a generation; a new wish of the person or of the server starts the next one and makes older
 * attempts void.
 */
export class PlaceConnection {
  private readonly door: Door;
  private readonly listener: ConnectionListener;
  private readonly retryPause: RetryPause;
  private generation = 0;
  private wasInside = false;
  private place = '';
  private room: PlaceRoom | null = null;
  private pulse: RoomPulse | null = null;
  /** Still open while one travels away from it. */
  private oldRoom: PlaceRoom | null = null;

  constructor(door: Door, listener: ConnectionListener, retryPause = new RetryPause()) {
    this.door = door;
    this.listener = listener;
    this.retryPause = retryPause;
  }

  /** Enters the world at the place where the character is. Never rejects: failures go to the listener. */
  async enter(place: string): Promise<void> {
    await this.go({ by: 'place', place }, place);
  }

  /** Takes the character back from the connection that took it over. */
  async takeBack(): Promise<void> {
    await this.go({ by: 'whereabouts' }, null);
  }

  /** While it is lost: the next attempt need not wait. */
  tryNow(): void {
    this.retryPause.end();
  }

  /** Leaves for good. */
  async close(): Promise<void> {
    this.generation++;
    this.retryPause.end();
    await Promise.all([goodbye(this.release()), this.leaveOldRoom()]);
  }

  private async go(way: Way, place: string | null): Promise<void> {
    const generation = ++this.generation;
    this.retryPause.end();
    this.listener.onState({ phase: 'entering', place });
    const left = this.release();
    void this.leaveOldRoom();
    this.oldRoom = left;
    await this.acquire(generation, way);
  }

  private async acquire(generation: number, firstWay: Way): Promise<void> {
    const startedAt = performance.now();
    let way = firstWay;
    for (let attempt = 0; generation === this.generation; attempt++) {
      const outcome = await this.attempt(generation, way);
      void this.leaveOldRoom();
      if (generation !== this.generation || !outcome || !this.isTransient(outcome)) return;
      if (outcome.next === 'rejoin' && outcome.tokenRefused) this.door.refuseToken();
      const triedMs = performance.now() - startedAt;
      const keepsSeat = way.by === 'held' && outcome.next === 'reconnect' && triedMs < HELD_FOR_MS;
      // The server has moved the character already: whatever became of the seat, that is where to go, and at once.
      const wasTravelling = way.by === 'travel';
      // The realm is back and only the seat is gone: a new one need not wait as long as the realm did.
      if (way.by === 'held' && !keepsSeat) attempt = 0;
      if (!keepsSeat) way = { by: 'whereabouts' };
      if (wasTravelling) continue;
      this.tellLost(outcome.text);
      await this.retryPause.wait(backoffMs(attempt, triedMs));
    }
  }

  /** @returns why it did not work out; null when one is inside */
  private async attempt(generation: number, way: Way): Promise<Outcome | null> {
    try {
      const { room, place } = await this.door.open(way);
      if (generation === this.generation) this.adopt(room, place);
      else void room.leave();
      return null;
    } catch (error) {
      return outcomeOfFailedJoin(
        error instanceof ApiError ? `${error.code}:` : String((error as Error).message),
      );
    }
  }

  private adopt(room: PlaceRoom, place: string): void {
    // One machine of states for every way in which a connection ends: the SDK's own reconnection would be a second one.
    room.reconnection.enabled = false;
    this.room = room;
    this.place = place;
    this.wasInside = true;
    this.pulse = new RoomPulse(room);
    room.onLeave((code, reason) => {
      if (this.room === room) this.lose(outcomeOfClose(code, reason ?? ''), room.reconnectionToken);
    });
    listen(room, {
      travel: (travel) => {
        if (this.room === room) void this.go({ by: 'travel', ...travel }, travel.place);
      },
    });
    this.listener.onRoom(room, this.pulse, place);
  }

  private lose(outcome: Outcome, token: string): void {
    this.release();
    const generation = ++this.generation;
    if (!this.isTransient(outcome)) return;
    if (outcome.next === 'follow') this.listener.onState({ phase: 'entering', place: null });
    else this.tellLost(outcome.text);
    const isHeld = outcome.next === 'reconnect';
    void this.acquire(generation, isHeld ? { by: 'held', token, place: this.place } : { by: 'whereabouts' });
  }

  private tellLost(text: string): void {
    this.listener.onState({ phase: 'lost', text, wasInside: this.wasInside });
  }

  /** Tells the listener of an outcome that is not. */
  private isTransient(outcome: Outcome): outcome is TransientOutcome {
    switch (outcome.next) {
      case 'reconnect':
      case 'rejoin':
      case 'follow':
        return true;
      case 'taken_over':
        this.listener.onState({ phase: 'taken_over' });
        return false;
      case 'login':
      case 'characters':
        this.listener.onOver(outcome);
        return false;
    }
  }

  private async leaveOldRoom(): Promise<void> {
    const room = this.oldRoom;
    this.oldRoom = null;
    await goodbye(room);
  }

  /** @returns the room that one was in */
  private release(): PlaceRoom | null {
    const { room } = this;
    this.pulse?.stop();
    this.pulse = null;
    this.room = null;
    return room;
  }
}

/** A server that is gone does not answer a goodbye; its room then ends by itself. */
async function goodbye(room: PlaceRoom | null): Promise<void> {
  if (room)
    await Promise.race([room.leave(), new Promise((resolve) => setTimeout(resolve, LEAVE_TIMEOUT_MS))]);
}
