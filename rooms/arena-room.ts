import { setTimeout as delay } from 'node:timers/promises';
import { GameError } from '../src/errors.ts';
import { type Match, type MatchResult, resultOf } from '../src/game/arena.ts';
import { happen } from '../src/game/outside.ts';
import { MatchMirror } from './match-mirror.ts';
import { MatchResults } from './match-results.ts';
import { WorldRoom, type WorldRoomOptions } from './world-room.ts';

/** A pit for one match: when it is over, everybody is sent on and the instance closes. */
export class ArenaRoom extends WorldRoom {
  override readonly stepsPerSec = 30;
  override readonly patchesPerSec = 20;
  declare private match: Match;
  declare private matchMirror: MatchMirror;
  declare private results: MatchResults;

  override onCreate(options: WorldRoomOptions): void {
    super.onCreate(options);
    const { log, matches } = this.services;
    this.match = this.world.match!;
    this.matchMirror = new MatchMirror(this.match, this.stepsPerSec);
    this.matchMirror.update(this.world.tick);
    this.state.match = this.matchMirror.state;
    this.results = new MatchResults({
      matches,
      log,
      // Not by the room's clock, which stops with the room.
      pause: (ms, signal) => delay(ms, undefined, { signal }),
    });
  }

  override onBeforeShutdown(): void {
    happen(this.world, { type: 'abandon-match' });
    super.onBeforeShutdown();
  }

  /** What the server or its operator breaks off has no result. */
  override disconnect(closeCode?: number): Promise<unknown> {
    happen(this.world, { type: 'abandon-match' });
    return super.disconnect(closeCode);
  }

  override async onDispose(): Promise<void> {
    // The last ones left between two ticks: there is no tick any more that could end it.
    if (this.match.phase === 'running' && !this.isClosing) {
      this.end(resultOf(this.world, this.match, 1 / this.stepsPerSec));
    }
    await Promise.all([super.onDispose(), this.results.close()]);
  }

  protected override afterTick(): void {
    // Its players are handed over to another process: nobody lost for that.
    if (this.isClosing && this.match.phase !== 'ended') happen(this.world, { type: 'abandon-match' });
    this.matchMirror.update(this.world.tick);
    for (const event of this.world.events) {
      if (event.type === 'match-ended') this.end(event.result);
      else if (event.type === 'match-over') void this.sendEverybodyOn();
    }
  }

  private end(result: MatchResult): void {
    this.isClosing = true;
    this.environment.onNews();
    this.matchMirror.showRanks(result.participants);
    void this.store(result);
  }

  private async store({ participants, seconds }: MatchResult): Promise<void> {
    const endedAt = new Date();
    const stored = await this.results.store({
      key: `match:${this.roomId}`,
      place: this.place,
      startedAt: new Date(endedAt.getTime() - Math.round(seconds * 1000)),
      endedAt,
      entrants: participants.map(({ id: characterId, name: _, ...entrant }) => ({ characterId, ...entrant })),
    });
    if (stored) this.matchMirror.showRatings(stored.entrants);
  }

  /** To where the first portal of the arena leads. Who cannot go is here when it is tried again. */
  private async sendEverybodyOn(): Promise<void> {
    const { journeys } = this.services;
    const leaving = [...this.world.players.keys()].map((id) => journeys.expel(id, this.place));
    for (const outcome of await Promise.allSettled(leaving)) {
      if (outcome.status === 'rejected' && !(outcome.reason instanceof GameError))
        this.report(outcome.reason, 'sendEverybodyOn');
    }
  }
}
