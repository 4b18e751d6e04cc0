import type { Characters } from '../characters/characters.ts';
import type { Hull } from '../content/ship-types.ts';
import type { Holder, InventoryContent } from '../economy/inventory-holder.ts';
import type { HolderOwner, InventoryStore } from '../economy/inventory-store.ts';
import { GameError } from '../errors.ts';
import { planActivation, planFit, planStarter, planUnfit, type ShipDecision } from './fitting-plan.ts';
import { hullOf, modulesOf } from './fitting-rules.ts';
import { type ShipRecord, shipOf } from './ship-record.ts';
import { shipStats } from './ship-stats.ts';
import type { ShipStore } from './ship-store.ts';
import type { Fitting, Ship, ShipRequest, Ships } from './ships.ts';
import { slotsOf } from './slots.ts';

export interface ShipsDependencies {
  store: ShipStore;
  inventory: Pick<InventoryStore, 'read' | 'change' | 'happened'>;
  characters: Pick<Characters, 'get'>;
  content: InventoryContent;
}

export function makeShips({ store, inventory, characters, content }: ShipsDependencies): Ships {
  const starter = starterOf(content.hulls.values());

  /** Errors: ship_not_found, also for somebody else's. @returns the character that has it */
  async function pilotOf(accountId: string, shipId: string): Promise<string> {
    const characterId = await store.characterOf(shipId);
    if (characterId === null) throw new GameError('ship_not_found');
    await characters.get(accountId, characterId).catch((error) => {
      const others = error instanceof GameError && error.code === 'character_not_found';
      throw others ? new GameError('ship_not_found') : error;
    });
    return characterId;
  }

  /** The active one first, then oldest first. */
  async function shipsOf(characterId: string): Promise<ShipRecord[]> {
    const [holder] = await inventory.read([ownerOf(characterId)]);
    const { items } = holder!.holdings;
    // Nothing limits how many ships somebody has: all items are not to be looked through for each.
    const placed = items.filter((item) => item.placed !== null);
    const ships = items.filter(({ kind }) => content.hulls.has(kind)).map((item) => shipOf(item, placed));
    return ships.sort((a, b) => Number(b.active) - Number(a.active));
  }

  async function giveStarter(characterId: string): Promise<void> {
    const key = `ship:start:${characterId}`;
    await inventory.change(
      { key, kind: 'ship.start', actorId: null, body: { characterId } },
      [ownerOf(characterId)],
      ([holder]) => planStarter(holder!, starter.id),
    );
  }

  async function change(
    { accountId, shipId, key }: ShipRequest,
    kind: 'ship.fit' | 'ship.unfit' | 'ship.activate',
    details: object,
    plan: (holder: Holder) => ShipDecision,
  ): Promise<Fitting> {
    const request = { key, kind, actorId: accountId, body: { shipId, ...details } };
    // Who tries again hears what was answered then, also when the ship has gone to somebody else since.
    const again = await inventory.happened(key);
    const owners = again ? [] : [ownerOf(await pilotOf(accountId, shipId))];
    const { characterId, ship } = await inventory.change(request, owners, ([holder]) => {
      if (!holder) throw new GameError('ship_not_found');
      const { work, result } = plan(holder);
      return { work, result: { characterId: holder.owner.id, ship: result } };
    });
    return withSlots(characterId, ship);
  }

  function withStats(characterId: string, ship: ShipRecord): Ship {
    return { ...ship, characterId, stats: shipStats(hullOf(content, ship), modulesOf(content, ship)) };
  }

  function withSlots(characterId: string, ship: ShipRecord): Fitting {
    const bySlot = new Map(ship.modules.map(({ slot, id, kind }) => [slot, { id, kind }]));
    const slots = slotsOf(hullOf(content, ship)).map((slot) => ({
      ...slot,
      module: bySlot.get(slot.id) ?? null,
    }));
    return { ...withStats(characterId, ship), slots };
  }

  return {
    async list(accountId, characterId) {
      const { id } = await characters.get(accountId, characterId);
      let ships = await shipsOf(id);
      if (!ships[0]?.active) {
        // The process that created the character may have ended before it gave it one.
        await giveStarter(id);
        ships = await shipsOf(id);
      }
      return ships.map((ship) => withStats(id, ship));
    },

    async fitting(accountId, shipId) {
      const characterId = await pilotOf(accountId, shipId);
      const ship = (await shipsOf(characterId)).find(({ id }) => id === shipId);
      if (!ship) throw new GameError('ship_not_found');
      return withSlots(characterId, ship);
    },

    fit: (request, module) =>
      change(request, 'ship.fit', module, (holder) =>
        planFit(content, holder, { shipId: request.shipId, ...module }),
      ),

    unfit: (request, moduleId) =>
      change(request, 'ship.unfit', { moduleId }, (holder) =>
        planUnfit(content, holder, { shipId: request.shipId, moduleId }),
      ),

    activate: (request) =>
      change(request, 'ship.activate', {}, (holder) => planActivation(content, holder, request)),

    giveStarter,
  };
}

function ownerOf(id: string): HolderOwner {
  return { kind: 'character', id };
}

function starterOf(hulls: Iterable<Hull>): Hull {
  const starter = [...hulls].find((hull) => hull.starter);
  if (!starter) throw new Error('the content has no starter hull');
  return starter;
}
