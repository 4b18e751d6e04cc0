import type { WorldEvent } from '../src/game/events.ts';
import type { HarvestEvent } from '../src/game/harvest.ts';
import { happen } from '../src/game/outside.ts';
import type { World } from '../src/game/world.ts';
import type { ClientMessage } from '../src/protocol.ts';
import type { Actions } from './actions.ts';
import type { Commits } from './commits.ts';
import type { Grants } from './grants.ts';
import type { Occupant } from './occupant.ts';

export interface HarvestsOptions {
  actions: Pick<Actions, 'begin' | 'refuse' | 'tell'>;
  commits: Pick<Commits, 'hasRoomFor'>;
  grants: Pick<Grants, 'give'>;
  /** Id of the instance: with node and serial it names a harvest for ever. */
  instance: string;
  world: World;
}

type Harvested = Extract<HarvestEvent, { type: 'harvested' }>;

/** Between clients that collect, the rules that decide, and the economy that makes what they decide property. */
export class Harvests {
  private readonly options: HarvestsOptions;

  constructor(options: HarvestsOptions) {
    this.options = options;
  }

  /** Answered at once if it is refused, else when it is over and committed. */
  collect(sender: Occupant, { node, actionId }: ClientMessage<'collect'>): void {
    const { actions, commits, world } = this.options;
    if (!actions.begin(sender, actionId)) return;
    const { player } = sender;
    const coming = world.harvest.collections.size + world.harvest.requests.length;
    if (!commits.hasRoomFor(player.id, coming)) actions.refuse(player.id, actionId, 'unavailable');
    else happen(world, { type: 'collect', id: player.id, nodeId: node, actionId });
  }

  /** The events of one tick. Never throws. */
  hear(events: readonly WorldEvent[]): void {
    const { actions } = this.options;
    for (const event of events) {
      switch (event.type) {
        case 'collecting': {
          const { player, actionId, node, seconds } = event;
          actions.tell(player.id, { type: 'collecting', actionId, node: node.id, seconds });
          break;
        }
        case 'collect-refused':
          actions.refuse(event.player.id, event.actionId, event.code);
          break;
        case 'collect-interrupted': {
          const { player, actionId, node, code } = event;
          actions.tell(player.id, { type: 'interrupted', actionId, node: node.id, code });
          actions.refuse(player.id, actionId, code);
          break;
        }
        case 'harvested':
          this.grant(event);
          break;
      }
    }
  }

  private grant({ player, actionId, node, stacks }: Harvested): void {
    const { grants, instance } = this.options;
    const key = `harvest:${instance}:${node.slot.number}:${node.serial}`;
    const grant = { key, kind: 'harvest', characterId: player.id, credits: 0, stacks, items: [] };
    void grants.give(grant, actionId);
  }
}
