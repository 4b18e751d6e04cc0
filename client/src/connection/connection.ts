import { Client } from '@colyseus/sdk';
import type { HubState } from '../../../schema/hub-state.ts';
import type { JoinOptions } from '../../../src/protocol.ts';
import type { Session } from '../session/session.ts';
import { backoffMs } from './backoff.ts';
import type { HubRoom } from './hub-room.ts';
import { type Outcome, outcomeOfClose, outcomeOfFailedJoin, type TransientOutcome } from './outcome.ts';
import { RetryPause } from './retry-pause.ts';
import { RoomPulse } from './room-pulse.ts';

const JOIN_TIMEOUT_MS = 15_000;
const LEAVE_TIMEOUT_MS = 1_500;
/** After this long without success a held seat is given up for a new one. */
const RECONNECT_FOR_MS = 90_000;

/** Where back to if the way is closed, and the reconnection token of a seat that may still be held. */
interface Wish {
  retreat: string | null;
  seat: string | null;
}

export type ConnectionState =
  /** On the way into a place, for the first time or through a portal. */
  | { phase: 'entering'; place: string }
  | { phase: 'connected' }
  /** Not by anybody's wish: outside, and trying again. `text` says why; `wasInside`: in a place before. */
  | { phase: 'lost'; text: string; wasInside: boolean }
  | { phase: 'taken_over' };

export interface ConnectionListener {
  onState(state: ConnectionState): void;
  /** A room to show, in place of any earlier one: the first, the one after travel, or the one after a reconnect. */
  onRoom(room: HubRoom, pulse: RoomPulse, place: string): void;
  /** It is over and trying again cannot help. */
  onOver(outcome: Extract<Outcome, { next: 'login' | 'characters' }>): void;
  /** Travel did not work out; the character is on its way back to where it was. */
  onTravelFailed(text: string): void;
}

/**
 * Keeps one character in the world. Whatever ends a connection leads on by itself: to the held seat, to a new one, or out.
 * Every attempt belongs to a generation; a new wish of the person starts the next one and makes older attempts void.
 */
export class HubConnection {
  private readonly client = new Client(location.origin);
  private readonly session: Session;
  private readonly characterId: string;
  private readonly listener: ConnectionListener;
  private readonly retryPause = new RetryPause();
  private generation = 0;
  private place = '';
  private wasInside = false;
  private refusedToken: string | null = null;
  private room: HubRoom | null = null;
  private pulse: RoomPulse | null = null;

  constructor(session: Session, characterId: string, listener: ConnectionListener) {
    this.session = session;
    this.characterId = characterId;
    this.listener = listener;
  }

  /** Leaves the place that one is in, if any, and enters another. Never rejects: failures go to the listener. */
  async enter(place: string): Promise<void> {
    const generation = ++this.generation;
    const retreat = this.room ? this.place : null;
    this.place = place;
    this.listener.onState({ phase: 'entering', place });
    await this.leaveRoom();
    await this.acquire(generation, { retreat, seat: null });
  }

  /** Takes the character back from the connection that took it over. */
  takeBack(): Promise<void> {
    return this.enter(this.place);
  }

  /** While it is lost: the next attempt need not wait. */
  tryNow(): void {
    this.retryPause.end();
  }

  /** Leaves for good. */
  async close(): Promise<void> {
    this.generation++;
    this.retryPause.end();
    await this.leaveRoom();
  }

  private async acquire(generation: number, { retreat, seat }: Wish): Promise<void> {
    const startedAt = performance.now();
    for (let attempt = 0; generation === this.generation; attempt++) {
      try {
        const room = await this.join(seat);
        if (generation === this.generation) this.adopt(room);
        else void room.leave();
        return;
      } catch (error) {
        if (generation !== this.generation) return;
        const outcome = outcomeOfFailedJoin(String((error as Error).message));
        if (retreat !== null && 'text' in outcome) {
          this.listener.onTravelFailed(outcome.text);
          this.place = retreat;
          retreat = null;
        } else if (!this.isTransient(outcome)) return;
        else this.tellLost(outcome.text);
        if (outcome.next === 'rejoin') {
          // The realm is back and only the seat is gone: a new one need not wait as long as the realm did.
          if (seat !== null) attempt = 0;
          seat = null;
          if (outcome.tokenRefused) this.refusedToken = this.client.auth.token ?? null;
        }
      }
      const triedMs = performance.now() - startedAt;
      if (triedMs >= RECONNECT_FOR_MS) seat = null;
      await this.retryPause.wait(backoffMs(attempt, triedMs));
    }
  }

  private async join(seat: string | null): Promise<HubRoom> {
    this.client.auth.token = await (this.refusedToken === null
      ? this.session.accessToken()
      : this.session.freshAccessToken(this.refusedToken));
    this.refusedToken = null;
    const options: JoinOptions = { characterId: this.characterId, place: this.place };
    const joining = seat ? this.client.reconnect(seat) : this.client.joinOrCreate<HubState>('hub', options);
    let late = false;
    joining.then(
      (room) => {
        if (late) void room.leave();
      },
      () => {},
    );
    return Promise.race([
      joining as Promise<HubRoom>,
      pause(JOIN_TIMEOUT_MS).then(() => {
        late = true;
        throw new Error('unavailable');
      }),
    ]);
  }

  private adopt(room: HubRoom): void {
    // One machine of states for every way in which a connection ends: the SDK's own reconnection would be a second one.
    room.reconnection.enabled = false;
    this.room = room;
    this.wasInside = true;
    this.pulse = new RoomPulse(room);
    room.onLeave((code, reason) => {
      if (this.room === room) this.lose(outcomeOfClose(code, reason ?? ''), room.reconnectionToken);
    });
    this.listener.onState({ phase: 'connected' });
    this.listener.onRoom(room, this.pulse, this.place);
  }

  private lose(outcome: Outcome, seat: string): void {
    this.release();
    const generation = ++this.generation;
    if (!this.isTransient(outcome)) return;
    this.tellLost(outcome.text);
    void this.acquire(generation, { retreat: null, seat: outcome.next === 'reconnect' ? seat : null });
  }

  private tellLost(text: string): void {
    this.listener.onState({ phase: 'lost', text, wasInside: this.wasInside });
  }

  /** Tells the listener of an outcome that is not. */
  private isTransient(outcome: Outcome): outcome is TransientOutcome {
    switch (outcome.next) {
      case 'reconnect':
      case 'rejoin':
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

  /** A server that is gone does not answer a goodbye; its room then ends by itself. */
  private async leaveRoom(): Promise<void> {
    const room = this.room;
    this.release();
    if (room) await Promise.race([room.leave(), pause(LEAVE_TIMEOUT_MS)]);
  }

  private release(): void {
    this.pulse?.stop();
    this.pulse = null;
    this.room = null;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
