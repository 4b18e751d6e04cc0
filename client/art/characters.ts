import { AMBER, CYAN, INK, LEAF, ROSE, STEEL, WOOD } from './palette.ts';
import { type Color, Pixels } from './pixels.ts';

export const CHARACTER_WIDTH = 32;
export const CHARACTER_HEIGHT = 48;
/** Rows of the sheet. West is east, mirrored. */
const VIEWS = ['south', 'west', 'east', 'north'] as const;
type View = 'south' | 'east' | 'north';

/** One moment of a character: two of standing, four of walking. */
interface Pose {
  /** Pixels that the upper body sinks. */
  sink: number;
  /** Steps of the feet: -1 back or lifted, 1 ahead, 0 under the body. Left foot first. */
  feet: readonly [number, number];
  /** Swing of arms, cloaks and hems. */
  sway: number;
}

const POSES: readonly Pose[] = [
  { sink: 0, feet: [0, 0], sway: 0 },
  { sink: 1, feet: [0, 0], sway: 0 },
  { sink: 1, feet: [1, -1], sway: 1 },
  { sink: 0, feet: [0, 0], sway: 0 },
  { sink: 1, feet: [-1, 1], sway: -1 },
  { sink: 0, feet: [0, 0], sway: 0 },
];

type Draw = (image: Pixels, view: View, pose: Pose) => void;

/** By class id. */
export const CHARACTERS: Record<string, Draw> = { vanguard, ranger, mystic };

/** A sheet of four rows (south, west, east, north), one column per pose. */
export function characterSheet(draw: Draw): Pixels {
  const sheet = new Pixels(CHARACTER_WIDTH * POSES.length, CHARACTER_HEIGHT * VIEWS.length);
  for (const [row, view] of VIEWS.entries()) {
    for (const [column, pose] of POSES.entries()) {
      const image = new Pixels(CHARACTER_WIDTH, CHARACTER_HEIGHT);
      draw(image, view === 'west' ? 'east' : view, pose);
      const figure = view === 'west' ? image.mirrored() : image;
      sheet.draw(figure.outlined(INK), column * CHARACTER_WIDTH, row * CHARACTER_HEIGHT);
    }
  }
  return sheet;
}

const SKIN: readonly [Color, Color] = ['#e8b08f', '#b97a6b'];
const SKIN_DARK: readonly [Color, Color] = ['#a86f56', '#7a4a44'];
const GREEN: readonly [Color, Color, Color] = ['#1f5a55', '#2f8468', '#5fd3a2'];
const VIOLET: readonly [Color, Color, Color, Color] = ['#33235f', '#4f378a', '#7250b8', '#b78cff'];

interface Legs {
  cloth: Color;
  shade: Color;
  boot: Color;
  width: number;
}

/** Legs from the hip (y 33) to the ground (y 44). */
function drawLegs(image: Pixels, view: View, { feet }: Pose, { cloth, shade, boot, width }: Legs): void {
  const leg = (x: number, lift: number, dark: boolean) => {
    const length = 11 - lift;
    image.rect(x, 33, width, length, dark ? shade : cloth).rect(x, 33 + length - 4, width, 4, boot);
    image.rect(x, 33 + length - 1, width, 1, INK);
  };
  if (view === 'east') {
    const [left, right] = feet;
    leg(15 - right * 4, right < 0 ? 1 : 0, true);
    leg(14 - left * 4, left < 0 ? 1 : 0, false);
    return;
  }
  leg(15 - width, feet[0] < 0 ? 3 : 0, view === 'north');
  leg(17, feet[1] < 0 ? 3 : 0, view === 'north');
}

function drawFace(image: Pixels, view: View, y: number, [skin, shade]: readonly [Color, Color]): void {
  if (view === 'north') return;
  if (view === 'east') {
    image
      .rect(14, y, 8, 8, skin)
      .rect(14, y + 6, 7, 2, shade)
      .rect(19, y + 3, 1, 2, INK)
      .rect(22, y + 4, 1, 1, skin);
    return;
  }
  image
    .rect(12, y, 9, 8, skin)
    .rect(13, y + 7, 7, 1, shade)
    .rect(14, y + 3, 1, 2, INK)
    .rect(18, y + 3, 1, 2, INK);
  image.dot(12, y + 5, shade).dot(20, y + 5, shade);
}

/** Broad: plate, a closed helmet, a shield and a short cape. */
function vanguard(image: Pixels, view: View, pose: Pose): void {
  const y = pose.sink;
  const [dark, mid, light, bright] = [STEEL[1], STEEL[2], STEEL[3], STEEL[4]];
  if (view !== 'north') drawCape(image, view, y, pose.sway);
  drawLegs(image, view, pose, { cloth: mid, shade: dark, boot: STEEL[0], width: 5 });
  if (view === 'east') {
    image
      .rect(11, 20 + y, 12, 14, mid)
      .rect(18, 21 + y, 5, 11, light)
      .rect(12, 31 + y, 10, 3, AMBER[1])
      .rect(21, 22 + y, 2, 7, bright);
    image
      .rect(12, 8 + y, 12, 12, light)
      .rect(12, 8 + y, 12, 3, bright)
      .rect(12, 17 + y, 11, 3, dark)
      .rect(19, 12 + y, 6, 4, INK)
      .rect(20, 13 + y, 5, 2, AMBER[3]);
    image.rect(13, 5 + y, 8, 3, AMBER[2]).rect(11, 6 + y, 4, 4, AMBER[1]);
    image
      .rect(11 - pose.sway, 20 + y, 9, 7, light)
      .rect(11 - pose.sway, 20 + y, 9, 2, bright)
      .rect(13 - pose.sway * 2, 26 + y, 5, 7, dark);
    image
      .rect(15 - pose.sway * 2, 24 + y, 9, 13, AMBER[1])
      .rect(16 - pose.sway * 2, 25 + y, 7, 11, AMBER[2])
      .rect(18 - pose.sway * 2, 28 + y, 3, 5, AMBER[4]);
    return;
  }
  const back = view === 'north';
  image
    .rect(9, 20 + y, 15, 14, mid)
    .rect(11, 21 + y, 11, 7, light)
    .rect(12, 22 + y, 4, 5, back ? mid : bright)
    .rect(10, 31 + y, 13, 3, AMBER[1]);
  image.rect(15, 31 + y, 3, 3, AMBER[3]).rect(16, 22 + y, 1, 8, dark);
  for (const [x, swing] of [
    [6, pose.sway],
    [22, -pose.sway],
  ] as const) {
    image
      .rect(x, 25 + y + Math.max(0, swing), 5, 9, dark)
      .rect(x, 32 + y + Math.max(0, swing), 5, 3, STEEL[0]);
    image
      .rect(x - 1, 19 + y, 7, 7, light)
      .rect(x - 1, 19 + y, 7, 2, bright)
      .rect(x - 1, 25 + y, 7, 1, AMBER[2]);
  }
  image
    .rect(11, 8 + y, 11, 12, light)
    .rect(11, 8 + y, 11, 3, bright)
    .rect(11, 8 + y, 2, 12, mid)
    .rect(20, 8 + y, 2, 12, mid);
  image.rect(15, 5 + y, 3, back ? 12 : 6, AMBER[2]).rect(15, 5 + y, 1, 6, AMBER[3]);
  if (back) {
    drawCape(image, view, y, pose.sway);
    return;
  }
  image
    .rect(12, 12 + y, 9, 4, INK)
    .rect(13, 13 + y, 7, 2, AMBER[3])
    .rect(15, 13 + y, 3, 2, AMBER[4])
    .rect(16, 16 + y, 1, 4, dark);
  image
    .rect(20, 24 + y, 10, 13, AMBER[0])
    .rect(21, 25 + y, 8, 11, AMBER[1])
    .rect(22, 26 + y, 6, 8, AMBER[2])
    .rect(24, 28 + y, 2, 5, AMBER[4]);
  image.dot(20, 36 + y, AMBER[0]).rect(23, 37 + y, 4, 2, AMBER[0]);
}

function drawCape(image: Pixels, view: View, y: number, sway: number): void {
  if (view === 'east')
    image
      .rect(7 - Math.abs(sway), 21 + y, 6, 17, '#7a2f45')
      .rect(7 - Math.abs(sway), 21 + y, 2, 17, '#5b2358');
  else if (view === 'south') image.rect(8, 22 + y, 17, 16, '#5b2440');
  else
    image
      .rect(9, 20 + y, 15, 19, '#7a2f45')
      .rect(9, 20 + y, 15, 2, AMBER[2])
      .rect(12 + sway, 24 + y, 2, 15, '#5b2440')
      .rect(18 + sway, 24 + y, 2, 15, '#5b2440');
}

/** Slim: a deep hood, a cloak, the bow across the back. */
function ranger(image: Pixels, view: View, pose: Pose): void {
  const y = pose.sink;
  const [dark, mid, light] = GREEN;
  if (view === 'south') drawBow(image, 22, 10 + y);
  drawLegs(image, view, pose, { cloth: WOOD[2], shade: WOOD[1], boot: WOOD[0], width: 4 });
  if (view === 'east') {
    image.rect(10 - Math.max(0, pose.sway) * 2, 21 + y, 8, 17, dark).rect(11, 20 + y, 10, 14, mid);
    image
      .rect(16, 22 + y, 5, 10, WOOD[3])
      .rect(12, 31 + y, 9, 2, WOOD[0])
      .rect(19, 31 + y, 2, 2, AMBER[3]);
    image.rect(14 + pose.sway * 2, 22 + y, 4, 10, dark).rect(14 + pose.sway * 3, 31 + y, 4, 3, SKIN_DARK[0]);
    drawFace(image, view, 12 + y, SKIN_DARK);
    image
      .rect(11, 8 + y, 10, 5, mid)
      .rect(10, 10 + y, 5, 11, mid)
      .rect(12, 7 + y, 7, 2, light)
      .rect(10, 17 + y, 4, 5, dark)
      .rect(18, 9 + y, 4, 3, mid)
      .rect(13, 19 + y, 9, 3, light);
    drawBow(image, 6, 13 + y);
    return;
  }
  const back = view === 'north';
  image
    .rect(9 - (back ? 1 : 0), 20 + y, back ? 17 : 15, 15, dark)
    .rect(11, 20 + y, 11, 14, back ? mid : WOOD[3]);
  if (back) {
    image
      .rect(10, 20 + y, 13, 18, mid)
      .rect(12 + pose.sway, 26 + y, 1, 12, dark)
      .rect(17 + pose.sway, 24 + y, 1, 14, dark)
      .rect(20 + pose.sway, 27 + y, 1, 11, dark);
  } else {
    image
      .rect(11, 20 + y, 2, 15, mid)
      .rect(20, 20 + y, 2, 15, mid)
      .line(13, 21 + y, 19, 30 + y, WOOD[0])
      .rect(12, 31 + y, 9, 2, WOOD[0])
      .rect(15, 31 + y, 3, 2, AMBER[3]);
  }
  for (const [x, swing] of [
    [7, pose.sway],
    [22, -pose.sway],
  ] as const) {
    image.rect(x, 21 + y, 4, 10 + swing, dark).rect(x, 30 + y + swing, 4, 3, SKIN_DARK[0]);
  }
  drawFace(image, view, 12 + y, SKIN_DARK);
  image
    .rect(11, 8 + y, 11, back ? 13 : 4, mid)
    .rect(13, 6 + y, 7, 3, mid)
    .rect(14, 6 + y, 5, 1, light)
    .rect(10, 10 + y, 3, 10, mid)
    .rect(20, 10 + y, 3, 10, mid);
  if (back) {
    image.rect(15, 8 + y, 3, 12, dark);
    drawBow(image, 12, 16 + y);
    image
      .rect(21, 15 + y, 4, 14, WOOD[1])
      .rect(21, 12 + y, 1, 4, light)
      .rect(23, 11 + y, 1, 5, ROSE[3])
      .rect(21, 15 + y, 4, 2, AMBER[2]);
  } else {
    image
      .rect(12, 12 + y, 9, 1, GREEN[0])
      .rect(11, 19 + y, 11, 3, light)
      .rect(13, 21 + y, 3, 5, light)
      .rect(11, 21 + y, 11, 1, mid);
  }
}

function drawBow(image: Pixels, x: number, y: number): void {
  const curve = [0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 2, 1, 0];
  for (const [row, bend] of curve.entries())
    image.rect(x + bend, y + row, 2, 1, row % 6 < 3 ? AMBER[1] : WOOD[4]);
  image.rect(x, y, 1, curve.length, LEAF[4]);
}

/** Tall: a robe down to the ground, white hair, and an orb that never quite rests. */
function mystic(image: Pixels, view: View, pose: Pose): void {
  const y = pose.sink;
  const [deep, dark, mid, light] = VIOLET;
  const hem = 44 - (pose.feet[0] !== 0 ? 1 : 0);
  for (let row = 27; row < hem; row++) {
    const half = 5 + Math.floor((row - 27) / 4);
    const shift = row > 36 ? pose.sway : 0;
    image
      .rect(16 - half + shift, row, half * 2 + 1, 1, dark)
      .rect(16 - half + shift, row, 2, 1, deep)
      .rect(15 + half + shift, row, 2, 1, deep);
    if (view === 'south')
      image.rect(15 + shift, row, 3, 1, mid).dot(16 + shift, row, row % 3 === 0 ? AMBER[3] : mid);
    if (view === 'east') image.rect(18 + shift, row, 2, 1, mid);
  }
  image.rect(8 + pose.sway, hem - 2, 17, 2, light).rect(8 + pose.sway, hem - 1, 17, 1, mid);
  const hair: readonly [Color, Color] = ['#e9e6ff', '#aaa6d8'];
  if (view === 'east') {
    image
      .rect(12, 20 + y, 9, 10, mid)
      .rect(12, 20 + y, 3, 10, dark)
      .rect(12, 29 + y, 9, 2, AMBER[2]);
    image
      .rect(13 + pose.sway, 22 + y, 5, 9, light)
      .rect(13 + pose.sway, 29 + y, 6, 4, mid)
      .rect(18 + pose.sway, 30 + y, 3, 3, SKIN[0]);
    drawFace(image, view, 11 + y, SKIN);
    image
      .rect(11, 8 + y, 10, 4, hair[0])
      .rect(10, 10 + y, 5, 14, hair[0])
      .rect(10, 14 + y, 2, 11, hair[1])
      .rect(19, 9 + y, 3, 3, hair[0])
      .rect(12, 7 + y, 7, 1, hair[0]);
    image.rect(14, 12 + y, 8, 1, AMBER[3]);
    drawOrb(image, 24, 25 + y - pose.sway);
    return;
  }
  const back = view === 'north';
  image
    .rect(11, 20 + y, 11, 11, mid)
    .rect(12, 20 + y, 9, 3, light)
    .rect(11, 29 + y, 11, 2, AMBER[2]);
  if (!back) image.rect(15, 21 + y, 3, 8, VIOLET[0]).rect(16, 22 + y, 1, 5, AMBER[3]);
  for (const [x, swing] of [
    [7, pose.sway],
    [21, -pose.sway],
  ] as const) {
    image
      .rect(x, 21 + y, 5, 9 + swing, mid)
      .rect(x - (x < 16 ? 1 : 0), 28 + y + swing, 6, 4, dark)
      .rect(x, 31 + y + swing, 5, 1, light);
    if (!back) image.rect(x + 1, 32 + y + swing, 3, 2, SKIN[0]);
  }
  drawFace(image, view, 11 + y, SKIN);
  image
    .rect(11, 8 + y, 11, back ? 14 : 3, hair[0])
    .rect(13, 7 + y, 7, 1, hair[0])
    .rect(10, 10 + y, 2, 13, hair[0])
    .rect(21, 10 + y, 2, 13, hair[0]);
  image.rect(10, 18 + y, 2, 6, hair[1]).rect(21, 18 + y, 2, 6, hair[1]);
  if (back)
    image
      .rect(11, 16 + y, 11, 9, hair[0])
      .rect(13, 14 + y, 1, 11, hair[1])
      .rect(17, 13 + y, 1, 12, hair[1])
      .rect(20, 15 + y, 1, 9, hair[1]);
  else
    image
      .rect(12, 11 + y, 9, 1, AMBER[3])
      .dot(16, 11 + y, CYAN[4])
      .rect(12, 12 + y, 2, 2, hair[0]);
  drawOrb(image, back ? 3 : 26, 24 + y + pose.sway);
}

function drawOrb(image: Pixels, x: number, y: number): void {
  image
    .ellipse(x + 0.5, y + 0.5, 3.4, 3.4, CYAN[1])
    .ellipse(x, y, 2.6, 2.6, CYAN[2])
    .ellipse(x - 0.5, y - 0.5, 1.4, 1.4, CYAN[4]);
}
