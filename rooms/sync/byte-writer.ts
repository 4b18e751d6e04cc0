import { encode } from '@colyseus/schema';

/** Most bytes of a number, also of a string's length. */
export const NUMBER_BYTES = 9;

/** What follows belongs to the structure whose number comes next. */
const SWITCH_TO_STRUCTURE = 255;

/** Above this, the engine's own copying is faster than a loop. Bytes. */
const SHORT = 48;

/** Bytes one after the other in memory that grows and is used again. */
export class ByteWriter {
  bytes: Uint8Array;
  /** Where the next byte goes; schema's encoders write with it too, after `reserve`. */
  readonly it = { offset: 0 };

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  clear(): void {
    this.it.offset = 0;
  }

  /** Makes room for so many more: what writes behind the end would be lost without an error. */
  reserve(count: number): void {
    const needed = this.it.offset + count;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.it.offset));
    this.bytes = grown;
  }

  append(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { bytes, it } = this;
    if (end - start > SHORT) {
      bytes.set(source.subarray(start, end), it.offset);
      it.offset += end - start;
    } else {
      let to = it.offset;
      for (let at = start; at < end; at++) bytes[to++] = source[at]!;
      it.offset = to;
    }
  }

  /** @returns what was written, in memory of its own: a slow socket may queue it for long */
  copy(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.it.offset));
  }
}

/** What follows is of this structure. */
export function switchTo(writer: ByteWriter, refId: number): void {
  writer.reserve(1 + NUMBER_BYTES);
  writer.bytes[writer.it.offset++] = SWITCH_TO_STRUCTURE;
  encode.number(writer.bytes, refId, writer.it);
}
