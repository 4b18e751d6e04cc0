import { BONE, BONE_SHADE, type DrawMonster, EYE, eye, HIDE, limb, MAW, mass, spike } from './kit.ts';

/** Plates, claws, and a sting above it all. */
export const scorpion: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  for (let leg = 0; leg < 4; leg++) {
    const x = 16 + leg * 6;
    const reach = (leg % 2 === 0 ? step : -step) * 2;
    limb(
      hide,
      [
        [x, 33 + y],
        [x - 4 + leg * 2, 31 + y],
        [x - 6 + leg * 3 + reach, 42],
      ],
      2,
      1,
    );
    limb(
      hide,
      [
        [x + 2, 35 + y],
        [x - 1 + leg * 2, 33 + y],
        [x - 3 + leg * 3 - reach, 43],
      ],
      3,
    );
  }
  const tail: readonly (readonly [number, number])[] = strikes
    ? [
        [12, 30],
        [7, 20],
        [14, 10],
        [26, 8],
        [38, 13],
      ]
    : [
        [12, 31 + y],
        [5, 24 + y],
        [5, 14 + y],
        [12, 7 + y],
        [20, 9 + y],
      ];
  limb(hide, tail, 6);
  const [stingX, stingY] = tail[4]!;
  spike(mark, [stingX, stingY], [stingX + 5, stingY + 7], 5, '#ffd27a');
  mass(hide, 17, 33 + y, 9, 6);
  mass(hide, 25, 33 + y, 9, 6);
  mass(hide, 33, 33 + y, 8, 6);
  for (const x of [14, 20, 26]) mark.rect(x, 28 + y, 1, 8, '#1d163080');
  for (const [dy, dark] of [
    [-2, 1],
    [4, 0],
  ] as const) {
    const reach = strikes ? 3 : step;
    limb(
      hide,
      [
        [36, 33 + y + dy],
        [43, 34 + y + dy],
        [46 + reach, 30 + y + dy],
      ],
      4,
      dark,
    );
    spike(hide, [46 + reach, 30 + y + dy], [54, 26 + y + dy], 6, HIDE[3 - dark]!);
    spike(hide, [47 + reach, 32 + y + dy], [54, 32 + y + dy], 4, HIDE[2 - dark]!);
  }
  eye(mark, 36, 29 + y, '#ff6b5e');
  eye(mark, 39, 30 + y, '#ff6b5e', 1);
};

/** A coil that rises before it strikes. */
export const serpent: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  const sway = step * 2;
  const [headX, headY] = strikes ? [46, 26] : [37 + sway, 11 + y];
  limb(
    hide,
    [
      [3, 41],
      [9, 39 + sway / 2],
      [15, 41],
      [20, 38],
    ],
    5,
    1,
  );
  limb(
    hide,
    [
      [14, 39],
      [26, 42],
      [38, 40],
      [40, 35],
      [30, 32],
      [18, 34],
      [14, 39],
    ],
    8,
    0,
  );
  limb(
    hide,
    [
      [20, 33],
      [30, 35],
      [36, 31],
      [32, 26],
    ],
    8,
  );
  limb(
    hide,
    strikes
      ? [
          [32, 27],
          [34, 20],
          [41, 22],
          [headX - 2, headY],
        ]
      : [
          [32, 27],
          [27 - sway, 21 + y],
          [30, 14 + y],
          [headX - 3, headY],
        ],
    8,
  );
  mass(hide, headX, headY, 7, 5);
  hide.rect(headX + 3, headY, 6, 3, HIDE[2]);
  for (const side of [-1, 1])
    spike(hide, [headX - 4, headY + side * 2], [headX - 9, headY + side * 9], 7, HIDE[side < 0 ? 3 : 1]);
  for (const [x, at] of [
    [19, 39],
    [25, 41],
    [31, 41],
    [37, 39],
    [24, 33],
    [31, 31],
  ] as const)
    mark.rect(x, at, 2, 1, '#f4e3a1');
  eye(mark, headX + 2, headY - 2, EYE);
  if (strikes)
    mark
      .rect(headX + 2, headY + 2, 8, 4, MAW)
      .rect(headX + 8, headY + 2, 1, 3, BONE)
      .rect(headX + 4, headY + 2, 1, 3, BONE);
  else
    mark
      .line(headX + 8, headY + 2, headX + 12, headY + 2, '#ff6b8e')
      .dot(headX + 13, headY + 1, '#ff6b8e')
      .dot(headX + 13, headY + 3, '#ff6b8e');
};

/** A trunk that has learnt to walk. */
export const treant: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  const bark = ['#3a2736', '#553a42', '#75534f', '#96705f'] as const;
  for (const [x, reach] of [
    [21, step],
    [33, -step],
  ] as const) {
    mark
      .rect(x - 3, 33, 7, 9 - Math.max(0, reach), bark[1])
      .rect(x - 3, 33, 2, 9 - Math.max(0, reach), bark[2]);
    for (const toe of [-6, -1, 4]) mark.rect(x + toe, 41 - Math.max(0, reach), 4, 2, bark[0]);
  }
  mark
    .rect(18, 16 + y, 20, 20, bark[1])
    .rect(18, 16 + y, 5, 20, bark[2])
    .rect(19, 16 + y, 2, 20, bark[3]);
  for (const [x, top] of [
    [25, 30],
    [31, 18],
    [34, 26],
  ] as const)
    mark.rect(x, top + y, 1, 7, bark[0]);
  const arm = strikes ? -9 : step * 2;
  mark
    .line(18, 22 + y, 9, 27 + y + step * 2, bark[1])
    .line(18, 23 + y, 9, 28 + y + step * 2, bark[1])
    .line(18, 24 + y, 10, 29 + y + step * 2, bark[2]);
  for (const drop of [0, 1, 2])
    mark.line(37, 22 + y + drop, 47, 27 + y + arm + drop, bark[drop === 0 ? 2 : 1]);
  for (const claw of [-3, 1, 5]) spike(mark, [47, 28 + y + arm], [53, 28 + y + arm + claw], 3, BONE_SHADE);
  for (const claw of [-2, 3])
    spike(mark, [9, 28 + y + step * 2], [4, 30 + y + claw + step * 2], 3, BONE_SHADE);
  mass(hide, 17, 12 + y, 10, 7);
  mass(hide, 39, 12 + y, 10, 7, 1);
  mass(hide, 28, 8 + y, 14, 8);
  mass(hide, 25, 14 + y, 8, 4);
  eye(mark, 29, 21 + y, '#c8ff7a', 3);
  eye(mark, 35, 21 + y, '#c8ff7a');
  mark.rect(29, 28 + y, 7, strikes ? 5 : 2, '#1d1630');
};
