import { BONE, BONE_SHADE, type DrawMonster, EMBER, EYE, eye, HIDE, limb, MAW, mass, spike } from './kit.ts';

/** Scales, a long neck, two wings and fire in the throat. */
export const drake: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  const [headX, headY] = strikes ? [45, 20] : [42, 12 + y];
  const wing = 6 + step * 5;
  limb(
    hide,
    [
      [14, 31 + y],
      [6, 36 + y],
      [1, 33 + y - step],
    ],
    5,
    0,
  );
  spike(hide, [2, 33 + y], [0, 27 + y], 5, HIDE[2]);
  spike(hide, [24, 22 + y], [14, 2 + wing], 9, HIDE[0]);
  for (const [x, reach] of [
    [19, -step],
    [33, step],
  ] as const)
    limb(
      hide,
      [
        [x, 33 + y],
        [x + reach * 3, 42],
      ],
      5,
      1,
    );
  mass(hide, 24, 29 + y, 13, 9);
  limb(
    hide,
    [
      [31, 27 + y],
      [36, 20 + y],
      [headX - 3, headY + 2],
    ],
    8,
  );
  for (const [x, reach] of [
    [16, step],
    [30, -step],
  ] as const)
    limb(
      hide,
      [
        [x, 34 + y],
        [x + reach * 3, 42],
      ],
      6,
    );
  mass(hide, headX, headY, 7, 5);
  hide.rect(headX + 3, headY - 1, 9, 3, HIDE[3]).rect(headX + 3, headY + 2, 8, 2, HIDE[1]);
  for (let fold = 0; fold < 4; fold++)
    limb(
      hide,
      [
        [22, 22 + y],
        [20 - fold * 5, 4 + wing + fold * 5],
      ],
      4 - fold * 0.4,
      fold % 2,
    );
  for (const x of [14, 19, 27, 32]) spike(mark, [x, 21 + y], [x - 3, 16 + y], 3, BONE_SHADE);
  spike(mark, [headX - 3, headY - 3], [headX - 10, headY - 7], 3, BONE);
  spike(mark, [headX, headY - 4], [headX - 6, headY - 9], 3, BONE_SHADE);
  eye(mark, headX + 2, headY - 2, EYE);
  mark.rect(18, 36 + y, 12, 1, '#e8c98a').rect(20, 34 + y, 12, 1, '#e8c98a');
  if (strikes) mark.rect(headX + 4, headY + 2, 8, 4, EMBER).rect(headX + 7, headY + 3, 5, 2, '#ffe9a8');
};

/** All wing and ear. It flies: its shadow stays behind. */
export const bat: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = 12 + sink * 2 + (strikes ? 5 : 0);
  const lift = strikes ? -6 : -step * 7;
  for (const side of [-1, 1] as const) {
    const tip = 28 + side * 24;
    for (let rib = 0; rib < 4; rib++) {
      const x = 28 + side * (8 + rib * 5);
      limb(
        hide,
        [
          [28 + side * 5, y + 8],
          [x, y + 8 + lift * (rib / 3) + 8 - rib * 2],
        ],
        4,
        1,
      );
      spike(
        hide,
        [x - side * 2, y + 8 + lift * (rib / 3)],
        [x, y + 18 - rib * 2 + lift * (rib / 3)],
        7,
        HIDE[1],
      );
    }
    limb(
      hide,
      [
        [28 + side * 5, y + 6],
        [28 + side * 14, y + 1 + lift / 2],
        [tip, y + 6 + lift],
      ],
      3,
    );
  }
  mass(hide, 28, y + 10, 7, 8);
  mass(hide, 30, y + 4, 6, 5);
  spike(hide, [26, y + 1], [23, y - 8], 5, HIDE[3]);
  spike(hide, [33, y + 1], [36, y - 8], 5, HIDE[2]);
  eye(mark, 29, y + 2, '#ff6b5e');
  eye(mark, 34, y + 2, '#ff6b5e');
  mark
    .rect(30, y + 6, 5, strikes ? 4 : 2, MAW)
    .rect(30, y + 6, 1, 2, BONE)
    .rect(34, y + 6, 1, 2, BONE);
};

/** Small, horned, and holding fire. */
export const imp: DrawMonster = ({ hide, mark }, { sink: y, strikes, step }) => {
  limb(
    hide,
    [
      [20, 32 + y],
      [12, 34 + y],
      [9, 27 + y + step * 2],
    ],
    2,
    1,
  );
  spike(hide, [9, 28 + y + step * 2], [6, 22 + y + step * 2], 5, HIDE[2]);
  spike(hide, [22, 24 + y], [9, 13 + y + step * 3], 9, HIDE[1]);
  for (const [x, reach] of [
    [29, -step],
    [24, step],
  ] as const)
    limb(
      hide,
      [
        [x, 34 + y],
        [x + 1 + reach * 3, 42],
      ],
      4,
      1,
    );
  mass(hide, 27, 30 + y, 7, 7);
  mass(hide, 30, 20 + y, 8, 7);
  spike(hide, [33, 20 + y], [40, 21 + y], 4, HIDE[2]);
  spike(mark, [26, 15 + y], [21, 6 + y], 4, BONE);
  spike(mark, [34, 14 + y], [37, 5 + y], 4, BONE);
  eye(mark, 31, 18 + y, '#ffe066');
  eye(mark, 36, 18 + y, '#ffe066', 1);
  mark.rect(31, 23 + y, 6, strikes ? 3 : 1, '#2a1531');
  const [fireX, fireY] = strikes ? [48, 20] : [42, 28 + y];
  limb(
    hide,
    [
      [31, 28 + y],
      [fireX - 2, fireY + 2],
    ],
    4,
  );
  mark
    .ellipse(fireX + 1, fireY - 1, 4, 5, EMBER)
    .ellipse(fireX + 1, fireY, 2.5, 3, '#ffd27a')
    .ellipse(fireX, fireY + 1, 1.5, 1.5, '#fff7d8');
};
