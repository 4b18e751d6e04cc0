import { BONE, BONE_SHADE, type DrawMonster, eye, HIDE, limb, MAW, mass, spike } from './kit.ts';

/** Lean, with thorns along its back. */
export const hound: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  const [headX, headY] = strikes ? [43, 24] : [40, 22 + y];
  limb(
    hide,
    [
      [12, 26 + y],
      [7, 21 + y],
      [5, 15 + y - step],
    ],
    3,
    1,
  );
  for (const [x, reach] of [
    [18, -step],
    [35, step],
  ] as const)
    limb(
      hide,
      [
        [x, 30 + y],
        [x - 2, 36],
        [x + reach * 4, 42],
      ],
      4,
      1,
    );
  mass(hide, 19, 28 + y, 9, 7);
  mass(hide, 30, 27 + y, 11, 8);
  for (const [x, reach] of [
    [15, step],
    [32, -step],
  ] as const)
    limb(
      hide,
      [
        [x, 31 + y],
        [x - 2, 36],
        [x + reach * 4, 42],
      ],
      4,
    );
  limb(
    hide,
    [
      [33, 25 + y],
      [headX - 3, headY],
    ],
    8,
  );
  mass(hide, headX, headY, 7, 6);
  hide.rect(headX + 3, headY - 1, 8, 3, HIDE[3]).rect(headX + 3, headY + 2, 7, 2, HIDE[1]);
  spike(hide, [headX - 4, headY - 3], [headX - 7, headY - 11], 5, HIDE[2]);
  spike(hide, [headX, headY - 4], [headX - 1, headY - 11], 4, HIDE[3]);
  for (const [x, height] of [
    [13, 6],
    [19, 8],
    [25, 9],
    [31, 8],
  ] as const)
    spike(mark, [x, 22 + y], [x - 3, 22 + y - height], 4, BONE_SHADE);
  eye(mark, headX + 2, headY - 2, '#ffe066');
  mark.rect(headX + 10, headY - 1, 2, 2, '#1d1630');
  if (strikes)
    mark
      .rect(headX + 3, headY + 2, 7, 4, MAW)
      .rect(headX + 4, headY + 2, 1, 2, BONE)
      .rect(headX + 8, headY + 2, 1, 2, BONE);
  else mark.rect(headX + 5, headY + 3, 1, 2, BONE).rect(headX + 8, headY + 3, 1, 2, BONE);
};

/** A wall of bristles behind two tusks. */
export const boar: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  const [headX, headY] = strikes ? [44, 31] : [41, 28 + y];
  for (const [x, reach] of [
    [17, -step],
    [34, step],
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
  limb(
    hide,
    [
      [8, 24 + y],
      [4, 21 + y],
      [5, 26 + y],
    ],
    2,
  );
  mass(hide, 24, 27 + y, 17, 12);
  for (const [x, reach] of [
    [14, step],
    [31, -step],
  ] as const)
    limb(
      hide,
      [
        [x, 35 + y],
        [x + reach * 3, 42],
      ],
      5,
    );
  mass(hide, headX - 1, headY, 9, 8);
  hide.rect(headX + 4, headY + 1, 7, 6, HIDE[2]).rect(headX + 4, headY + 1, 7, 2, HIDE[3]);
  for (let x = 8; x < 36; x += 3)
    spike(
      hide,
      [x, 18 + y + Math.abs(x - 24) / 4],
      [x - 4, 11 + y + Math.abs(x - 22) / 3],
      4,
      HIDE[(x / 3) % 2 < 1 ? 0 : 1],
    );
  spike(hide, [headX - 4, headY - 5], [headX - 8, headY - 10], 5, HIDE[2]);
  mark.rect(headX + 9, headY + 3, 3, 3, '#7c4a58').dot(headX + 10, headY + 4, '#2a1531');
  spike(mark, [headX + 5, headY + 6], [headX + 10, headY - (strikes ? 4 : 2)], 4, BONE);
  spike(mark, [headX + 1, headY + 6], [headX + 5, headY], 3, BONE_SHADE);
  eye(mark, headX + 1, headY - 3, '#ff6b5e');
};
