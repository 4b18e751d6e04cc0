import { $values, type ChangeTree, OPERATION, type Schema } from '@colyseus/schema';
import { ByteWriter, NUMBER_BYTES, switchTo } from './byte-writer.ts';

/** Most bytes of one UTF-16 code unit. */
const UTF8_BYTES = 3;

/** Of all rooms of the process: encoding waits for nothing, so that one at a time uses it. */
const memory = new ByteWriter(64 * 1024);
let generation = 0;

/** What was encoded before is encoded anew: values have changed since. */
export function forgetEncoded(): void {
  memory.clear();
  generation += 1;
}

/** It grows by being replaced, so that it is asked for anew after each `find`. */
export function encodedBytes(): Uint8Array {
  return memory.bytes;
}

/** Whatever was found in another one is encoded no more. */
export function encodedGeneration(): number {
  return generation;
}

/** Where in `encodedBytes` the fields of a mask stand. */
interface Span {
  readonly mask: number;
  readonly start: number;
  readonly end: number;
}

/** An entity's fields in wire format: encoded once, for all views that are sent the same of them. */
export class EncodedFields {
  private readonly tree: ChangeTree;
  private readonly refId: number;
  /** Fields that change all the time, as bits. */
  private readonly restless: number;
  /** The others, as long as none of them changes: newcomers to views come and go, and names do not. */
  private rest: Uint8Array | null = null;
  private generation = -1;
  /** What was found last, … */
  private mask = 0;
  start = 0;
  end = 0;
  /** … and before that: mostly all views ask for the same. */
  private readonly others: Span[] = [];

  constructor(tree: ChangeTree, refId: number, restless: number) {
    this.tree = tree;
    this.refId = refId;
    this.restless = restless;
  }

  /** @param mask fields that changed, as bits */
  noteChange(mask: number): void {
    if ((mask & ~this.restless) !== 0) this.rest = null;
  }

  /** @param mask fields, as bits */
  appendTo(frame: ByteWriter, mask: number): void {
    this.find(mask);
    frame.append(memory.bytes, this.start, this.end);
  }

  /** All fields that have a value. */
  appendWhole(frame: ByteWriter): void {
    this.appendTo(frame, this.filled(this.restless));
    this.rest ??= this.encodeRest();
    frame.append(this.rest, 0, this.rest.length);
  }

  /** Encodes what nobody has asked for yet; it stands from `start` to `end`. @param mask fields, as bits */
  find(mask: number): void {
    if (this.generation !== generation) {
      this.generation = generation;
      this.others.length = 0;
    } else {
      if (this.mask === mask) return;
      this.others.push({ mask: this.mask, start: this.start, end: this.end });
    }
    const known = this.others.find((one) => one.mask === mask);
    this.mask = mask;
    this.start = known?.start ?? memory.it.offset;
    this.end = known?.end ?? this.encode(mask);
  }

  /** @returns those of these fields that have a value, as bits */
  private filled(among: number): number {
    const { names } = this.tree.encDescriptor;
    let mask = 0;
    for (let index = 0; index < names.length; index++) {
      const value = this.valueAt(index);
      if (value !== undefined && value !== null) mask |= 1 << index;
    }
    return mask & among;
  }

  private encodeRest(): Uint8Array {
    const start = memory.it.offset;
    this.encodeEach(this.filled(~this.restless));
    return memory.bytes.slice(start, memory.it.offset);
  }

  /** @returns where it ends */
  private encode(mask: number): number {
    switchTo(memory, this.refId);
    this.encodeEach(mask);
    return memory.it.offset;
  }

  private encodeEach(mask: number): void {
    for (let left = mask; left !== 0; left &= left - 1) this.encodeField(31 - Math.clz32(left & -left));
  }

  private encodeField(index: number): void {
    const value = this.valueAt(index);
    memory.reserve(1 + NUMBER_BYTES + (typeof value === 'string' ? value.length * UTF8_BYTES : 0));
    const isEmpty = value === undefined || value === null;
    memory.bytes[memory.it.offset++] = index | (isEmpty ? OPERATION.DELETE : OPERATION.ADD);
    if (!isEmpty) this.tree.encDescriptor.encoders[index]!(memory.bytes, value, memory.it);
  }

  private valueAt(index: number): unknown {
    return (this.tree.ref as Schema & { [$values]: unknown[] })[$values][index];
  }
}
