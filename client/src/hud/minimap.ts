import type { PlaceMap } from '../../../src/content/types.ts';
import { isWriting } from '../steering/keyboard.ts';
import { button, el } from '../ui/dom.ts';
import { keepKeys } from '../ui/keep-keys.ts';
import { setHidden } from '../ui/refresh.ts';
import { type MapWindow, placeOn, windowAround } from './minimap-geometry.ts';

/** CSS pixels of its side. */
const SIZE = 128;
const REDRAW_MS = 100;
const GROUND = '#2a2a58';
const WALL = '#5a5f9a';
const PORTAL = '#ff94c6';
const SELF = '#fff2cc';

export interface MapDot {
  x: number;
  y: number;
  /** CSS colour. */
  color: string;
  /** CSS pixels. */
  radius: number;
}

/** What the minimap shows. */
export interface MapScene {
  map: Pick<PlaceMap, 'width' | 'height' | 'walls' | 'portals'>;
  self: { x: number; y: number };
  /** Radians, 0 east, clockwise on screen. */
  facing: number;
  /** World pixels that are seen to each side, where the map is as large as that. */
  radius: number;
  /** The last is drawn over the others. */
  dots: readonly MapDot[];
}

/** The surroundings from above: walls, gates and who is in view. V shows and hides it. */
export class Minimap {
  readonly element: HTMLElement;
  private readonly canvas = el('canvas', {
    class: 'minimap-canvas',
    role: 'img',
    'aria-label': 'Map of the surroundings',
  });
  private readonly opener: HTMLButtonElement;
  private readonly listening = new AbortController();
  private readonly density = window.devicePixelRatio;
  private walls: { map: MapScene['map']; picture: HTMLCanvasElement; scale: number } | null = null;
  private drawnAt = Number.NEGATIVE_INFINITY;

  constructor() {
    this.opener = button(
      'Map',
      {
        class: 'quiet minimap-toggle',
        'aria-expanded': 'true',
        title: 'V shows and hides this',
        'data-testid': 'minimap-toggle',
      },
      () => this.toggle(),
    );
    this.canvas.width = this.canvas.height = SIZE * this.density;
    this.element = el(
      'section',
      { class: 'minimap', 'data-testid': 'minimap', hidden: true },
      this.canvas,
      this.opener,
    );
    keepKeys(this.element);
    window.addEventListener(
      'keydown',
      (event) => {
        const isPlain = !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey;
        if (event.code === 'KeyV' && isPlain && !isWriting(event.target)) this.toggle();
      },
      { signal: this.listening.signal },
    );
  }

  /** @param scene null: nothing is shown yet @param now milliseconds */
  show(scene: () => MapScene | null, now: number): void {
    if (now - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = now;
    const known = scene();
    setHidden(this.element, known === null);
    if (known && !this.canvas.hidden) this.draw(known);
  }

  dispose(): void {
    this.listening.abort();
  }

  private toggle(): void {
    this.canvas.hidden = !this.canvas.hidden;
    this.opener.setAttribute('aria-expanded', String(!this.canvas.hidden));
  }

  private draw({ map, self, facing, radius, dots }: MapScene): void {
    const pen = this.canvas.getContext('2d')!;
    const part = windowAround(self, map, radius, SIZE);
    pen.setTransform(this.density, 0, 0, this.density, 0, 0);
    pen.clearRect(0, 0, SIZE, SIZE);
    const { picture, scale } = this.wallsOf(map, part.scale * this.density);
    const side = SIZE / part.scale;
    pen.drawImage(picture, part.left * scale, part.top * scale, side * scale, side * scale, 0, 0, SIZE, SIZE);
    for (const { left, right, top, bottom } of map.portals)
      drawDot(pen, part, { x: (left + right) / 2, y: (top + bottom) / 2, color: PORTAL, radius: 4 });
    for (const dot of dots) drawDot(pen, part, dot);
    const at = placeOn(part, self, SIZE);
    if (at) drawArrow(pen, at, facing);
  }

  /** Walls stay as they are, so they are drawn once. */
  private wallsOf(map: MapScene['map'], scale: number): { picture: HTMLCanvasElement; scale: number } {
    if (this.walls?.map === map && this.walls.scale === scale) return this.walls;
    const picture = document.createElement('canvas');
    picture.width = Math.ceil(map.width * scale);
    picture.height = Math.ceil(map.height * scale);
    const pen = picture.getContext('2d')!;
    pen.fillStyle = GROUND;
    pen.fillRect(0, 0, picture.width, picture.height);
    pen.fillStyle = WALL;
    for (const { left, top, right, bottom } of map.walls)
      pen.fillRect(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale);
    this.walls = { map, picture, scale };
    return this.walls;
  }
}

function drawDot(pen: CanvasRenderingContext2D, part: MapWindow, { x, y, color, radius }: MapDot): void {
  const at = placeOn(part, { x, y }, SIZE);
  if (!at) return;
  pen.fillStyle = color;
  pen.beginPath();
  pen.arc(at.x, at.y, radius, 0, Math.PI * 2);
  pen.fill();
}

function drawArrow(pen: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, facing: number): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(facing);
  pen.fillStyle = SELF;
  pen.strokeStyle = '#12102a';
  pen.beginPath();
  pen.moveTo(6, 0);
  pen.lineTo(-4, 4);
  pen.lineTo(-2, 0);
  pen.lineTo(-4, -4);
  pen.closePath();
  pen.fill();
  pen.stroke();
  pen.restore();
}
