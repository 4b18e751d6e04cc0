import { GameError } from '../src/errors.ts';
import type { WorldEvent } from '../src/game/events.ts';
import { happen, type Wish } from '../src/game/outside.ts';
import type { World } from '../src/game/world.ts';
import type { ClientMessage } from '../src/protocol.ts';
import type { Services } from '../src/services.ts';
import type { Actions } from './actions.ts';
import type { Commits } from './commits.ts';
import type { Occupant } from './occupant.ts';

export interface PotionsOptions {
  services: {
    inventory: Pick<Services['inventory'], 'use'>;
    inventoryNews: Pick<Services['inventoryNews'], 'note'>;
    log: Services['log'];
  };
  actions: Pick<Actions, 'begin' | 'refuse'>;
  commits: Pick<Commits, 'add' | 'hasRoomFor'>;
  /** Id of the instance: with character and tick it names a use for ever. */
  instance: string;
  world: World;
}

type Begun = Extract<WorldEvent, { type: 'potion-begun' }>;

/** Between clients that use potions, the rules that let them, and the economy, which has taken the potion before it does anything. */
export class Potions {
  private readonly options: PotionsOptions;

  constructor(options: PotionsOptions) {
    this.options = options;
  }

  /** Answered at once if it is refused, else when it has had its effect. */
  use(sender: Occupant, { item, actionId }: ClientMessage<'use'>): void {
    const { actions, commits, world } = this.options;
    if (!actions.begin(sender, actionId)) return;
    const { id } = sender.player;
    if (!commits.hasRoomFor(id, world.requests.length)) actions.refuse(id, actionId, 'unavailable');
    else this.tell(id, { type: 'potion', actionId, item });
  }

  /** The events of one tick. Never throws. */
  hear(events: readonly WorldEvent[]): void {
    for (const event of events) if (event.type === 'potion-begun') void this.pay(event);
  }

  /** Never rejects. */
  private async pay({ actionId, item, player: { id: characterId } }: Begun): Promise<void> {
    const { actions, commits, instance, services, world } = this.options;
    // Not the client's id of the action, which comes again once it is forgotten: the potion would be free.
    const key = `use:${instance}:${characterId}:${world.tick}`;
    try {
      const write = () => services.inventory.use({ key, characterId, item });
      await commits.add({ key, characterId, write });
      services.inventoryNews.note(characterId);
      this.tell(characterId, { type: 'potion-paid', actionId, item });
    } catch (error) {
      const code = error instanceof GameError ? error.code : 'internal';
      if (code !== 'insufficient_items')
        services.log.error({ err: error, key, characterId }, 'a potion could not be used');
      this.tell(characterId, { type: 'potion-unpaid', actionId });
      actions.refuse(characterId, actionId, code);
    }
  }

  private tell(id: string, wish: Wish): void {
    happen(this.options.world, { type: 'wish', id, wish });
  }
}
