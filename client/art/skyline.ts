import { AMBER, CYAN, INK, ROSE, WATER } from './palette.ts';
import { type Color, Pixels } from './pixels.ts';
import { Random } from './random.ts';

/** Width at which a layer of the skyline repeats. */
const WIDTH = 640;
const LAYER_HEIGHT = 200;
const SKY_HEIGHT = 360;

/** From the zenith to the horizon. */
const DUSK: readonly Color[] = [
  '#120f2e',
  '#1a1540',
  '#251b52',
  '#352362',
  '#4b2c70',
  '#68387a',
  '#8b477f',
  '#b05c7e',
  '#d27a78',
  '#ec9a70',
  '#f9bd7c',
];

/** The sky with its stars and the ringed planet. Drawn once behind everything, it does not repeat. */
export function sky(): Pixels {
  const image = new Pixels(WIDTH, SKY_HEIGHT);
  const random = new Random(11);
  const band = SKY_HEIGHT / DUSK.length;
  for (let y = 0; y < SKY_HEIGHT; y++) {
    const at = Math.min((y / band) * 1.02, DUSK.length - 1);
    const [below, above] = [DUSK[Math.floor(at)]!, DUSK[Math.min(Math.floor(at) + 1, DUSK.length - 1)]!];
    const share = at % 1;
    for (let x = 0; x < WIDTH; x++) image.dot(x, y, share > threshold(x, y) ? above : below);
  }
  for (let at = 0; at < 190; at++) {
    const [x, y] = [random.int(0, WIDTH - 1), Math.floor(random.next() ** 1.7 * 210)];
    image.dot(x, y, random.chance(0.2) ? '#ffffff' : random.chance(0.5) ? '#cfc8ff99' : '#ffd9c088');
    if (random.chance(0.05))
      image
        .dot(x - 1, y, '#ffffff55')
        .dot(x + 1, y, '#ffffff55')
        .dot(x, y - 1, '#ffffff55')
        .dot(x, y + 1, '#ffffff55');
  }
  drawPlanet(image, 468, 92);
  for (let at = 0; at < 9; at++) {
    const [x, y, length] = [random.int(-60, WIDTH), random.int(180, 270), random.int(70, 190)];
    for (let row = 0; row < 4; row++) {
      const inset = Math.abs(row - 1) * 12;
      image.rect(x + inset, y + row, length - inset * 2, 1, row < 2 ? '#f2a98a55' : '#8b477f55');
    }
  }
  return image;
}

/** Ordered dithering (Bayer, 4 × 4). */
function threshold(x: number, y: number): number {
  return ([0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5][(y % 4) * 4 + (x % 4)]! + 0.5) / 16;
}

function drawPlanet(image: Pixels, centerX: number, centerY: number): void {
  const ring = (front: boolean) => {
    for (let step = 0; step < 1400; step++) {
      const angle = (step / 1400) * Math.PI * 2;
      if (Math.sin(angle) > 0 !== front) continue;
      for (const [radius, color] of [
        [70, '#ffcf8699'],
        [74, '#ec9a7088'],
        [80, '#ffd5ea66'],
        [82, '#ffd5ea44'],
      ] as const) {
        const [x, y] = [Math.cos(angle) * radius, Math.sin(angle) * radius * 0.2];
        image.dot(Math.round(centerX + x * 0.95 - y * 0.3), Math.round(centerY + x * 0.28 + y), color);
      }
    }
  };
  ring(false);
  for (let y = -44; y <= 44; y++) {
    for (let x = -44; x <= 44; x++) {
      if (x * x + y * y > 44 * 44) continue;
      const light = (-x * 0.55 + y * 0.85) / 44 + Math.sin(y * 0.42 + x * 0.05) * 0.12;
      const tones: readonly Color[] = ['#3b2466', '#5a2f74', '#7f3f80', '#b05c7e', '#dd8477', '#f6b385'];
      const at = Math.min(Math.max((light + 1) * 2.6, 0), tones.length - 1.01);
      const tone = at % 1 > threshold(x + 64, y + 64) ? tones[Math.floor(at) + 1]! : tones[Math.floor(at)]!;
      image.dot(centerX + x, centerY + y, tone);
    }
  }
  ring(true);
}

interface Layer {
  seed: number;
  body: Color;
  edge: Color;
  /** Chance that a window is lit. */
  lit: number;
  windows: readonly Color[];
  minHeight: number;
  maxHeight: number;
  minWidth: number;
  maxWidth: number;
}

const FAR: Layer = {
  seed: 3,
  body: '#6f3f79',
  edge: '#8a4f83',
  lit: 0.07,
  windows: ['#f0a37a', '#d98a80'],
  minHeight: 45,
  maxHeight: 135,
  minWidth: 14,
  maxWidth: 34,
};
const MIDDLE: Layer = {
  seed: 8,
  body: '#3c2660',
  edge: '#553376',
  lit: 0.2,
  windows: [AMBER[2], AMBER[3], CYAN[2], ROSE[2]],
  minHeight: 38,
  maxHeight: 118,
  minWidth: 20,
  maxWidth: 46,
};

export function farTowers(): Pixels {
  return towers(FAR);
}

export function middleTowers(): Pixels {
  return towers(MIDDLE);
}

function towers(layer: Layer): Pixels {
  const image = new Pixels(WIDTH, LAYER_HEIGHT);
  const random = new Random(layer.seed);
  for (let x = 0; x < WIDTH; ) {
    const width = Math.min(random.int(layer.minWidth, layer.maxWidth), WIDTH - x);
    const height = random.int(layer.minHeight, layer.maxHeight);
    drawTower(image, x, LAYER_HEIGHT - height, width, height, layer, random);
    x += width + (random.chance(0.3) ? random.int(0, 6) : 0);
  }
  return image;
}

function drawTower(
  image: Pixels,
  x: number,
  y: number,
  width: number,
  height: number,
  layer: Layer,
  random: Random,
): void {
  image
    .rect(x, y, width, height, layer.body)
    .rect(x, y, width, 1, layer.edge)
    .rect(x, y, 1, height, layer.edge);
  if (width > 16) {
    switch (random.int(0, 3)) {
      case 0:
        image.rect(x + 4, y - 7, width - 8, 7, layer.body).rect(x + 4, y - 7, width - 8, 1, layer.edge);
        image
          .rect(x + Math.floor(width / 2), y - 22, 1, 15, layer.edge)
          .dot(x + Math.floor(width / 2), y - 23, ROSE[3]);
        break;
      case 1:
        image.ellipse(x + width / 2, y, width / 2 - 2, 9, layer.body);
        break;
      case 2:
        for (let row = 0; row < 12; row++)
          image.rect(x, y - 12 + row, Math.floor(((row + 1) / 12) * width), 1, layer.body);
        break;
      default:
        image.rect(x + 3, y - 4, 5, 4, layer.body).rect(x + width - 9, y - 6, 5, 6, layer.body);
    }
  }
  for (let row = y + 5; row < LAYER_HEIGHT - 4; row += 5) {
    for (let column = x + 3; column < x + width - 3; column += 4) {
      if (random.chance(layer.lit)) image.rect(column, row, 2, 2, random.pick(layer.windows));
    }
  }
  if (random.chance(0.25) && height > 70) {
    const neon = random.pick([ROSE[2], CYAN[2], AMBER[2]]);
    image.rect(x + width - 5, y + 14, 2, random.int(16, 30), neon);
  }
}

/** The harbour in front: water with what the lights leave on it, the quay, cranes and moored ships. */
export function harbour(): Pixels {
  const image = new Pixels(WIDTH, LAYER_HEIGHT);
  const random = new Random(23);
  const surface = 96;
  image.rect(0, surface, WIDTH, LAYER_HEIGHT - surface, WATER[0]);
  for (let y = surface; y < LAYER_HEIGHT; y++) {
    const depth = (y - surface) / (LAYER_HEIGHT - surface);
    for (let at = 0; at < 26; at++) {
      const tone = depth < 0.25 ? '#b05c7e66' : depth < 0.5 ? '#68387a77' : '#17416188';
      if (random.chance(1 - depth * 0.6)) image.rect(random.int(-10, WIDTH), y, random.int(4, 22), 1, tone);
    }
  }
  for (let at = 0; at < 46; at++) {
    const x = random.int(0, WIDTH);
    const tone = random.pick([AMBER[2], AMBER[3], ROSE[2], CYAN[2]]);
    for (let y = surface + 3; y < surface + random.int(20, 66); y += random.int(2, 4)) {
      image.rect(x + random.int(-3, 3), y, random.int(2, 7), 1, `${tone}99`);
    }
  }
  drawQuay(image, random, surface);
  for (const [x, y] of [
    [70, 118],
    [330, 132],
    [520, 112],
  ] as const)
    drawShip(image, x, y);
  return image;
}

function drawQuay(image: Pixels, random: Random, surface: number): void {
  image
    .rect(0, surface - 16, WIDTH, 16, '#221a44')
    .rect(0, surface - 16, WIDTH, 1, '#5b3a78')
    .rect(0, surface - 2, WIDTH, 2, INK);
  for (let x = 0; x < WIDTH; ) {
    const [width, height] = [random.int(24, 60), random.int(10, 32)];
    image
      .rect(x, surface - 16 - height, width, height, '#221a44')
      .rect(x, surface - 16 - height, width, 1, '#4a3068');
    for (let column = x + 4; column < x + width - 5; column += 6)
      if (random.chance(0.5))
        image.rect(column, surface - 10 - height, 3, 4, random.pick([AMBER[3], AMBER[2], CYAN[3]]));
    x += width + random.int(4, 30);
  }
  for (let x = 12; x < WIDTH; x += 40) {
    image
      .rect(x, surface - 26, 1, 12, '#4a3068')
      .rect(x - 1, surface - 28, 3, 3, AMBER[4])
      .rect(x - 2, surface - 29, 5, 5, `${AMBER[3]}55`);
  }
  for (const x of [150, 420, 590]) {
    image
      .rect(x, surface - 78, 3, 64, INK)
      .rect(x + 14, surface - 78, 3, 64, INK)
      .rect(x - 26, surface - 80, 70, 3, INK)
      .rect(x - 4, surface - 90, 24, 10, INK);
    image
      .line(x - 26, surface - 80, x + 4, surface - 92, INK)
      .line(x + 44, surface - 80, x + 14, surface - 92, INK)
      .rect(x - 20, surface - 77, 1, 26, INK)
      .rect(x - 24, surface - 52, 9, 5, '#5b2358');
    image
      .dot(x - 26, surface - 81, ROSE[3])
      .dot(x + 43, surface - 81, ROSE[3])
      .rect(x + 2, surface - 87, 6, 3, AMBER[2]);
  }
}

function drawShip(image: Pixels, x: number, y: number): void {
  image.rect(x + 4, y + 10, 84, 3, '#08142a99');
  for (let row = 0; row < 11; row++)
    image.rect(x + row, y + row - 1, 96 - row * 3, 1, row < 2 ? '#5b3a78' : INK);
  image
    .rect(x + 20, y - 10, 36, 9, '#1b1538')
    .rect(x + 20, y - 10, 36, 1, '#5b3a78')
    .rect(x + 26, y - 18, 18, 8, '#1b1538')
    .rect(x + 34, y - 34, 1, 16, '#1b1538')
    .dot(x + 34, y - 35, ROSE[3]);
  for (let at = x + 23; at < x + 54; at += 5) image.rect(at, y - 7, 3, 2, AMBER[3]);
  image.rect(x + 8, y + 2, 70, 1, CYAN[2]);
}
