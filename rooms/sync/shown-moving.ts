import type { ByteWriter } from './byte-writer.ts';
import type { EntityRecord } from './entity-record.ts';
import { doubled, type MovingTable } from './moving-table.ts';
import { areFew, nextTurn, SLOWEST_PATCHES, type Tiers } from './tiers.ts';

const FIRST_CAPACITY = 16;

/** Of one view, those that move: when the client was told of each, and when it is told again. */
export class ShownMoving {
  private readonly table: MovingTable;
  private size = 0;
  private slots = new Int32Array(FIRST_CAPACITY);
  /** Beside each slot the last patch in which it was its turn (-1: the client does not know it yet), … */
  private told = new Int32Array(FIRST_CAPACITY);
  /** … and the next. */
  private turn = new Int32Array(FIRST_CAPACITY);

  constructor(table: MovingTable) {
    this.table = table;
  }

  add(slot: number): void {
    if (this.size === this.slots.length) {
      this.slots = doubled(this.slots);
      this.told = doubled(this.told);
      this.turn = doubled(this.turn);
    }
    this.slots[this.size] = slot;
    this.told[this.size] = -1;
    this.turn[this.size] = 0;
    this.size += 1;
  }

  remove(slot: number): void {
    const { slots, told, turn } = this;
    const at = slots.indexOf(slot);
    const last = --this.size;
    slots[at] = slots[last]!;
    told[at] = told[last]!;
    turn[at] = turn[last]!;
  }

  *records(): Iterable<EntityRecord> {
    for (let i = 0; i < this.size; i++) yield this.table.records[this.slots[i]!]!;
  }

  /** The client has been told of all, as they are in this patch. */
  noteAllTold(patch: number): void {
    this.told.fill(patch, 0, this.size);
    this.turn.fill(patch + 1, 0, this.size);
  }

  /**
   * What changed of those whose turn it is.
   * @param own the client's own character, which it knows better from elsewhere: where it goes is told as of one far away
   * @param x @param y from where distances are reckoned, world pixels
   */
  write(
    frame: ByteWriter,
    patch: number,
    tiers: Tiers,
    own: EntityRecord | undefined,
    x: number,
    y: number,
  ): void {
    const { size, slots, table, told, turn } = this;
    const { changedPatch } = table;
    const isFew = areFew(size);
    const ownSlot = isFew || !own ? -1 : own.slot;
    for (let i = 0; i < size; i++) {
      if (turn[i]! > patch) continue;
      const slot = slots[i]!;
      const last = told[i]!;
      if (last >= 0 && changedPatch[slot]! > last) {
        const changed = table.changedSince(slot, last);
        if (slot === ownSlot && (changed & ~own!.motion) === 0 && patch - last < SLOWEST_PATCHES) continue;
        table.appendTo(frame, slot, changed);
      }
      const dx = table.x[slot]! - x;
      const dy = table.y[slot]! - y;
      told[i] = patch;
      turn[i] = nextTurn(patch, isFew ? 1 : tiers.intervalAt(dx * dx + dy * dy), slot);
    }
  }
}
