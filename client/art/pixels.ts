/** `#rrggbb` or `#rrggbbaa`. */
export type Color = `#${string}`;

const parsed = new Map<string, readonly [number, number, number, number]>();

function rgba(color: Color): readonly [number, number, number, number] {
  let found = parsed.get(color);
  if (!found) {
    const byte = (at: number) => Number.parseInt(color.slice(at, at + 2), 16);
    found = [byte(1), byte(3), byte(5), color.length > 7 ? byte(7) : 255];
    parsed.set(color, found);
  }
  return found;
}

/** A canvas of RGBA pixels with what pixel art needs. Drawing outside of it is clipped. */
export class Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(width * height * 4);
  }

  /** Paints one pixel over what is there. */
  dot(x: number, y: number, color: Color): this {
    const [red, green, blue, alpha] = rgba(color);
    return this.blend(Math.floor(x), Math.floor(y), red, green, blue, alpha);
  }

  rect(x: number, y: number, width: number, height: number, color: Color): this {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) this.dot(column, row, color);
    }
    return this;
  }

  /** Every second pixel, as on a chessboard: a soft mix of two flat colours. */
  dither(x: number, y: number, width: number, height: number, color: Color): this {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++)
        if ((row + column) % 2 === 0) this.dot(column, row, color);
    }
    return this;
  }

  /** Centre and radii may be fractions; a pixel is inside when its centre is. */
  ellipse(centerX: number, centerY: number, radiusX: number, radiusY: number, color: Color): this {
    for (let y = Math.floor(centerY - radiusY); y <= Math.ceil(centerY + radiusY); y++) {
      for (let x = Math.floor(centerX - radiusX); x <= Math.ceil(centerX + radiusX); x++) {
        const dx = (x + 0.5 - centerX) / radiusX;
        const dy = (y + 0.5 - centerY) / radiusY;
        if (dx * dx + dy * dy <= 1) this.dot(x, y, color);
      }
    }
    return this;
  }

  line(fromX: number, fromY: number, toX: number, toY: number, color: Color): this {
    const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1);
    for (let step = 0; step <= steps; step++) {
      const t = step / steps;
      this.dot(Math.round(fromX + (toX - fromX) * t), Math.round(fromY + (toY - fromY) * t), color);
    }
    return this;
  }

  /** Rows of text, one letter per pixel; letters that `colors` does not name stay as they are. */
  letters(x: number, y: number, rows: readonly string[], colors: Readonly<Record<string, Color>>): this {
    for (const [row, letters] of rows.entries()) {
      for (const [column, letter] of [...letters].entries()) {
        const color = colors[letter];
        if (color) this.dot(x + column, y + row, color);
      }
    }
    return this;
  }

  draw(image: Pixels, atX: number, atY: number): this {
    for (let y = 0; y < image.height; y++) {
      for (let x = 0; x < image.width; x++) {
        const at = (y * image.width + x) * 4;
        const [red, green, blue, alpha] = image.data.subarray(at, at + 4) as unknown as [
          number,
          number,
          number,
          number,
        ];
        if (alpha > 0) this.blend(atX + x, atY + y, red, green, blue, alpha);
      }
    }
    return this;
  }

  cut(atX: number, atY: number, width: number, height: number): Pixels {
    const part = new Pixels(width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const sourceX = atX + x;
        const sourceY = atY + y;
        if (sourceX < 0 || sourceY < 0 || sourceX >= this.width || sourceY >= this.height) continue;
        const from = (sourceY * this.width + sourceX) * 4;
        part.data.set(this.data.subarray(from, from + 4), (y * width + x) * 4);
      }
    }
    return part;
  }

  mirrored(): Pixels {
    const result = new Pixels(this.width, this.height);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const from = (y * this.width + x) * 4;
        result.data.set(this.data.subarray(from, from + 4), (y * this.width + this.width - 1 - x) * 4);
      }
    }
    return result;
  }

  /** Surrounds every opaque shape by a line, which lifts a figure off any ground. */
  outlined(color: Color): Pixels {
    const result = new Pixels(this.width, this.height);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        if (this.alphaAt(x, y) > 127) continue;
        const touches =
          this.alphaAt(x - 1, y) > 127 ||
          this.alphaAt(x + 1, y) > 127 ||
          this.alphaAt(x, y - 1) > 127 ||
          this.alphaAt(x, y + 1) > 127;
        if (touches) result.dot(x, y, color);
      }
    }
    return result.draw(this, 0, 0);
  }

  alphaAt(x: number, y: number): number {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return 0;
    return this.data[(y * this.width + x) * 4 + 3]!;
  }

  isEmpty(): boolean {
    for (let at = 3; at < this.data.length; at += 4) if (this.data[at] !== 0) return false;
    return true;
  }

  private blend(x: number, y: number, red: number, green: number, blue: number, alpha: number): this {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || alpha === 0) return this;
    const at = (y * this.width + x) * 4;
    const { data } = this;
    const below = data[at + 3]! * (1 - alpha / 255);
    const total = alpha + below;
    data[at] = Math.round((red * alpha + data[at]! * below) / total);
    data[at + 1] = Math.round((green * alpha + data[at + 1]! * below) / total);
    data[at + 2] = Math.round((blue * alpha + data[at + 2]! * below) / total);
    data[at + 3] = Math.round(total);
    return this;
  }
}
