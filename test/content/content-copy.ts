import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const CONTENT_DIR = join(import.meta.dirname, '../../content');

/** The shipped content in a folder of its own, to be broken by a test and removed after it. */
export class ContentCopy implements Disposable {
  readonly dir = mkdtempSync(join(tmpdir(), 'omega-content-'));

  constructor() {
    cpSync(CONTENT_DIR, this.dir, { recursive: true });
  }

  /** Parses a file, lets `change` edit it in place, and writes it back. */
  // biome-ignore lint/suspicious/noExplicitAny: broken content has no type
  edit(file: string, change: (value: any) => void): void {
    const path = join(this.dir, file);
    const value = JSON.parse(readFileSync(path, 'utf8'));
    change(value);
    writeFileSync(path, JSON.stringify(value));
  }

  /** Edits the objects of one object layer of a map. */
  // biome-ignore lint/suspicious/noExplicitAny: broken content has no type
  editLayer(map: string, layer: string, change: (objects: any[]) => void): void {
    this.edit(`maps/${map}.tmj`, (tiled) => {
      change(tiled.layers.find((candidate: { name: string }) => candidate.name === layer).objects);
    });
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.dir, file), text);
  }

  remove(file: string): void {
    rmSync(join(this.dir, file));
  }

  [Symbol.dispose](): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
