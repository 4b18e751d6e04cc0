import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlacementPolicy } from '../../src/content/types.ts';

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

  /** A hub takes everybody up to its cap, and no second one is kept warm beside it: what is measured is one instance. */
  async fillHubs(): Promise<void> {
    await this.change<PlacementPolicy>('placement.json', (placement) => {
      const hub = { ...placement.kinds.hub, target: 1, softCap: 1, warmAbove: null, consolidateBelow: null };
      return { ...placement, kinds: { ...placement.kinds, hub } };
    });
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
