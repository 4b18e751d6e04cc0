import type { ByteWriter } from './byte-writer.ts';
import { encodedBytes, encodedGeneration } from './encoded-fields.ts';
import type { EntityRecord } from './entity-record.ts';
import { SLOWEST_PATCHES } from './tiers.ts';

const FIRST_CAPACITY = 64;

/**
 * What views ask of those that move, for each of a room by its slot. Every view asks it of many in every patch: in rows of
 * numbers all of it fits into the processor's nearest memory, which objects do not.
 */
export class MovingTable {
  /** Where each was at its last change, world pixels. */
  x = new Int32Array(FIRST_CAPACITY);
  y = new Int32Array(FIRST_CAPACITY);
  /** The last patch with a change; -1: none since it is shown to anybody. */
  changedPatch = new Int32Array(FIRST_CAPACITY);
  readonly records: (EntityRecord | undefined)[] = [];
  /** Fields that changed, as bits, by slot and the number of the patch modulo those that are remembered. */
  private masks = new Int32Array(FIRST_CAPACITY * SLOWEST_PATCHES);
  /** What was encoded of it last: which fields, when, and where these bytes are. */
  private encodedMask = new Int32Array(FIRST_CAPACITY);
  private encodedIn = new Int32Array(FIRST_CAPACITY);
  private start = new Int32Array(FIRST_CAPACITY);
  private end = new Int32Array(FIRST_CAPACITY);
  private readonly free: number[] = [];

  /** @returns its slot, good until it is removed */
  add(record: EntityRecord): number {
    const slot = this.free.pop() ?? this.records.length;
    if (slot >= this.x.length) this.grow();
    this.records[slot] = record;
    this.changedPatch[slot] = -1;
    this.encodedIn[slot] = -1;
    this.locate(slot, record);
    return slot;
  }

  remove(slot: number): void {
    this.records[slot] = undefined;
    this.free.push(slot);
  }

  /** @param mask the fields that changed since the patch before, as bits */
  note(slot: number, patch: number, mask: number): void {
    const { masks } = this;
    const row = slot * SLOWEST_PATCHES;
    for (let p = Math.max(this.changedPatch[slot]! + 1, patch - SLOWEST_PATCHES + 1); p < patch; p++)
      masks[row + (p % SLOWEST_PATCHES)] = 0;
    masks[row + (patch % SLOWEST_PATCHES)] = mask;
    this.changedPatch[slot] = patch;
    this.locate(slot, this.records[slot]!);
  }

  /** @returns the fields that changed after `sincePatch`, as bits */
  changedSince(slot: number, sincePatch: number): number {
    const { masks } = this;
    const row = slot * SLOWEST_PATCHES;
    let mask = 0;
    for (let p = this.changedPatch[slot]!; p > sincePatch; p--) mask |= masks[row + (p % SLOWEST_PATCHES)]!;
    return mask;
  }

  /** @param mask fields, as bits: mostly the same for all views, so that what was encoded last is at hand */
  appendTo(frame: ByteWriter, slot: number, mask: number): void {
    if (this.encodedIn[slot] !== encodedGeneration() || this.encodedMask[slot] !== mask)
      this.encode(slot, mask);
    frame.append(encodedBytes(), this.start[slot]!, this.end[slot]!);
  }

  private encode(slot: number, mask: number): void {
    const { encoded } = this.records[slot]!;
    encoded.find(mask);
    this.encodedMask[slot] = mask;
    this.encodedIn[slot] = encodedGeneration();
    this.start[slot] = encoded.start;
    this.end[slot] = encoded.end;
  }

  private locate(slot: number, { ref }: EntityRecord): void {
    const { x, y } = ref as EntityRecord['ref'] & { x: number; y: number };
    this.x[slot] = x;
    this.y[slot] = y;
  }

  private grow(): void {
    this.x = doubled(this.x);
    this.y = doubled(this.y);
    this.changedPatch = doubled(this.changedPatch);
    this.masks = doubled(this.masks);
    this.encodedMask = doubled(this.encodedMask);
    this.encodedIn = doubled(this.encodedIn);
    this.start = doubled(this.start);
    this.end = doubled(this.end);
  }
}

/** @returns twice as long, with the same numbers at the beginning */
export function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}
