import { z } from 'zod';
import { CharacterId, ContentId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import { ShipStats, SlotId, SlotType } from './ship-schemas.ts';

const tag = 'ships';

const ItemId = z.uuid().toLowerCase();

const ShipParams = z.strictObject({ shipId: ItemId.describe("The ship's id.") });
const ModuleParams = ShipParams.extend({ moduleId: ItemId.describe('Id of the item that is fitted.') });

const ship = {
  id: z.uuid().describe("The ship's id."),
  characterId: z.uuid().describe('Whose it is.'),
  hull: ContentId.describe('Id of its hull, see content/hulls.'),
  active: z.boolean().describe('Whether its character flies it.'),
};

const fittedModule = {
  id: z.uuid().describe('Id of the item.'),
  kind: ContentId.describe('Id of its kind, see content/modules.'),
};

const Ship = z
  .object({
    ...ship,
    modules: z
      .array(z.object({ ...fittedModule, slot: z.string().describe('Where it is.') }))
      .describe('What is fitted, by slot.'),
    stats: ShipStats,
  })
  .meta({ id: 'Ship', description: 'A ship of a character.' });

const Fitting = z
  .object({
    ...ship,
    slots: z
      .array(
        z.object({
          id: SlotId,
          kind: SlotType,
          module: z.object(fittedModule).nullable().describe('What is in it; null: nothing.'),
        }),
      )
      .describe("Every slot of the hull, in the hull's order."),
    stats: ShipStats,
  })
  .meta({ id: 'Fitting', description: 'The slots of a ship, and what it comes to.' });

export const shipRoutes: Route[] = [
  defineRoute({
    id: 'listShips',
    method: 'get',
    path: '/api/v1/inventory/ships',
    tag,
    summary: "List a character's ships: the active one first, then oldest first.",
    auth: 'bearer',
    query: z.strictObject({ characterId: CharacterId.describe('Whose ships.') }),
    response: z.array(Ship).describe('The ships.'),
    status: 200,
    errors: ['character_not_found'],
    handle: ({ services, identity, query }) => services.ships.list(identity.accountId, query.characterId),
  }),
  defineRoute({
    id: 'getShipStats',
    method: 'get',
    path: '/api/v1/ships/{shipId}/stats',
    tag,
    summary: 'Get what a ship can do.',
    auth: 'bearer',
    params: ShipParams,
    response: ShipStats,
    status: 200,
    errors: ['ship_not_found'],
    handle: async ({ services, identity, params }) =>
      (await services.ships.fitting(identity.accountId, params.shipId)).stats,
  }),
  defineRoute({
    id: 'getShipFitting',
    method: 'get',
    path: '/api/v1/ships/{shipId}/fitting',
    tag,
    summary: "Get a ship's slots and what is in them.",
    auth: 'bearer',
    params: ShipParams,
    response: Fitting,
    status: 200,
    errors: ['ship_not_found'],
    handle: ({ services, identity, params }) => services.ships.fitting(identity.accountId, params.shipId),
  }),
  defineRoute({
    id: 'fitModule',
    method: 'post',
    path: '/api/v1/ships/{shipId}/modules',
    tag,
    summary: 'Fit a module to a ship.',
    auth: 'bearer',
    idempotent: true,
    params: ShipParams,
    body: z.strictObject({
      moduleId: ItemId.describe("Id of a loose item of the ship's character."),
      slot: SlotId.nullable().default(null).describe('Where to; null: the first free slot that fits.'),
    }),
    response: Fitting,
    status: 200,
    errors: [
      'ship_not_found',
      'character_not_found',
      'item_not_found',
      'item_in_use',
      'slot_mismatch',
      'slot_taken',
      'power_exceeded',
      'cpu_exceeded',
      'over_capacity',
    ],
    handle: ({ services, identity, params, body, key }) =>
      services.ships.fit({ accountId: identity.accountId, shipId: params.shipId, key }, body),
  }),
  defineRoute({
    id: 'unfitModule',
    method: 'delete',
    path: '/api/v1/ships/{shipId}/modules/{moduleId}',
    tag,
    summary: 'Take a module out of a ship, back into the inventory.',
    auth: 'bearer',
    idempotent: true,
    params: ModuleParams,
    response: Fitting,
    status: 200,
    errors: [
      'ship_not_found',
      'character_not_found',
      'item_not_found',
      'power_exceeded',
      'cpu_exceeded',
      'over_capacity',
    ],
    handle: ({ services, identity, params: { shipId, moduleId }, key }) =>
      services.ships.unfit({ accountId: identity.accountId, shipId, key }, moduleId),
  }),
  defineRoute({
    id: 'activateShip',
    method: 'post',
    path: '/api/v1/ships/{shipId}/activate',
    tag,
    summary: 'Fly this ship from now on. What it adds acts at once, wherever its character is.',
    auth: 'bearer',
    idempotent: true,
    params: ShipParams,
    response: Fitting,
    status: 200,
    errors: ['ship_not_found', 'character_not_found', 'item_not_found', 'over_capacity'],
    handle: ({ services, identity, params, key }) =>
      services.ships.activate({ accountId: identity.accountId, shipId: params.shipId, key }),
  }),
];
