import { Pixels } from './pixels.ts';

export const TILE = 32;
const COLUMNS = 64;

export interface TileAnimation {
  tile: number;
  frames: number[];
  frameMs: number;
}

/** The tileset, growing as maps ask for tiles. A tile is drawn once, whoever asks for it. */
export class Atlas {
  readonly animations: TileAnimation[] = [];
  private readonly ids = new Map<string, number>();
  /** The first is transparent: Phaser's tile shader draws its corner where a layer has no tile. */
  private readonly images: Pixels[] = [new Pixels(TILE, TILE)];

  /** @returns the tile's number in the tileset, from 0. */
  tile(key: string, draw: () => Pixels): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.images.push(draw()) - 1;
      this.ids.set(key, id);
    }
    return id;
  }

  animated(key: string, frames: number, frameMs: number, draw: (frame: number) => Pixels): number {
    const known = this.ids.get(`${key}/0`);
    if (known !== undefined) return known;
    const ids = Array.from({ length: frames }, (_, frame) => this.tile(`${key}/${frame}`, () => draw(frame)));
    this.animations.push({ tile: ids[0]!, frames: ids, frameMs });
    return ids[0]!;
  }

  imageOf(id: number): Pixels {
    return this.images[id]!;
  }

  get layout() {
    const rows = Math.ceil(this.images.length / COLUMNS);
    return { columns: COLUMNS, tileCount: COLUMNS * rows, width: COLUMNS * TILE, height: rows * TILE };
  }

  render(): Pixels {
    const { width, height } = this.layout;
    const sheet = new Pixels(width, height);
    for (const [id, image] of this.images.entries()) {
      sheet.draw(image, (id % COLUMNS) * TILE, Math.floor(id / COLUMNS) * TILE);
    }
    return sheet;
  }
}
