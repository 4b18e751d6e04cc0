import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlaceKind, PlacementPolicy } from '../../src/content/types.ts';

const CONTENT = join(import.meta.dirname, '../../content');

/** The game's content in a folder of its own, to be changed for a measurement and given to a server as CONTENT_DIR. */
export class ContentCopy {
  readonly dir: string;

  static async make(): Promise<ContentCopy> {
    const dir = await mkdtemp(join(tmpdir(), 'omega-realm-content-'));
    await cp(CONTENT, dir, { recursive: true });
    return new ContentCopy(dir);
  }

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** Instances take everybody up to their cap, and no spare one is kept warm: what is measured is as few as there can be. */
  async fill(kind: PlaceKind): Promise<void> {
    const full = { target: 1, softCap: 1, warmAbove: null, consolidateBelow: null };
    await this.change<PlacementPolicy>('placement.json', (placement) => ({
      ...placement,
      kinds: { ...placement.kinds, [kind]: { ...placement.kinds[kind], ...full } },
    }));
  }

  /** @param file of JSON, relative to the folder */
  async change<T>(file: string, change: (content: T) => T): Promise<void> {
    await writeFile(join(this.dir, file), JSON.stringify(change(await this.read(file))));
  }

  /** @param file as of `change` */
  async read<T>(file: string): Promise<T> {
    return JSON.parse(await readFile(join(this.dir, file), 'utf8'));
  }

  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true });
  }
}
