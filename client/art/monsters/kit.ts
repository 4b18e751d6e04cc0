import type { Color, Pixels } from '../pixels.ts';

/** The client tints hides by the kind of the monster, so their tones are those of light alone, dark to light. */
export const HIDE = ['#3d3d52', '#6d6d84', '#a3a3b8', '#d2d2e0', '#ffffff'] as const satisfies Color[];
export const EYE: Color = '#fff2cc';
export const EMBER: Color = '#ff8a3c';
export const BONE: Color = '#efe6d0';
export const BONE_SHADE: Color = '#b3a48c';
export const MAW: Color = '#5b1f35';

/** The two layers of one picture: what the kind's colour tints, and what keeps its own. */
export interface Layers {
  hide: Pixels;
  mark: Pixels;
}

/** One moment of a monster that looks east. */
export interface Pose {
  /** Where the feet are: -1 behind, 1 ahead, 0 under the body. */
  step: -1 | 0 | 1;
  /** Pixels that the body has sunk. */
  sink: number;
  /** It bites, throws or hits. */
  strikes: boolean;
}

export const POSES: readonly Pose[] = [
  { step: 0, sink: 0, strikes: false },
  { step: 1, sink: 1, strikes: false },
  { step: 0, sink: 0, strikes: false },
  { step: -1, sink: 1, strikes: false },
  { step: 0, sink: 1, strikes: true },
];

/** Draws a monster that stands on y = 43, in the middle of 56 x 48 pixels. */
export type DrawMonster = (layers: Layers, pose: Pose) => void;

/** A round mass with the light from the upper left. @param dark how many tones darker than the brightest */
export function mass(image: Pixels, x: number, y: number, radiusX: number, radiusY: number, dark = 0): void {
  const tone = (light: number) => HIDE[Math.max(0, light - dark)]!;
  image
    .ellipse(x, y, radiusX, radiusY, tone(1))
    .ellipse(x - radiusX * 0.08, y - radiusY * 0.14, radiusX * 0.9, radiusY * 0.84, tone(2))
    .ellipse(x - radiusX * 0.18, y - radiusY * 0.3, radiusX * 0.66, radiusY * 0.58, tone(3))
    .ellipse(x - radiusX * 0.28, y - radiusY * 0.5, radiusX * 0.3, radiusY * 0.22, tone(4));
}

/** A limb from joint to joint, as thick as that. @param dark how many tones darker than the brightest */
export function limb(
  image: Pixels,
  points: readonly (readonly [x: number, y: number])[],
  thickness: number,
  dark = 0,
): void {
  const tone = (light: number) => HIDE[Math.max(0, light - dark)]!;
  for (let index = 1; index < points.length; index++) {
    const [fromX, fromY] = points[index - 1]!;
    const [toX, toY] = points[index]!;
    const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1);
    for (let at = 0; at <= steps; at++) {
      const [x, y] = [fromX + ((toX - fromX) * at) / steps, fromY + ((toY - fromY) * at) / steps];
      image.ellipse(x, y, thickness / 2, thickness / 2, tone(1));
    }
    for (let at = 0; at <= steps; at++) {
      const [x, y] = [fromX + ((toX - fromX) * at) / steps, fromY + ((toY - fromY) * at) / steps];
      image.ellipse(x - thickness * 0.14, y - thickness * 0.14, thickness * 0.3, thickness * 0.3, tone(3));
    }
  }
}

/** A pointed piece, such as a thorn, horn or claw. */
export function spike(
  image: Pixels,
  [x, y]: readonly [number, number],
  [tipX, tipY]: readonly [number, number],
  width: number,
  color: Color,
): void {
  const steps = Math.max(Math.abs(tipX - x), Math.abs(tipY - y), 1);
  for (let at = 0; at <= steps; at++) {
    const radius = Math.max(0.5, (width / 2) * (1 - at / steps));
    image.ellipse(x + ((tipX - x) * at) / steps, y + ((tipY - y) * at) / steps, radius, radius, color);
  }
}

/** A glowing eye. */
export function eye(mark: Pixels, x: number, y: number, color: Color = EYE, size = 2): void {
  mark.rect(x, y, size, size, color).dot(x, y, '#ffffff');
}
