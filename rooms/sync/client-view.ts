import { type Encoder, encode, OPERATION, type Schema, StateView } from '@colyseus/schema';
import { type ByteWriter, NUMBER_BYTES, switchTo } from './byte-writer.ts';
import { type EntityRecord, knownRecord, recordOf } from './entity-record.ts';
import { ShownMoving } from './shown-moving.ts';
import { Tiers, USUAL_PATCHES_PER_SEC } from './tiers.ts';

/** Somebody in world pixels. */
type Character = Schema & { readonly x: number; readonly y: number };

/**
 * What one client is shown of the maps that are marked with `view()`, for `SharedSerializer`. A stock view is asked of each
 * changed entity whether it shows it; this one goes through what it shows, and takes the bytes that were encoded for all.
 */
export class ClientView extends StateView {
  /** Those that move. */
  private moving: ShownMoving | null = null;
  private readonly still = new Set<EntityRecord>();
  /** Since the last frame: newly shown, … */
  private readonly added: EntityRecord[] = [];
  /** … hidden or gone, … */
  private readonly removed: EntityRecord[] = [];
  /** … and, of those that never move, changed. */
  private readonly changed: EntityRecord[] = [];
  private readonly tiers: Tiers;
  private center: Character | null = null;
  private isOver = false;

  constructor(patchesPerSec = USUAL_PATCHES_PER_SEC) {
    super();
    this.tiers = new Tiers(patchesPerSec);
  }

  /** Distances are reckoned from here: the client's own character, which it knows better from elsewhere. */
  centerOn(ref: Character): void {
    this.center = ref;
  }

  override add(ref: Schema): boolean {
    const record = recordOf(ref);
    if (record.viewers.has(this)) return false;
    record.viewers.add(this);
    this.added.push(record);
    if (record.table) {
      this.moving ??= new ShownMoving(record.table);
      this.moving.add(record.slot);
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

  /** Its character has left: what still comes could only contradict what its client knows. */
  get isDisposed(): boolean {
    return this.isOver;
  }

  override dispose(): void {
    this.isOver = true;
    for (const record of this.shown()) record.viewers.delete(this);
    this.moving = null;
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
    for (const record of this.added) record.appendEntry(frame, encoder);
    for (const { encoded } of this.added) encoded.appendWhole(frame);
    for (const record of this.changed) {
      const changed = record.changedIn(patch);
      if (changed === 0 || !record.viewers.has(this) || this.added.includes(record)) continue;
      record.encoded.appendTo(frame, changed);
    }
    this.forgetPending();
    const { center } = this;
    if (center) this.moving?.write(frame, patch, this.tiers, knownRecord(center), center.x, center.y);
    else this.moving?.write(frame, patch, this.tiers, undefined, 0, 0);
    this.tiers.noteFrame(frame.it.offset);
  }

  /** Everything that it shows, to a client that knows nothing of it. */
  writeWhole(frame: ByteWriter, encoder: Encoder, patch: number): void {
    for (const record of [...this.shown()]) if (record.isGone) this.forget(record);
    this.forgetPending();
    for (const record of this.shown()) record.appendEntry(frame, encoder);
    this.moving?.noteAllTold(patch);
    for (const { encoded } of this.shown()) encoded.appendWhole(frame);
  }

  private *shown(): Iterable<EntityRecord> {
    if (this.moving) yield* this.moving.records();
    yield* this.still;
  }

  private forget(record: EntityRecord): void {
    record.viewers.delete(this);
    if (record.table) this.moving?.remove(record.slot);
    else this.still.delete(record);
  }

  private forgetPending(): void {
    this.added.length = 0;
    this.removed.length = 0;
    this.changed.length = 0;
  }
}

function writeRemoval(frame: ByteWriter, mapRefId: number, index: number): void {
  switchTo(frame, mapRefId);
  frame.reserve(1 + NUMBER_BYTES);
  frame.bytes[frame.it.offset++] = OPERATION.DELETE;
  encode.number(frame.bytes, index, frame.it);
}
