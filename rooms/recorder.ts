import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { tick } from '../src/game/tick.ts';
import type { TickContext, World } from '../src/game/world.ts';
import { digestOfContent } from '../src/replay/digest.ts';
import { RECORD_FORMAT } from '../src/replay/record.ts';
import { Recording } from '../src/replay/recording.ts';
import type { Services } from '../src/services.ts';
import type { WorldSetup } from './rules.ts';

/** A record ends when it has become as long as this … */
const MOST_CHARACTERS = 1024 ** 3;
/** … or when the disk is so far behind. */
const MOST_UNWRITTEN_BYTES = 16 * 1024 ** 2;

export interface RecorderOptions {
  log: Services['log'];
  world: World;
  setup: WorldSetup;
  /** Where records are put, one file for each instance. */
  dir: string;
  place: string;
  kind: string;
  instance: string;
  seed: string;
  stepsPerSec: number;
}

/** Ticks an instance and records it into a file, which is written beside the ticks. Whatever happens to the file, the instance goes on. */
export class Recorder {
  private readonly world: World;
  private readonly log: Services['log'];
  private readonly file: WriteStream;
  private recording: Recording | null;
  private characters = 0;

  /** @throws Error when there can be no such folder */
  constructor({ log, world, setup, dir, instance, ...header }: RecorderOptions) {
    const path = join(dir, `${header.place}-${instance}.jsonl`);
    mkdirSync(dir, { recursive: true });
    this.world = world;
    this.log = log.child({ record: path });
    // It tells the seed and who was where: for the operator alone.
    this.file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    this.file.on('error', (error) => this.giveUp('the file cannot be written', error));
    this.recording = new Recording(world, {
      header: { format: RECORD_FORMAT, ...header, content: digestOfContent(setup), node: process.version },
      digestEvery: header.stepsPerSec,
      write: (line) => this.write(`${line}\n`),
    });
  }

  /** One step of the world. @throws what it throws */
  tick(context: TickContext): void {
    if (!this.recording) tick(this.world, context);
    else this.recording.tick(context);
    if (this.characters > MOST_CHARACTERS) this.giveUp('it is as long as it may be');
    else if (this.file.writableLength > MOST_UNWRITTEN_BYTES) this.giveUp('the disk is too slow');
  }

  /** Resolves when all of it is written. Never rejects. */
  close(): Promise<void> {
    this.recording?.end();
    this.recording = null;
    return new Promise((resolve) => {
      this.file.once('close', resolve);
      if (this.file.closed) resolve();
      else this.file.end();
    });
  }

  private write(line: string): void {
    this.characters += line.length;
    this.file.write(line);
  }

  private giveUp(reason: string, err?: Error): void {
    if (!this.recording) return;
    this.recording = null;
    this.world.witness = null;
    this.log.warn({ err, reason }, 'an instance is recorded no further');
    this.file.end();
  }
}
