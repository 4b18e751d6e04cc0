import { type Encoder, encode, OPERATION, type Schema, StateView } from '@colyseus/schema';
import { type ByteWriter, NUMBER_BYTES, switchTo } from './byte-writer.ts';
import { type EntityRecord, knownRecord, recordOf } from './entity-record.ts';
import { intervalAt, nextTurn } from './tiers.ts';

/** More than the key of any map takes: ids of characters and of what lives and lies in worlds. Bytes. */
const KEY_BYTES = 1024;

/** World pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * What one client is shown of the maps that are marked with `view()`, for `SharedSerializer`. A stock view is asked of each
 * changed entity whether it shows it; this one goes through what it shows, and takes the bytes that were encoded for all.
 */
export class ClientView extends StateView {
  /** Those that move; beside each the last patch in which it was its turn (-1: the client does not know it yet), and the next. */
  private readonly moving: EntityRecord[] = [];
  private readonly toldPatch: number[] = [];
  private readonly turnPatch: number[] = [];
  private readonly still = new Set<EntityRecord>();
  /** Since the last frame: newly shown, … */
  private readonly added: EntityRecord[] = [];
  /** … hidden or gone, … */
  private readonly removed: EntityRecord[] = [];
  /** … and, of those that never move, changed. */
  private readonly changed: EntityRecord[] = [];
  private center: Point = { x: 0, y: 0 };

  /** Distances are reckoned from here. */
  centerOn(ref: Point): void {
    this.center = ref;
  }

  override add(ref: Schema): boolean {
    const record = recordOf(ref);
    if (record.viewers.has(this)) return false;
    record.viewers.add(this);
    this.added.push(record);
    if (record.isMoving) {
      this.toldPatch[this.moving.length] = -1;
      this.turnPatch[this.moving.length] = 0;
      this.moving.push(record);
    } else this.still.add(record);
    return true;
  }

  override remove(ref: Schema): this {
    const record = knownRecord(ref);
    if (record?.viewers.has(this)) this.lose(record);
    return this;
  }

  override has(ref: Schema): boolean {
    return knownRecord(ref)?.viewers.has(this) ?? false;
  }

  override dispose(): void {
    for (const record of this.moving) record.viewers.delete(this);
    for (const record of this.still) record.viewers.delete(this);
    this.moving.length = 0;
    this.still.clear();
    this.forgetPending();
  }

  /** It is shown no more. */
  lose(record: EntityRecord): void {
    this.forget(record);
    const at = this.added.indexOf(record);
    // What the client was never told of needs no farewell.
    if (at >= 0) this.added.splice(at, 1);
    else this.removed.push(record);
  }

  /** One that never moves has changed: whoever is shown it is told in this patch. */
  noteChange(record: EntityRecord): void {
    // While a seat is held for somebody whose connection dropped, its own state goes on changing.
    if (this.changed.at(-1) !== record) this.changed.push(record);
  }

  /** What is new to the client, in the order in which a decoder needs it: farewells, newcomers, and what changed. */
  writePatch(frame: ByteWriter, encoder: Encoder, patch: number): void {
    for (const { index, mapRefId } of this.removed) writeRemoval(frame, mapRefId, index);
    for (const record of this.added) writeEntry(frame, encoder, record);
    for (const { encoded } of this.added) encoded.appendTo(frame, encoded.whole);
    for (const record of this.changed) {
      if (!record.viewers.has(this) || this.added.includes(record)) continue;
      record.encoded.appendTo(frame, record.changedSince(patch - 1));
    }
    this.forgetPending();
    this.writeMoving(frame, patch);
  }

  /** Everything that it shows, to a client that knows nothing of it. */
  writeWhole(frame: ByteWriter, encoder: Encoder, patch: number): void {
    for (const record of [...this.moving]) if (record.isGone) this.forget(record);
    for (const record of [...this.still]) if (record.isGone) this.forget(record);
    this.forgetPending();
    for (const record of this.moving) writeEntry(frame, encoder, record);
    for (const record of this.still) writeEntry(frame, encoder, record);
    this.toldPatch.fill(patch);
    this.turnPatch.fill(patch + 1);
    for (const { encoded } of this.moving) encoded.appendTo(frame, encoded.whole);
    for (const { encoded } of this.still) encoded.appendTo(frame, encoded.whole);
  }

  private writeMoving(frame: ByteWriter, patch: number): void {
    const { moving, toldPatch, turnPatch } = this;
    const { x, y } = this.center;
    for (let i = 0; i < moving.length; i++) {
      if (turnPatch[i]! > patch) continue;
      const record = moving[i]!;
      const told = toldPatch[i]!;
      if (told >= 0 && record.changedPatch > told) record.encoded.appendTo(frame, record.changedSince(told));
      const interval = intervalAt((record.x - x) ** 2 + (record.y - y) ** 2, moving.length);
      toldPatch[i] = patch;
      turnPatch[i] = nextTurn(patch, interval, record.refId);
    }
  }

  private forget(record: EntityRecord): void {
    record.viewers.delete(this);
    if (!record.isMoving) {
      this.still.delete(record);
      return;
    }
    const { moving, toldPatch, turnPatch } = this;
    const at = moving.indexOf(record);
    const last = moving.length - 1;
    moving[at] = moving[last]!;
    toldPatch[at] = toldPatch[last]!;
    turnPatch[at] = turnPatch[last]!;
    moving.length = last;
    toldPatch.length = last;
    turnPatch.length = last;
  }

  private forgetPending(): void {
    this.added.length = 0;
    this.removed.length = 0;
    this.changed.length = 0;
  }
}

/** The entity is in the map, under its key; its fields follow later. */
function writeEntry(frame: ByteWriter, encoder: Encoder, { index, map, mapRefId }: EntityRecord): void {
  switchTo(frame, mapRefId);
  frame.reserve(KEY_BYTES);
  map.encDescriptor.encoder(encoder, frame.bytes, map, index, OPERATION.ADD, frame.it, false, true);
}

function writeRemoval(frame: ByteWriter, mapRefId: number, index: number): void {
  switchTo(frame, mapRefId);
  frame.reserve(1 + NUMBER_BYTES);
  frame.bytes[frame.it.offset++] = OPERATION.DELETE;
  encode.number(frame.bytes, index, frame.it);
}
