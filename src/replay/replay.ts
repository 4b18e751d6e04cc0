import { happen } from '../game/outside.ts';
import { tick } from '../game/tick.ts';
import type { World } from '../game/world.ts';
import { differences, digestOf } from './digest.ts';
import { parseLine, RECORD_FORMAT, type RecordHeader, type TickRecord } from './record.ts';
import { RecordedInputs, RecordedPast } from './recorded.ts';

/** Where the world went another way than it is recorded. */
export interface Difference {
  tick: number;
  /** The entities, by type and id, and 'world' for itself; or what else was not as it was. */
  parts: readonly string[];
}

export interface ReplayResult {
  header: RecordHeader;
  ticks: number;
  /** Who entered. */
  players: number;
  deaths: number;
  /** How often the world was compared. */
  compared: number;
  /** The first one; null: all is as it was. */
  difference: Difference | null;
}

/**
 * Lives a record through again, up to the first difference.
 * @param makeWorld the world at its beginning, as the header says
 * @throws Error for what is not a record; a last line that was torn ends it
 */
export async function replay(
  lines: AsyncIterable<string> | Iterable<string>,
  makeWorld: (header: RecordHeader) => World,
): Promise<ReplayResult> {
  let replaying: Replaying | undefined;
  for await (const line of lines) {
    const read = parse(line);
    if (!replaying) replaying = new Replaying(checkHeader(read), makeWorld);
    else if (read === undefined) break;
    else if (!replaying.follow(read as TickRecord)) break;
  }
  if (!replaying) throw new Error('the record is empty');
  return replaying.result;
}

class Replaying {
  readonly result: ReplayResult;
  private readonly world: World;
  private readonly dt: number;

  constructor(header: RecordHeader, makeWorld: (header: RecordHeader) => World) {
    this.result = { header, ticks: 0, players: 0, deaths: 0, compared: 0, difference: null };
    this.world = makeWorld(header);
    this.dt = 1 / header.stepsPerSec;
  }

  /** @returns false when it went another way */
  follow(record: TickRecord): boolean {
    const { result, world } = this;
    while (!result.difference && world.tick < record.tick - 1) this.tick({ tick: world.tick + 1 });
    for (const incident of record.incidents ?? []) {
      if (incident.type === 'enter') result.players += 1;
      happen(world, incident);
    }
    if (!result.difference && world.tick < record.tick) this.tick(record);
    if (!result.difference && record.digest) {
      const parts = differences(record.digest, digestOf(world));
      result.compared += 1;
      if (parts.length > 0) result.difference = { tick: world.tick, parts };
    }
    return result.difference === null;
  }

  private tick(record: TickRecord): void {
    const { dt, result, world } = this;
    const past = new RecordedPast(record.past ?? []);
    let failed: string | undefined;
    try {
      tick(world, { dt, inputs: new RecordedInputs(world, record.inputs ?? {}), past });
    } catch (error) {
      failed = String(error);
    }
    result.ticks = world.tick;
    for (const event of world.events)
      if (event.type === 'died' && event.actor.type === 'player') result.deaths += 1;
    const parts: string[] = [];
    if (failed !== record.failed) parts.push(`error: ${failed ?? 'none'}`);
    if (!past.isUsedUp) parts.push('what was asked of the past');
    if (parts.length > 0) result.difference = { tick: world.tick, parts };
  }
}

function parse(line: string): unknown {
  try {
    return parseLine(line);
  } catch {
    return undefined;
  }
}

function checkHeader(read: unknown): RecordHeader {
  const header = read as Partial<RecordHeader> | undefined;
  if (header?.format !== RECORD_FORMAT) throw new Error(`this is no record of format ${RECORD_FORMAT}`);
  return header as RecordHeader;
}
