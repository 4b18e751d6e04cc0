import { BONE, type DrawMonster, EMBER, eye, HIDE, limb, MAW, mass, spike } from './kit.ts';

/** Boulders that hold together. */
export const golem: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  const fist = strikes ? [48, 37] : [44, 34 + y + step * 2];
  limb(
    hide,
    [
      [15, 20 + y],
      [10, 28 + y],
      [10, 34 + y - step * 2],
    ],
    8,
    1,
  );
  mass(hide, 10, 36 + y - step * 2, 6, 6, 1);
  for (const [x, reach, dark] of [
    [34, -step, 0],
    [21, step, 1],
  ] as const)
    mass(hide, x, 38 - Math.max(0, -reach) * 2, 7, 6, dark);
  mass(hide, 27, 23 + y, 15, 13);
  mass(hide, 19, 15 + y, 8, 7);
  mass(hide, 37, 15 + y, 8, 7, 1);
  mass(hide, 31, 10 + y, 7, 6);
  limb(
    hide,
    [
      [39, 17 + y],
      [44, 25 + y],
      [fist[0]!, fist[1]! - 3],
    ],
    8,
  );
  mass(hide, fist[0]!, fist[1]!, 7, 6);
  for (const [fromX, fromY, toX, toY] of [
    [24, 18, 30, 24],
    [30, 24, 27, 31],
    [30, 24, 37, 27],
    [16, 14, 21, 18],
  ] as const)
    mark.line(fromX, fromY + y, toX, toY + y, '#8cf5ff').dot(toX, toY + y, '#ffffff');
  eye(mark, 31, 8 + y, '#8cf5ff', 3);
  eye(mark, 36, 8 + y, '#8cf5ff');
};

/** Fur, breath and two long arms. */
export const yeti: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  for (const [x, reach, dark] of [
    [33, -step, 0],
    [22, step, 1],
  ] as const)
    limb(
      hide,
      [
        [x, 33 + y],
        [x + reach * 3, 41],
      ],
      8,
      dark,
    );
  limb(
    hide,
    strikes
      ? [
          [18, 18],
          [10, 10],
          [12, 3],
        ]
      : [
          [18, 20 + y],
          [11, 28 + y],
          [10 + step * 2, 36 + y],
        ],
    8,
    1,
  );
  mass(hide, 27, 25 + y, 14, 14);
  for (let tuft = 0; tuft < 7; tuft++)
    spike(hide, [15 + tuft * 4, 34 + y - (tuft % 2)], [14 + tuft * 4, 39 + y], 5, HIDE[1 + (tuft % 2)]!);
  mass(hide, 31, 12 + y, 10, 9);
  for (const [x, tip] of [
    [24, 19],
    [29, 27],
    [34, 36],
  ] as const)
    spike(hide, [x, 7 + y], [tip, 1 + y], 5, HIDE[3]);
  limb(
    hide,
    strikes
      ? [
          [38, 18],
          [46, 12],
          [49, 5],
        ]
      : [
          [38, 20 + y],
          [44, 28 + y],
          [44 - step * 2, 36 + y],
        ],
    9,
  );
  mark.ellipse(35, 13 + y, 6, 6, '#5a6a8c').ellipse(34, 12 + y, 5, 4, '#7f92b5');
  eye(mark, 33, 10 + y, '#bff4ff');
  eye(mark, 38, 10 + y, '#bff4ff');
  mark
    .rect(33, 15 + y, 7, strikes ? 4 : 2, MAW)
    .rect(33, 15 + y, 1, 2, BONE)
    .rect(38, 15 + y, 1, 2, BONE);
  const [handX, handY] = strikes ? [49, 2] : [44 - step * 2, 39 + y];
  for (const claw of [-3, 0, 3]) mark.rect(handX + claw, handY, 1, 3, BONE);
};

/** Armour that nobody wears. */
export const sentinel: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  for (const [x, reach, dark] of [
    [32, -step, 0],
    [22, step, 1],
  ] as const) {
    hide
      .rect(x - 3 + reach * 2, 32, 8, 11, HIDE[2 - dark]!)
      .rect(x - 3 + reach * 2, 32, 3, 11, HIDE[3 - dark]!)
      .rect(x - 4 + reach * 2, 40, 10, 3, HIDE[1]);
  }
  const point = strikes ? [54, 24] : [46, 2 + y];
  const grip = strikes ? [38, 25] : [45, 26 + y];
  const butt = strikes ? [22, 26] : [44, 42];
  for (const drop of [0, 1])
    mark.line(
      butt[0]! + drop,
      butt[1]! + drop,
      point[0]! + drop,
      point[1]! + drop,
      drop === 0 ? '#c2c9de' : '#575d87',
    );
  spike(
    mark,
    [point[0]!, point[1]! + (strikes ? 0 : 4)],
    [point[0]! + (strikes ? 2 : 0), point[1]! - (strikes ? 0 : 2)],
    6,
    '#ffe9a8',
  );
  mass(hide, 27, 24 + y, 12, 11);
  hide.rect(17, 30 + y, 20, 4, HIDE[1]).rect(17, 30 + y, 8, 4, HIDE[2]);
  mass(hide, 16, 19 + y, 7, 6);
  mass(hide, 38, 19 + y, 6, 6, 1);
  hide
    .rect(23, 4 + y, 13, 13, HIDE[2])
    .rect(23, 4 + y, 13, 3, HIDE[3])
    .rect(23, 4 + y, 4, 13, HIDE[3])
    .rect(35, 7 + y, 2, 10, HIDE[1]);
  for (const rise of [0, 1, 2, 3])
    mark.rect(22 - rise * 2, 2 + y - (rise < 2 ? rise : 3 - rise) + rise, 6, 2, EMBER);
  mark
    .rect(28, 9 + y, 9, 3, '#171129')
    .rect(30, 10 + y, 6, 1, '#ff6b5e')
    .dot(33, 10 + y, '#ffffff');
  mark.rect(26, 20 + y, 3, 8, '#ffcf86').rect(23, 23 + y, 9, 2, '#ffcf86');
  limb(
    hide,
    [
      [38, 20 + y],
      [grip[0]!, grip[1]!],
    ],
    6,
  );
  mark
    .rect(5, 20 + y + step, 13, 16, '#3a3e66')
    .rect(6, 21 + y + step, 11, 14, '#575d87')
    .rect(6, 21 + y + step, 4, 14, '#838bae')
    .rect(9, 26 + y + step, 5, 4, '#ffcf86');
};
