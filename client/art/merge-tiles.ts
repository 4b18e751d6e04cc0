/**
 * Covers a set of tiles with few rectangles, none overlapping: each grows to the right, then down.
 * @param tiles numbers of tiles, counted row by row over a map of `columns` × `rows`
 */
export function mergeTiles(tiles: ReadonlySet<number>, columns: number, rows: number) {
  const left = new Set(tiles);
  const rectangles: { x: number; y: number; width: number; height: number }[] = [];
  const isLeft = (x: number, y: number) => x < columns && y < rows && left.has(y * columns + x);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (!isLeft(x, y)) continue;
      let width = 1;
      while (isLeft(x + width, y)) width++;
      const across = Array.from({ length: width }, (_, at) => x + at);
      let height = 1;
      while (across.every((column) => isLeft(column, y + height))) height++;
      for (let row = y; row < y + height; row++)
        for (const column of across) left.delete(row * columns + column);
      rectangles.push({ x, y, width, height });
    }
  }
  return rectangles;
}
