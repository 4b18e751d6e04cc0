import { type DrawMonster, eye, HIDE, mass, spike } from './kit.ts';

/** A light that follows whoever follows it. */
export const wisp: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = 20 + sink * 2;
  for (let tail = 0; tail < 5; tail++) {
    const size = 6 - tail;
    hide.ellipse(
      24 - tail * 4,
      y + 5 + tail * 2 + step * (tail % 2 === 0 ? 1 : -1),
      size,
      size,
      HIDE[Math.max(1, 3 - tail)]!,
    );
  }
  for (const [x, tip, height] of [
    [22, 18, 14],
    [28, 29, 17],
    [34, 39, 13],
  ] as const)
    spike(hide, [x, y - 4], [tip + step * 2, y - height], 8, HIDE[2]);
  mass(hide, 28, y, 12, 11);
  hide.ellipse(28, y + 1, 8, 7, HIDE[3]).ellipse(28, y + 1, 6, 5, HIDE[4]);
  mark.rect(28, y - 1, 2, 4, '#171129').rect(34, y - 1, 2, 4, '#171129');
  mark.rect(30, y + 5, strikes ? 4 : 2, strikes ? 4 : 1, '#171129');
  for (const [x, dy] of [
    [10, -8],
    [44, -12],
    [47, 4],
    [14, 10],
  ] as const) {
    mark
      .dot(x + step, y + dy + sink, '#ffffff')
      .dot(x + step + 1, y + dy + sink, '#ffffffa0')
      .dot(x + step, y + dy + sink + 1, '#ffffffa0');
  }
};

/** A storm with arms. */
export const elemental: DrawMonster = ({ hide, mark }, { step, sink, strikes }) => {
  const y = sink;
  for (let row = 0; row < 20; row++) {
    const half = Math.max(1.5, 10 - row * 0.45 + Math.sin(row * 0.9 + step * 1.6));
    const x = 27 + Math.sin(row * 0.45 + step) * 3;
    hide.rect(
      Math.round(x - half),
      24 + y + row - (row > 17 ? 1 : 0),
      Math.round(half * 2),
      1,
      HIDE[row % 4 === 3 ? 1 : 2],
    );
    if (row % 3 === 0) hide.rect(Math.round(x - half), 24 + y + row, Math.round(half), 1, HIDE[3]);
  }
  mass(hide, 27, 20 + y, 13, 9);
  mass(hide, 29, 10 + y, 8, 8);
  for (const [x, tip] of [
    [23, 18],
    [28, 27],
    [34, 37],
  ] as const)
    spike(hide, [x, 6 + y], [tip - step * 2, y], 5, HIDE[3]);
  const [handX, handY] = strikes ? [49, 15] : [46, 28 + y + step * 2];
  for (const [x, arm, armY, dark] of [
    [16, 8, 27 + y - step * 2, 1],
    [37, handX, handY, 0],
  ] as const) {
    mass(hide, (x + arm) / 2, (20 + y + armY) / 2, 5, 5, dark);
    mass(hide, arm, armY, 5, 5, dark);
  }
  eye(mark, 29, 8 + y, '#ffffff', 3);
  eye(mark, 34, 8 + y, '#ffffff');
  for (const [fromX, fromY, toX, toY] of [
    [20, 18, 25, 22],
    [25, 22, 22, 27],
    [22, 27, 29, 33],
    [33, 17, 30, 22],
    [30, 22, 34, 26],
  ] as const)
    mark.line(fromX, fromY + y, toX, toY + y, '#fff7d8');
  if (strikes)
    mark
      .line(handX, handY, 54, 9, '#fff7d8')
      .line(handX, handY, 55, 19, '#fff7d8')
      .line(handX, handY, 53, 25, '#fff7d8');
};
