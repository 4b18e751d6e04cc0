import { $changes, $refId, type ChangeTree, type MapSchema, type Schema } from '@colyseus/schema';
import { MonsterState } from '../../schema/creatures.ts';
import { PlayerState } from '../../schema/world-state.ts';
import type { ClientView } from './client-view.ts';
import { EncodedFields } from './encoded-fields.ts';

/** Changes are remembered for so many patches: who is told of an entity more seldom would miss some. */
export const REMEMBERED_PATCHES = 4;

/** Those that change all the time, and are told of the more seldom the further away they are. */
const MOVING: ReadonlySet<unknown> = new Set([PlayerState, MonsterState]);

const records = new WeakMap<Schema, EntityRecord>();
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
  readonly isMoving: boolean;
  readonly viewers = new Set<ClientView>();
  readonly encoded: EncodedFields;
  /** Where one that moves was at its last change, world pixels. */
  x = 0;
  y = 0;
  /** The last patch with a change; -1: none since it is shown to anybody. */
  changedPatch = -1;
  /** Fields that changed, as bits, by the number of the patch modulo their count. */
  private readonly masks: number[] = Array(REMEMBERED_PATCHES).fill(0);

  constructor(ref: Schema) {
    const tree = ref[$changes]!;
    const map = tree.parent as MapSchema & { [$refId]: number };
    this.ref = ref;
    this.tree = tree;
    this.refId = (ref as { [$refId]?: number })[$refId]!;
    this.map = map[$changes]!;
    this.mapRefId = map[$refId];
    this.index = tree.parentIndex!;
    this.isMoving = MOVING.has(ref.constructor);
    this.encoded = new EncodedFields(tree, this.refId);
    if (this.isMoving) this.locate();
  }

  /** It is not where it was any more: in the state no more, or elsewhere in it. */
  get isGone(): boolean {
    return this.tree.root === undefined || this.tree.parentIndex !== this.index;
  }

  /** @param mask the fields that changed since the patch before, as bits */
  note(patch: number, mask: number): void {
    const { masks } = this;
    for (let p = Math.max(this.changedPatch + 1, patch - REMEMBERED_PATCHES + 1); p < patch; p++)
      masks[p % REMEMBERED_PATCHES] = 0;
    masks[patch % REMEMBERED_PATCHES] = mask;
    this.changedPatch = patch;
    if (this.isMoving) this.locate();
  }

  /** @returns the fields that changed after `sincePatch`, as bits */
  changedSince(sincePatch: number): number {
    let mask = 0;
    for (let p = this.changedPatch; p > sincePatch; p--) mask |= this.masks[p % REMEMBERED_PATCHES]!;
    return mask;
  }

  private locate(): void {
    const { x, y } = this.ref as Schema & { x: number; y: number };
    this.x = x;
    this.y = y;
  }

  /** Out of every view that shows it; put in again, it is somebody new. */
  retire(): void {
    if (records.get(this.ref) === this) records.delete(this.ref);
    for (const view of this.viewers) view.lose(this);
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
