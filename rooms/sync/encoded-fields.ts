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

/** An entity's fields in wire format: encoded once, for all views that are sent the same of them. */
export class EncodedFields {
  private readonly tree: ChangeTree;
  private readonly refId: number;
  private generation = -1;
  private readonly all: { mask: number; start: number; end: number }[] = [];
  /** What was asked for last, at hand: mostly all views ask for the same. */
  private mask = 0;
  private start = 0;
  private end = 0;

  constructor(tree: ChangeTree, refId: number) {
    this.tree = tree;
    this.refId = refId;
  }

  /** @param mask fields, as bits */
  appendTo(frame: ByteWriter, mask: number): void {
    if (this.generation !== generation || this.mask !== mask) this.find(mask);
    frame.append(memory.bytes, this.start, this.end);
  }

  /** @returns the fields that have a value, as bits */
  get whole(): number {
    const { names } = this.tree.encDescriptor;
    let mask = 0;
    for (let index = 0; index < names.length; index++) {
      const value = this.valueAt(index);
      if (value !== undefined && value !== null) mask |= 1 << index;
    }
    return mask;
  }

  private find(mask: number): void {
    if (this.generation !== generation) this.all.length = 0;
    this.generation = generation;
    let known = this.all.find((one) => one.mask === mask);
    if (!known) {
      known = { mask, start: memory.it.offset, end: this.encode(mask) };
      this.all.push(known);
    }
    this.mask = mask;
    this.start = known.start;
    this.end = known.end;
  }

  /** @returns where it ends */
  private encode(mask: number): number {
    switchTo(memory, this.refId);
    for (let left = mask; left !== 0; left &= left - 1) this.encodeField(31 - Math.clz32(left & -left));
    return memory.it.offset;
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
