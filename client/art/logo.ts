import { AMBER, INK, ROSE } from './palette.ts';
import { type Color, Pixels } from './pixels.ts';

const LETTERS: Readonly<Record<string, readonly string[]>> = {
  O: ['.#####.', '##...##', '##...##', '##...##', '##...##', '##...##', '##...##', '##...##', '.#####.'],
  M: ['##...##', '###.###', '#######', '##.#.##', '##...##', '##...##', '##...##', '##...##', '##...##'],
  E: ['#######', '##.....', '##.....', '##.....', '#####..', '##.....', '##.....', '##.....', '#######'],
  G: ['.######', '##.....', '##.....', '##.....', '##.####', '##...##', '##...##', '##...##', '.######'],
  A: ['..###..', '.##.##.', '##...##', '##...##', '##...##', '#######', '##...##', '##...##', '##...##'],
  R: ['######.', '##...##', '##...##', '##...##', '######.', '##.##..', '##..##.', '##...##', '##...##'],
  L: ['##.....', '##.....', '##.....', '##.....', '##.....', '##.....', '##.....', '##.....', '#######'],
};
const HEIGHT = 9;
/** From the top of a letter to its foot. */
const TONES: readonly Color[] = [
  AMBER[4],
  AMBER[4],
  AMBER[3],
  AMBER[3],
  AMBER[2],
  '#f0897a',
  ROSE[3],
  ROSE[2],
  ROSE[2],
];

/** The name of the realm in letters of its own. */
export function logo(text = 'OMEGA REALM'): Pixels {
  const widths = [...text].map((letter) => (LETTERS[letter]?.[0]?.length ?? 3) + 2);
  const image = new Pixels(
    widths.reduce((sum, width) => sum + width, 2),
    HEIGHT + 4,
  );
  let x = 2;
  for (const [index, letter] of [...text].entries()) {
    for (const [row, line] of (LETTERS[letter] ?? []).entries()) {
      for (const [column, mark] of [...line].entries())
        if (mark === '#') image.dot(x + column, 2 + row, TONES[row]!);
    }
    x += widths[index]!;
  }
  const outlined = image.outlined(INK);
  return new Pixels(image.width, image.height).draw(shadowOf(outlined), 0, 1).draw(outlined, 0, 0);
}

function shadowOf(image: Pixels): Pixels {
  const shadow = new Pixels(image.width, image.height);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) if (image.alphaAt(x, y) > 0) shadow.dot(x, y, `${INK}99`);
  }
  return shadow;
}
