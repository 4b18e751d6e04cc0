import { z } from 'zod';
import type { ChangeRequest } from '../../economy/inventory.ts';
import type { InventoryChange } from '../../economy/inventory-changes.ts';
import { characterOwner } from '../../economy/make-inventory.ts';
import type { ErrorCode } from '../../errors.ts';
import { CharacterId } from '../fields.ts';
import { defineRoute, type Route } from '../route.ts';
import {
  BatchBody,
  changeOf,
  DiscardBody,
  EquipBody,
  MAX_CHANGES,
  TransferBody,
  transferOf,
  UnequipBody,
} from './inventory-requests.ts';
import { InventoryState, Receipts, receiptsView } from './inventory-schemas.ts';

const tag = 'inventory';

const OwnCharacter = z.strictObject({ characterId: CharacterId.describe('A character of the account.') });

interface Action<P extends z.ZodType, B extends z.ZodType> {
  /** OpenAPI's operationId. */
  id: string;
  path: `/api/v1/inventory/${string}`;
  kind: ChangeRequest['kind'];
  summary: string;
  params?: P;
  body: B;
  /** Beyond character_not_found. */
  errors: ErrorCode[];
  changes(accountId: string, params: z.output<P>, body: z.output<B>): InventoryChange[];
}

const NoParams = z.strictObject({});

function action<B extends z.ZodType, P extends z.ZodType = typeof NoParams>({
  kind,
  errors,
  changes,
  ...form
}: Action<P, B>): Route {
  return defineRoute({
    ...form,
    method: 'post',
    tag,
    auth: 'bearer',
    idempotent: true,
    response: Receipts,
    status: 200,
    errors: ['character_not_found', ...errors],
    async handle({ services, identity: { accountId }, key, params, body }) {
      const request = { accountId, key, kind, changes: changes(accountId, params as z.output<P>, body) };
      return receiptsView(await services.inventory.change(request));
    },
  });
}

const LOOSE: ErrorCode[] = ['item_not_found', 'item_in_use'];
const EQUIP_ERRORS: ErrorCode[] = [
  ...LOOSE,
  'slot_mismatch',
  'slot_taken',
  'requirements_unmet',
  'over_capacity',
];
const DISCARD_ERRORS: ErrorCode[] = [...LOOSE, 'insufficient_items'];
const TRANSFER_ERRORS: ErrorCode[] = [
  ...DISCARD_ERRORS,
  'insufficient_credits',
  'item_bound',
  'over_capacity',
];

export const inventoryRoutes: Route[] = [
  defineRoute({
    id: 'getInventory',
    method: 'get',
    path: '/api/v1/inventory/{characterId}',
    tag,
    summary: 'Get what a character has, and the storage of its account.',
    auth: 'bearer',
    params: OwnCharacter,
    response: InventoryState,
    status: 200,
    errors: ['character_not_found'],
    handle: ({ services, identity, params }) =>
      services.inventory.look(identity.accountId, params.characterId),
  }),
  action({
    id: 'transferGoods',
    path: '/api/v1/inventory/transfer',
    kind: 'inventory.transfer',
    summary: "Hand credits, stacks and items over between the account's characters and its storage.",
    body: TransferBody,
    errors: TRANSFER_ERRORS,
    changes: (accountId, _, body) => [transferOf(accountId, body)],
  }),
  action({
    id: 'changeInventory',
    path: '/api/v1/inventory/batch',
    kind: 'inventory.batch',
    summary: `Make up to ${MAX_CHANGES} changes at once: all of them, or none.`,
    body: BatchBody,
    errors: [...new Set([...EQUIP_ERRORS, ...TRANSFER_ERRORS])],
    changes: (accountId, _, { characterId, changes }) =>
      changes.map((change) => changeOf(accountId, characterId, change)),
  }),
  action({
    id: 'equipItem',
    path: '/api/v1/inventory/{characterId}/equip',
    kind: 'inventory.equip',
    summary: 'Put an item on.',
    params: OwnCharacter,
    body: EquipBody,
    errors: EQUIP_ERRORS,
    changes: (_, { characterId }, { itemId, slot }) => [
      { do: 'equip', owner: characterOwner(characterId), itemId, slot },
    ],
  }),
  action({
    id: 'unequipItem',
    path: '/api/v1/inventory/{characterId}/unequip',
    kind: 'inventory.unequip',
    summary: 'Take an item off.',
    params: OwnCharacter,
    body: UnequipBody,
    errors: ['item_not_found', 'over_capacity'],
    changes: (_, { characterId }, { itemId }) => [
      { do: 'unequip', owner: characterOwner(characterId), itemId },
    ],
  }),
  action({
    id: 'discardGoods',
    path: '/api/v1/inventory/{characterId}/discard',
    kind: 'inventory.discard',
    summary: 'Throw stacks and items away for good.',
    params: OwnCharacter,
    body: DiscardBody,
    errors: DISCARD_ERRORS,
    changes: (_, { characterId }, parcel) => [{ do: 'discard', from: characterOwner(characterId), parcel }],
  }),
];
