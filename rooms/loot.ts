import type { WorldEvent } from '../src/game/events.ts';
import { happen } from '../src/game/outside.ts';
import type { World } from '../src/game/world.ts';
import type { ClientMessage } from '../src/protocol.ts';
import type { Actions } from './actions.ts';
import type { Commits } from './commits.ts';
import type { Grants } from './grants.ts';
import type { Occupant } from './occupant.ts';

export interface LootOptions {
  actions: Pick<Actions, 'begin' | 'refuse'>;
  commits: Pick<Commits, 'hasRoomFor'>;
  grants: Pick<Grants, 'give'>;
  /** Id of the instance: with the drop's it names a find for ever. */
  instance: string;
  world: World;
}

/** Between clients that pick things up, the rules that decide who may, and the economy that makes it property. */
export class Loot {
  private readonly options: LootOptions;

  constructor(options: LootOptions) {
    this.options = options;
  }

  /** Answered at once if it is refused, else when it is committed. */
  pickUp(sender: Occupant, { drop, actionId }: ClientMessage<'interact'>): void {
    const { actions, commits, world } = this.options;
    if (!actions.begin(sender, actionId)) return;
    const { player } = sender;
    if (!commits.hasRoomFor(player.id, world.requests.length))
      actions.refuse(player.id, actionId, 'unavailable');
    else happen(world, { type: 'wish', id: player.id, wish: { type: 'pick-up', actionId, drop } });
  }

  /** The events of one tick. Never throws. */
  hear(events: readonly WorldEvent[]): void {
    const { grants, instance } = this.options;
    for (const event of events) {
      if (event.type !== 'picked-up') continue;
      const { actionId, player, drop } = event;
      const grant = {
        key: `loot:${instance}:${drop.id}`,
        kind: 'loot',
        characterId: player.id,
        credits: drop.credits,
        stacks: drop.stacks,
        items: drop.items.map((kind) => ({ kind })),
      };
      void grants.give(grant, actionId);
    }
    if (this.options.world.drops.size > 0) this.noteRoom();
  }

  /** Nobody asks for what comes by itself: while there is no room for its commit it stays where it lies. */
  private noteRoom(): void {
    const { commits, world } = this.options;
    for (const { attracts, effects, id } of world.players.values()) {
      if (effects.magnetRange === 0 || commits.hasRoomFor(id, 0) === attracts) continue;
      happen(world, { type: 'attracts', id, attracts: !attracts });
    }
  }
}
