import type { WorldEvent } from '../src/game/events.ts';
import type { World } from '../src/game/world.ts';
import type { Services } from '../src/services.ts';
import type { Actions } from './actions.ts';
import { Chronicle } from './chronicle.ts';
import { Commits } from './commits.ts';
import { Grants } from './grants.ts';
import { Harvests } from './harvests.ts';
import { Loot } from './loot.ts';
import { Potions } from './potions.ts';

export interface DeedsOptions {
  services: Pick<Services, 'content' | 'gameEvents' | 'inventory' | 'inventoryNews' | 'leaderboards' | 'log'>;
  actions: Actions;
  /** Id of the place. */
  place: string;
  /** Id of the instance: with what happened in it, it names a cause for ever. */
  instance: string;
  stepsPerSec: number;
  world: World;
  /** Runs nothing any more once the room is gone. */
  schedule(run: () => void, ms: number): unknown;
}

/** Where a world meets what outlives it: economy, leaderboards and event logs hear once of what happened in it. */
export class Deeds {
  readonly harvests: Harvests;
  readonly loot: Loot;
  readonly potions: Potions;
  private readonly chronicle: Chronicle;
  private readonly commits: Commits;

  constructor(options: DeedsOptions) {
    const { actions, schedule, services } = options;
    const commits = new Commits({ log: services.log, schedule });
    const grants = new Grants({ services, actions, commits });
    const parts = { ...options, commits, grants };
    this.commits = commits;
    this.harvests = new Harvests(parts);
    this.loot = new Loot(parts);
    this.potions = new Potions(parts);
    this.chronicle = new Chronicle(parts);
  }

  /** The events of one tick. Never throws. */
  hear(events: readonly WorldEvent[]): void {
    this.harvests.hear(events);
    this.loot.hear(events);
    this.potions.hear(events);
    this.chronicle.hear(events);
  }

  /** The room is gone. Resolves when what could still be written is written. */
  close(): Promise<void> {
    this.chronicle.close();
    return this.commits.close();
  }
}
