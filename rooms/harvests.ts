import { type ErrorCode, GameError } from '../src/errors.ts';
import { type HarvestEvent, requestCollect } from '../src/game/harvest.ts';
import { fullBucket, type TokenBucket, takeToken } from '../src/game/token-bucket.ts';
import type { World, WorldEvent } from '../src/game/world.ts';
import type { ServerMessage } from '../src/protocol.ts';
import type { Services } from '../src/services.ts';
import { Grants } from './grants.ts';
import { tell } from './messages.ts';
import type { Occupant } from './occupant.ts';
import { type ActionAnswer, RecentActions } from './recent-actions.ts';

/** Messages that one client may send, those that are refused or repeated included. */
const ALLOWANCE = { burst: 10, refillPerSec: 5 };

export interface HarvestsOptions {
  services: Pick<Services, 'inventory' | 'log' | 'metrics'>;
  /** Name of the room, for the metrics. */
  room: string;
  /** Id of the instance: with node and serial it names a harvest for ever. */
  instance: string;
  world: World;
  /** Who is in the instance; undefined: it is not. */
  occupant(characterId: string): Occupant | undefined;
  schedule(run: () => void, ms: number): unknown;
}

/** What is kept of a character that has tried to collect, until it leaves. */
interface Collector {
  allowance: TokenBucket;
  actions: RecentActions;
}

type Harvested = Extract<HarvestEvent, { type: 'harvested' }>;

/** Between clients that collect, the rules that decide, and the economy that makes what they decide property. */
export class Harvests {
  private readonly options: HarvestsOptions;
  private readonly grants: Grants;
  private readonly collectors = new Map<string, Collector>();

  constructor(options: HarvestsOptions) {
    this.options = options;
    const { inventory, log } = options.services;
    this.grants = new Grants({ inventory, log, schedule: options.schedule });
  }

  /** Every action is answered with `confirm`: at once if it is refused, else when it is over and committed. */
  collect(sender: Occupant, node: string, actionId: string): void {
    const { player } = sender;
    const { allowance, actions } = this.collectorOf(player.id);
    // What is refused for its pace was not looked at: sent again later, the same action may be done.
    if (takeToken(allowance, ALLOWANCE, performance.now()) > 0) {
      this.confirm(player.id, actionId, { ok: false, code: 'rate_limited' });
      return;
    }
    const known = actions.begin(actionId);
    if (known === 'under way') return;
    const { world } = this.options;
    const coming = world.harvest.collections.size + world.harvest.requests.length;
    if (known !== 'new') this.confirm(player.id, actionId, known);
    else if (!sender.isAdmitted) this.refuse(player.id, actionId, 'travel_in_progress');
    else if (!this.grants.hasRoomFor(player.id, coming)) this.refuse(player.id, actionId, 'unavailable');
    else requestCollect(world, player, node, actionId);
  }

  /** The events of one tick. Never throws. */
  hear(events: readonly WorldEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case 'collecting': {
          const { player, actionId, node, seconds } = event;
          this.tell(player.id, { type: 'collecting', actionId, node: node.id, seconds });
          break;
        }
        case 'collect-refused':
          this.refuse(event.player.id, event.actionId, event.code);
          break;
        case 'collect-interrupted': {
          const { player, actionId, node, code } = event;
          this.tell(player.id, { type: 'interrupted', actionId, node: node.id, code });
          this.refuse(player.id, actionId, code);
          break;
        }
        case 'harvested':
          void this.grant(event);
          break;
      }
    }
  }

  /** The character has left; what it collected becomes its property all the same. */
  forget(characterId: string): void {
    this.collectors.delete(characterId);
  }

  /** As `Grants.close`. */
  close(): Promise<void> {
    return this.grants.close();
  }

  private async grant({ player, actionId, node, stacks }: Harvested): Promise<void> {
    const { instance, services } = this.options;
    const key = `harvest:${instance}:${node.slot.number}:${node.serial}`;
    try {
      const where = await this.grants.give({
        key,
        kind: 'harvest',
        characterId: player.id,
        credits: 0,
        stacks,
        items: [],
      });
      this.finish(player.id, actionId, { ok: true, code: null });
      this.tell(player.id, { type: 'gained', items: stacks, where });
    } catch (error) {
      services.log.error({ err: error, key, characterId: player.id }, 'a harvest could not be granted');
      this.refuse(player.id, actionId, error instanceof GameError ? error.code : 'internal');
    }
  }

  private refuse(characterId: string, actionId: string, code: ErrorCode): void {
    this.finish(characterId, actionId, { ok: false, code });
  }

  private finish(characterId: string, actionId: string, answer: ActionAnswer): void {
    this.collectors.get(characterId)?.actions.finish(actionId, answer);
    this.confirm(characterId, actionId, answer);
  }

  private confirm(characterId: string, actionId: string, answer: ActionAnswer): void {
    const { services, room } = this.options;
    if (answer.code !== null) services.metrics.roomError(room, answer.code);
    const occupant = this.reachable(characterId);
    if (occupant) tell(occupant.client, 'confirm', { actionId, ...answer });
  }

  private tell(characterId: string, event: ServerMessage<'event'>): void {
    const occupant = this.reachable(characterId);
    if (occupant) tell(occupant.client, 'event', event);
  }

  private reachable(characterId: string): Occupant | undefined {
    const occupant = this.options.occupant(characterId);
    return occupant && !occupant.reconnection ? occupant : undefined;
  }

  private collectorOf(characterId: string): Collector {
    let collector = this.collectors.get(characterId);
    if (!collector) {
      collector = { allowance: fullBucket(ALLOWANCE, performance.now()), actions: new RecentActions() };
      this.collectors.set(characterId, collector);
    }
    return collector;
  }
}
