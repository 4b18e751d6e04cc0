import type { WorldEvent } from '../src/game/events.ts';
import type { World } from '../src/game/world.ts';
import type { Services } from '../src/services.ts';
import type { Commits } from './commits.ts';
import type { Grants } from './grants.ts';
import { KillCounts } from './kill-counts.ts';

export interface ChronicleOptions {
  services: Pick<Services, 'content' | 'gameEvents' | 'leaderboards' | 'log'>;
  commits: Pick<Commits, 'add'>;
  grants: Pick<Grants, 'give'>;
  place: string;
  /** Id of the instance: with the cause it names a deed for ever. */
  instance: string;
  stepsPerSec: number;
  world: World;
  schedule(run: () => void, ms: number): unknown;
}

type Died = Extract<WorldEvent, { type: 'died' }>;
type RiftCleared = Extract<WorldEvent, { type: 'rift-cleared' }>;

/** Kills, deaths and cleared rifts, each brought to leaderboards, event logs and their reward exactly once. */
export class Chronicle {
  private readonly options: ChronicleOptions;
  private readonly kills: KillCounts;

  constructor(options: ChronicleOptions) {
    this.options = options;
    const { services, commits, instance, schedule } = options;
    const { leaderboards, log } = services;
    this.kills = new KillCounts({ leaderboards, log, commits, instance, schedule });
  }

  /** The events of one tick. Never throws. */
  hear(events: readonly WorldEvent[]): void {
    for (const event of events) {
      if (event.type === 'rift-cleared') this.reward(event);
      else if (event.type !== 'died') continue;
      else if (event.actor.type === 'monster') this.kills.add(event.creditIds);
      else this.logDeath(event);
    }
  }

  /** The room is gone: what has been gathered goes on its way. */
  close(): void {
    void this.kills.write();
  }

  private logDeath({ actor, killerId }: Died): void {
    const { instance, place, world } = this.options;
    // Nobody dies twice in one tick.
    const key = `death:${instance}:${world.tick}:${actor.id}`;
    this.log(key, actor.id, 'died', { place, killer: this.nameOf(killerId) });
  }

  private reward({ playerIds, ticks, boss }: RiftCleared): void {
    const { grants, instance, place, services, stepsPerSec } = this.options;
    const reward = services.content.riftRewards.get(place);
    const ms = Math.round((ticks / stepsPerSec) * 1000);
    for (const characterId of playerIds) {
      const key = `rift:${instance}:${characterId}`;
      this.recordTime(key, characterId, ms);
      this.log(key, characterId, 'rift-finished', { place, boss, ms });
      if (!reward) continue;
      const { credits, stacks } = reward;
      const items = reward.items.map((kind) => ({ kind }));
      void grants.give({ key, kind: 'rift', characterId, credits, stacks, items }, null);
    }
  }

  private recordTime(key: string, characterId: string, ms: number): void {
    const { place, services } = this.options;
    const write = () => services.leaderboards.recordRiftTime(key, characterId, place, Math.max(1, ms));
    this.commit(key, characterId, write);
  }

  private log(key: string, characterId: string, kind: string, data: Record<string, unknown>): void {
    const write = () => this.options.services.gameEvents.record([{ key, characterId, kind, data }]);
    this.commit(key, characterId, write);
  }

  private commit(key: string, characterId: string, write: () => Promise<void>): void {
    const { commits, services } = this.options;
    commits.add({ key, characterId, write }).catch((error: unknown) => {
      services.log.error({ err: error, key, characterId }, 'a deed could not be recorded');
    });
  }

  /** Of a monster's kind, or of a character; null: nobody, or somebody who is gone. */
  private nameOf(id: string | null): string | null {
    if (id === null) return null;
    const { monsters, players } = this.options.world;
    return monsters.get(id)?.kind.name ?? players.get(id)?.name ?? null;
  }
}
