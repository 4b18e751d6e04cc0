import { CYAN, INK, ROSE } from './palette.ts';
import { type Color, Pixels } from './pixels.ts';

/** A soft round light, white; the client tints it and adds it to the picture. */
export function glow(): Pixels {
  const size = 128;
  const image = new Pixels(size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const reach = Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) / (size / 2);
      const alpha = Math.round(255 * Math.max(0, 1 - reach) ** 2.2);
      image.dot(x, y, `#ffffff${alpha.toString(16).padStart(2, '0')}`);
    }
  }
  return image;
}

export const VORTEX = { width: 106, height: 116, frames: 8 } as const;

/** What turns inside of a skygate: one row of frames, shaped like the arch's opening. */
export function vortex(): Pixels {
  const { width, height, frames } = VORTEX;
  const sheet = new Pixels(width * frames, height);
  const tones: readonly Color[] = [
    '#3a1a5ecc',
    '#5b2358cc',
    '#992f7ccc',
    `${ROSE[2]}cc`,
    `${ROSE[3]}cc`,
    `${CYAN[3]}cc`,
  ];
  for (let frame = 0; frame < frames; frame++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [dx, dy] = [x + 0.5 - width / 2, y + 0.5 - width / 2];
        if (dy < 0 && Math.hypot(dx, dy) > width / 2) continue;
        const radius = Math.hypot(dx, (dy - 10) * 0.85);
        const angle = Math.atan2(dy - 10, dx);
        const wave = Math.sin(radius * 0.28 - (frame / frames) * Math.PI * 2 + angle * 2);
        const at = Math.min(
          Math.max((wave + 1) * 1.7 + Math.max(0, 1 - radius / 26) * 3, 0),
          tones.length - 1,
        );
        sheet.dot(frame * width + x, y, tones[Math.round(at)]!);
      }
    }
  }
  return sheet;
}

/** The oval under a character's feet. */
export function footShadow(): Pixels {
  return new Pixels(24, 10).ellipse(12, 5, 11, 4.5, `${INK}66`).ellipse(12, 5, 8, 3.2, `${INK}66`);
}

/** The sign of the realm: a ringed star. */
export function icon(): Pixels {
  const size = 64;
  const image = new Pixels(size, size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const corner =
        Math.max(Math.abs(x - 31.5), Math.abs(y - 31.5)) +
        Math.min(Math.abs(x - 31.5), Math.abs(y - 31.5)) * 0.35;
      if (corner < 40) image.dot(x, y, y < 40 ? '#1a1540' : '#251b52');
    }
  image
    .ellipse(32, 31, 17, 17, CYAN[1])
    .ellipse(31, 30, 15, 15, CYAN[2])
    .ellipse(27, 26, 8, 7, CYAN[3])
    .ellipse(25, 24, 3, 3, CYAN[4]);
  for (let step = 0; step < 500; step++) {
    const angle = (step / 500) * Math.PI * 2;
    const [x, y] = [Math.cos(angle) * 27, Math.sin(angle) * 8];
    if (Math.sin(angle) < 0 && Math.abs(x) < 17) continue;
    image.rect(
      Math.round(32 + x * 0.94 + y * 0.33),
      Math.round(31 - x * 0.33 + y * 0.94),
      2,
      2,
      Math.sin(angle) > 0 ? '#fff2cc' : ROSE[3],
    );
  }
  return image;
}
