import {
  $changes,
  $refId,
  type ChangeTree,
  type Encoder,
  type MapSchema,
  OPERATION,
  type Schema,
} from '@colyseus/schema';
import { MonsterState } from '../../schema/creatures.ts';
import { PlayerState } from '../../schema/world-state.ts';
import { ByteWriter, switchTo } from './byte-writer.ts';
import type { ClientView } from './client-view.ts';
import { EncodedFields } from './encoded-fields.ts';
import { MovingTable } from './moving-table.ts';

/** Those that change all the time, and are told of the more seldom the further away they are. */
const MOVING: ReadonlySet<unknown> = new Set([PlayerState, MonsterState]);
/** What changes when they do nothing else. */
const MOTION: ReadonlySet<string> = new Set(['x', 'y', 'facing']);

/** More than the key of any map takes: ids of characters and of what lives and lies in worlds. Bytes. */
const KEY_BYTES = 1024;

const records = new WeakMap<Schema, EntityRecord>();
const tables = new WeakMap<object, MovingTable>();
const membersOf = new WeakMap<Schema | object, Map<number, EntityRecord>>();

/** An entity of a map that views show: when which of its fields changed, and who is shown it. */
export class EntityRecord {
  readonly ref: Schema;
  readonly tree: ChangeTree;
  readonly refId: number;
  readonly map: ChangeTree;
  readonly mapRefId: number;
  /** What the map calls it on the wire. */
  readonly index: number;
  /** Of those that move, and where in it; null: it does not. */
  readonly table: MovingTable | null;
  readonly slot: number;
  /** Fields that say where it is, as bits. */
  readonly motion: number;
  readonly viewers = new Set<ClientView>();
  readonly encoded: EncodedFields;
  /** Of one that never moves, the last patch with a change and the fields that did. */
  private changedPatch = -1;
  private changedMask = 0;
  private isRetired = false;
  private entry: Uint8Array | null = null;

  constructor(ref: Schema) {
    const tree = ref[$changes]!;
    const map = tree.parent as MapSchema & { [$refId]: number };
    this.ref = ref;
    this.tree = tree;
    this.refId = (ref as { [$refId]?: number })[$refId]!;
    this.map = map[$changes]!;
    this.mapRefId = map[$refId];
    this.index = tree.parentIndex!;
    this.motion = tree.encDescriptor.names.reduce(
      (bits, name, i) => bits | (MOTION.has(name) ? 1 << i : 0),
      0,
    );
    this.encoded = new EncodedFields(tree, this.refId, this.motion);
    this.table = MOVING.has(ref.constructor) ? tableOf(tree.root!) : null;
    this.slot = this.table?.add(this) ?? -1;
  }

  /** It is not where it was any more: in the state no more, or elsewhere in it. */
  get isGone(): boolean {
    return this.tree.root === undefined || this.tree.parentIndex !== this.index;
  }

  /** @param mask the fields that changed since the patch before, as bits */
  note(patch: number, mask: number): void {
    this.encoded.noteChange(mask);
    if (this.table) {
      this.table.note(this.slot, patch, mask);
      return;
    }
    this.changedPatch = patch;
    this.changedMask = mask;
    for (const view of this.viewers) view.noteChange(this);
  }

  /** @returns the fields of one that never moves that changed in this patch, as bits */
  changedIn(patch: number): number {
    return this.changedPatch === patch ? this.changedMask : 0;
  }

  /** It is in the map, under its key; its fields follow later. */
  appendEntry(frame: ByteWriter, encoder: Encoder): void {
    this.entry ??= this.encodeEntry(encoder);
    frame.append(this.entry, 0, this.entry.length);
  }

  private encodeEntry(encoder: Encoder): Uint8Array {
    const { index, map, mapRefId } = this;
    const writer = new ByteWriter(KEY_BYTES);
    switchTo(writer, mapRefId);
    writer.reserve(KEY_BYTES);
    map.encDescriptor.encoder(encoder, writer.bytes, map, index, OPERATION.ADD, writer.it, false, true);
    return writer.bytes.slice(0, writer.it.offset);
  }

  /** Out of every view that shows it; put in again, it is somebody new. */
  retire(): void {
    if (this.isRetired) return;
    this.isRetired = true;
    if (records.get(this.ref) === this) records.delete(this.ref);
    for (const view of this.viewers) view.lose(this);
    this.table?.remove(this.slot);
  }
}

/** @returns the record of an entity that is in a map of the state, made when it is not there yet */
export function recordOf(ref: Schema): EntityRecord {
  const known = records.get(ref);
  if (known && !known.isGone) return known;
  known?.retire();
  const record = new EntityRecord(ref);
  records.set(ref, record);
  let members = membersOf.get(record.map.ref);
  if (!members) {
    members = new Map();
    membersOf.set(record.map.ref, members);
  }
  // Somebody who leaves and comes back between two patches has the same place in the map.
  members.get(record.index)?.retire();
  members.set(record.index, record);
  return record;
}

export function knownRecord(ref: Schema): EntityRecord | undefined {
  return records.get(ref);
}

/** The place in the map was freed: whoever held it is gone. */
export function retireMember(map: ChangeTree, index: number): void {
  const members = membersOf.get(map.ref);
  const record = members?.get(index);
  if (!record?.isGone) return;
  members!.delete(index);
  record.retire();
}

/** @param root of a room's state */
function tableOf(root: object): MovingTable {
  let table = tables.get(root);
  if (!table) {
    table = new MovingTable();
    tables.set(root, table);
  }
  return table;
}
