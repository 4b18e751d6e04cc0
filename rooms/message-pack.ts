/** Nothing in the protocol is nested as deep; decoders go down by recursion. */
const MOST_DEPTH = 8;

/** Bytes that follow the header of a value of fixed size. */
const FIXED: Partial<Record<number, number>> = {
  ...{ 192: 0, 194: 0, 195: 0, 202: 4, 203: 8, 204: 1, 205: 2, 206: 4, 207: 8 },
  ...{ 208: 1, 209: 2, 210: 4, 211: 8 },
};
/** How wide the length is that follows the header. */
const BINARIES: Partial<Record<number, number>> = { 196: 1, 197: 2, 198: 4 };
const STRINGS: Partial<Record<number, number>> = { 217: 1, 218: 2, 219: 4 };
const LISTS: Partial<Record<number, number>> = { 220: 2, 221: 4 };
const MAPS: Partial<Record<number, number>> = { 222: 2, 223: 4 };
/** Extensions that the JavaScript SDK sends, in one byte each: `undefined`, and objects of a form that it names for the frame. */
const EXTENSION = 0xd4;
const UNDEFINED = 0;
const RECORD = 0x72;
/** Record ids, and the headers that refer to them; where there is no such record these are numbers. */
const [FIRST_RECORD, LAST_RECORD] = [0x40, 0x7f];

/**
 * Is this exactly one MessagePack value of plain data, with strings for keys? Other extensions are refused: the decoder behind
 * would take them for its own, such as regular expressions.
 * @param start where the value begins
 */
export function isPlainValue(bytes: Uint8Array, start: number): boolean {
  return new PlainReader(bytes).endOfValue(start, MOST_DEPTH) === bytes.length;
}

/** Goes through a frame without making anything of it. Where there is no such value, or it is cut off: NaN, or an end behind the frame's. */
class PlainReader {
  private readonly bytes: Uint8Array;
  /** How many fields each has, by its id. */
  private readonly records = new Map<number, number>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  endOfValue(start: number, depth: number): number {
    const header = this.bytes[start];
    if (header === undefined || depth === 0) return Number.NaN;
    if (header >= 0x90 && header < 0xa0) return this.endOfList(start + 1, header & 0x0f, depth);
    if (header >= 0x80 && header < 0x90) return this.endOfMap(start + 1, header & 0x0f, depth);
    if (header < 0x80) return this.endOfList(start + 1, this.records.get(header) ?? 0, depth);
    if (header >= 0xe0) return start + 1;
    if (header === EXTENSION) return this.endOfExtension(start + 1, depth);
    const [fixed, binary, list, map] = [FIXED[header], BINARIES[header], LISTS[header], MAPS[header]];
    if (fixed !== undefined) return start + 1 + fixed;
    if (binary) return start + 1 + binary + this.lengthAt(start + 1, binary);
    if (list) return this.endOfList(start + 1 + list, this.lengthAt(start + 1, list), depth);
    if (map) return this.endOfMap(start + 1 + map, this.lengthAt(start + 1, map), depth);
    return this.endOfString(start);
  }

  private endOfString(start: number): number {
    const header = this.bytes[start]!;
    if (header >= 0xa0 && header < 0xc0) return start + 1 + (header & 0x1f);
    const width = STRINGS[header];
    return width ? start + 1 + width + this.lengthAt(start + 1, width) : Number.NaN;
  }

  private endOfList(start: number, length: number, depth: number): number {
    let end = start;
    for (let left = length; left > 0 && !Number.isNaN(end); left--) end = this.endOfValue(end, depth - 1);
    return end;
  }

  private endOfMap(start: number, length: number, depth: number): number {
    let end = start;
    for (let left = length; left > 0 && !Number.isNaN(end); left--) {
      end = this.endOfValue(this.endOfString(end), depth - 1);
    }
    return end;
  }

  /** `undefined`; or a record's id, a short list of its keys, and its first values. */
  private endOfExtension(start: number, depth: number): number {
    const [kind, id, keys] = this.bytes.subarray(start, start + 3);
    if (kind === UNDEFINED) return start + 2;
    const isRecord = kind === RECORD && id! >= FIRST_RECORD && id! <= LAST_RECORD && keys! >> 4 === 0x09;
    if (!isRecord) return Number.NaN;
    const fields = keys! & 0x0f;
    let end = start + 3;
    for (let left = fields; left > 0; left--) end = this.endOfString(end);
    this.records.set(id!, fields);
    return this.endOfList(end, fields, depth);
  }

  /** Big-endian. */
  private lengthAt(start: number, width: number): number {
    let length = 0;
    for (let i = start; i < start + width; i++) length = length * 256 + (this.bytes[i] ?? Number.NaN);
    return length;
  }
}
