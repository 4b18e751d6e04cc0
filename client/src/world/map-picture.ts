import type Phaser from 'phaser';
import { DEPTH } from './depth.ts';
import type { Scenery } from './scenery.ts';

const TILE_LAYERS = ['ground', 'decor', 'overhead'] as const;
/** The picture of a light is this wide at scale 1. */
const GLOW_SIZE = 128;
/** How far below a portal's upper edge the arch's threshold lies in the picture. */
const THRESHOLD = 29;

interface TiledLight {
  x: number;
  y: number;
  properties: { name: string; value: string }[];
}

/** The pictures of a place: tile layers, lights and the vortices of its gates. */
export class MapPicture {
  private readonly parts: Phaser.GameObjects.GameObject[] = [];
  private readonly tilemap: Phaser.Tilemaps.Tilemap;

  /** @param calm without flicker and other movement that carries no meaning */
  constructor(scene: Phaser.Scene, scenery: Scenery, calm: boolean) {
    const key = `place-${scenery.place.id}`;
    if (!scene.cache.tilemap.exists(key))
      scene.cache.tilemap.add(key, { format: 1, data: scenery.map.tiled });
    this.tilemap = scene.make.tilemap({ key });
    const tilesets = scenery.tilesets.map((name) => this.tilemap.addTilesetImage(name, name)!);
    // Layers drawn on the graphics card alone know one tile set.
    const isOnCard = tilesets.length === 1;
    if (isOnCard) mendAnimations(tilesets[0]!, scene);
    for (const name of TILE_LAYERS) {
      this.tilemap
        .createLayer(name, isOnCard ? tilesets[0]! : tilesets, 0, 0, isOnCard)!
        .setDepth(DEPTH[name]);
    }
    for (const light of lightsOf(scenery)) this.addLight(scene, light, calm);
    for (const { left, right, top } of scenery.map.portals)
      this.addVortex(scene, (left + right) / 2, top + THRESHOLD);
  }

  destroy(): void {
    for (const part of this.parts) part.destroy();
    this.tilemap.destroy();
  }

  private addLight(scene: Phaser.Scene, { x, y, properties }: TiledLight, calm: boolean): void {
    const property = (name: string) => properties.find((candidate) => candidate.name === name)?.value ?? '';
    const light = scene.add
      .image(x, y, 'glow')
      .setTint(Number.parseInt(property('color').slice(1), 16))
      .setBlendMode('ADD')
      .setScale((Number(property('radius')) * 2) / GLOW_SIZE)
      .setAlpha(0.34)
      .setDepth(DEPTH.lights);
    this.parts.push(light);
    if (calm) return;
    const period = 1800 + ((x * 7 + y * 13) % 1400);
    scene.tweens.add({
      targets: light,
      alpha: 0.25,
      duration: period,
      yoyo: true,
      repeat: -1,
      ease: 'Sine.easeInOut',
    });
  }

  private addVortex(scene: Phaser.Scene, x: number, y: number): void {
    const vortex = scene.add.sprite(x, y, 'vortex').setOrigin(0.5, 1).setDepth(DEPTH.vortex).setAlpha(0.9);
    this.parts.push(vortex.play('vortex'));
  }
}

/**
 * Phaser 4.2.1 writes an animation's number into the layer's data, but its shader reads there where the animation's data
 * begins, which take two texels each. Without this every second animation shows tiles of another.
 */
function mendAnimations(tileset: Phaser.Tilemaps.Tileset, { game }: Phaser.Scene): void {
  const numbers = tileset.getAnimationDataIndexMap(game.renderer as Phaser.Renderer.WebGL.WebGLRenderer);
  for (const [tile, number] of numbers) numbers.set(tile, number * 2);
}

/** Lights are decoration: the rules do not know of them, so they are read from the Tiled file itself. */
function lightsOf(scenery: Scenery): TiledLight[] {
  const { layers } = scenery.map.tiled as { layers: { name: string; objects?: TiledLight[] }[] };
  return layers.find(({ name }) => name === 'lights')?.objects ?? [];
}
