import type { Pixels } from '../pixels.ts';
import {
  BONE,
  BONE_SHADE,
  type DrawMonster,
  EYE,
  eye,
  HIDE,
  type Layers,
  limb,
  mass,
  type Pose,
  spike,
} from './kit.ts';

const LEATHER = ['#3b2840', '#523649', '#6c4a52'] as const;
const IRON = ['#25264a', '#3a3e66', '#575d87', '#838bae', '#c2c9de'] as const;

/** Legs, and a coat in the colour of the kind. Everything else makes the person. */
function figure({ hide, mark }: Layers, { step, sink }: Pose): void {
  for (const [x, reach, dark] of [
    [30, -step, 0],
    [25, step, 1],
  ] as const)
    mark
      .rect(x + reach * 3, 32, 5, 11 - (reach < 0 ? 1 : 0), LEATHER[dark]!)
      .rect(x + reach * 3, 40 - (reach < 0 ? 1 : 0), 6, 3, '#1d1630');
  mass(hide, 28, 27 + sink, 8, 9);
  hide.rect(21, 31 + sink, 15, 5, HIDE[1]).rect(21, 31 + sink, 6, 4, HIDE[2]);
  mark.rect(21, 30 + sink, 15, 2, LEATHER[2]);
}

function hood(hide: Pixels, mark: Pixels, x: number, y: number): void {
  mass(hide, x, y, 8, 8);
  spike(hide, [x - 5, y - 4], [x - 10, y - 8], 6, HIDE[2]);
  mark.ellipse(x + 3, y + 1, 5, 5, '#171129');
}

/** A hood, and a bow that is never unstrung. */
export const archer: DrawMonster = (layers, pose) => {
  const { hide, mark } = layers;
  const { sink: y, strikes, step } = pose;
  spike(mark, [18, 30 + y], [14, 14 + y], 5, LEATHER[1]);
  for (const x of [12, 15, 17]) mark.rect(x, 11 + y, 2, 4, BONE);
  figure(layers, pose);
  hood(hide, mark, 29, 14 + y);
  eye(mark, 30, 14 + y, '#ffe066', 1);
  eye(mark, 33, 14 + y, '#ffe066', 1);
  const hand = strikes ? 30 : 36 + step;
  for (let at = -10; at <= 10; at++)
    mark
      .dot(45 - Math.round((at * at) / 18), 25 + y + at, BONE_SHADE)
      .dot(44 - Math.round((at * at) / 18), 25 + y + at, LEATHER[2]);
  mark
    .line(39, 15 + y, strikes ? 32 : 39, 25 + y, '#f1ecff')
    .line(39, 35 + y, strikes ? 32 : 39, 25 + y, '#f1ecff');
  if (strikes) mark.rect(32, 25 + y, 16, 1, BONE).rect(47, 24 + y, 3, 3, IRON[4]);
  limb(
    hide,
    [
      [31, 23 + y],
      [hand, 26 + y],
    ],
    4,
    1,
  );
  limb(
    hide,
    [
      [32, 22 + y],
      [42, 25 + y],
    ],
    4,
  );
};

/** A scarf, a grin and a crooked blade. */
export const raider: DrawMonster = (layers, pose) => {
  const { hide, mark } = layers;
  const { sink: y, strikes, step } = pose;
  limb(
    hide,
    [
      [23, 22 + y],
      [17, 27 + y + step],
    ],
    4,
    1,
  );
  figure(layers, pose);
  mark
    .ellipse(29, 14 + y, 7, 7, '#a86f56')
    .ellipse(28, 13 + y, 6, 6, '#d09a7c')
    .rect(23, 15 + y, 13, 5, '#7a2f45')
    .rect(23, 15 + y, 13, 2, '#a8455a');
  spike(mark, [23, 18 + y], [13, 21 + y - step * 2], 5, '#7a2f45');
  hide.rect(22, 7 + y, 15, 5, HIDE[2]).rect(23, 6 + y, 12, 2, HIDE[3]);
  mark.rect(22, 7 + y, 15, 5, '#00000000');
  eye(mark, 31, 12 + y, EYE, 1);
  eye(mark, 34, 12 + y, EYE, 1);
  const [handX, handY] = strikes ? [42, 22] : [37, 29 + y - step];
  limb(
    hide,
    [
      [32, 23 + y],
      [handX, handY],
    ],
    5,
  );
  const [tipX, tipY] = strikes ? [55, 26] : [45, 11 + y];
  for (const drop of [0, 1, 2]) mark.line(handX, handY + drop - 1, tipX, tipY + drop, IRON[4 - drop]!);
  mark.rect(handX - 2, handY - 2, 4, 4, LEATHER[0]);
};

/** A robe, a halo and a staff. */
export const priest: DrawMonster = ({ hide, mark }, { sink: y, strikes, step }) => {
  for (let row = 0; row < 20; row++) {
    const half = 7 + Math.round(row * 0.32);
    const sway = row > 12 ? step : 0;
    hide
      .rect(28 - half + sway, 23 + y + row - (y > 0 && row > 17 ? 1 : 0), half * 2, 1, HIDE[1])
      .rect(28 - half + sway, 23 + y + row, half, 1, HIDE[2])
      .rect(30 - half + sway, 23 + y + row, 3, 1, HIDE[3]);
  }
  mark
    .rect(27, 22 + y, 3, 19, '#ffe9b8')
    .rect(27, 28 + y, 3, 1, '#b45d42')
    .rect(27, 34 + y, 3, 1, '#b45d42');
  mass(hide, 28, 24 + y, 8, 5);
  hood(hide, mark, 29, 14 + y);
  eye(mark, 30, 14 + y, '#8ff0ff', 1);
  eye(mark, 33, 14 + y, '#8ff0ff', 1);
  for (let turn = 0; turn < 40; turn++) {
    const angle = (turn / 40) * Math.PI * 2;
    mark.dot(28 + Math.cos(angle) * 9, 4 + y + Math.sin(angle) * 2.5, turn % 4 === 0 ? '#ffffff' : '#ffe9a8');
  }
  const top = strikes ? 2 : 8 + y;
  const staff = strikes ? 44 : 42;
  mark
    .rect(staff, top + 4, 2, 40 - top, LEATHER[2])
    .ellipse(staff + 1, top + 2, 4, 4, '#46c2dd')
    .ellipse(staff, top + 1, 2, 2, '#e2fffb');
  limb(
    hide,
    [
      [32, 23 + y],
      [staff, 26 + y - (strikes ? 5 : 0)],
    ],
    5,
  );
};
