import { EntitySchema } from 'typeorm';
import type { Owner } from '../../economy/owner.ts';

/** A unique thing: one row with one owner, for ever. What is used up belongs to a system owner. */
export interface ItemRow {
  id: string;
  /** Content id. */
  kind: string;
  ownerKind: Owner['kind'];
  ownerId: string;
  /** 'equip:<slot>' or 'fit:<ship>:<slot>': in use, and not to be moved; null: loose. */
  placed: string | null;
  state: Record<string, unknown>;
  createdAt: Date;
}

export const ItemEntity = new EntitySchema<ItemRow>({
  name: 'Item',
  tableName: 'items',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'items_pkey' },
    kind: { type: 'text' },
    ownerKind: { type: 'text', name: 'owner_kind' },
    ownerId: { type: 'text', name: 'owner_id' },
    placed: { type: 'text', nullable: true },
    state: { type: 'jsonb', default: {} },
    createdAt: { type: 'timestamptz', name: 'created_at', default: () => 'now()' },
  },
  indices: [
    { name: 'items_owner', columns: ['ownerKind', 'ownerId'] },
    {
      name: 'items_placed_unique',
      columns: ['ownerId', 'placed'],
      unique: true,
      where: 'placed IS NOT NULL',
    },
  ],
});

export interface ItemMoveRow {
  itemId: string;
  /** In the order of one item: whose it was. */
  position: string;
  operationId: string;
  fromKind: Owner['kind'];
  fromId: string;
  toKind: Owner['kind'];
  toId: string;
}

export const ItemMoveEntity = new EntitySchema<ItemMoveRow>({
  name: 'ItemMove',
  tableName: 'item_moves',
  columns: {
    itemId: { type: 'uuid', name: 'item_id', primary: true, primaryKeyConstraintName: 'item_moves_pkey' },
    position: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'item_moves_pkey',
      generated: 'increment',
    },
    operationId: { type: 'bigint', name: 'operation_id' },
    fromKind: { type: 'text', name: 'from_kind' },
    fromId: { type: 'text', name: 'from_id' },
    toKind: { type: 'text', name: 'to_kind' },
    toId: { type: 'text', name: 'to_id' },
  },
  foreignKeys: [
    {
      name: 'item_moves_item_fkey',
      target: 'Item',
      columnNames: ['itemId'],
      referencedColumnNames: ['id'],
    },
    {
      name: 'item_moves_operation_fkey',
      target: 'Operation',
      columnNames: ['operationId'],
      referencedColumnNames: ['id'],
    },
  ],
  indices: [{ name: 'item_moves_operation', columns: ['operationId'] }],
});
