import { MONSTER_FRAME, MONSTER_POSES, MONSTER_SHAPES, type MonsterShape } from '../src/world/frames.ts';
import { boar, hound } from './monsters/beasts.ts';
import { golem, sentinel, yeti } from './monsters/brutes.ts';
import { scorpion, serpent, treant } from './monsters/crawlers.ts';
import { type DrawMonster, type Layers, POSES } from './monsters/kit.ts';
import { archer, priest, raider } from './monsters/people.ts';
import { elemental, wisp } from './monsters/spirits.ts';
import { bat, drake, imp } from './monsters/winged.ts';
import { INK } from './palette.ts';
import { Pixels } from './pixels.ts';

const DRAW: Record<MonsterShape, DrawMonster> = {
  hound,
  boar,
  wisp,
  archer,
  golem,
  scorpion,
  raider,
  serpent,
  bat,
  yeti,
  elemental,
  imp,
  drake,
  treant,
  priest,
  sentinel,
};

/** A row for each shape: its poses as hides, with their outlines, and then what lies over each. */
export function monsters(): Pixels {
  const { frameWidth, frameHeight } = MONSTER_FRAME;
  const sheet = new Pixels(frameWidth * MONSTER_POSES * 2, frameHeight * MONSTER_SHAPES.length);
  for (const [row, shape] of MONSTER_SHAPES.entries()) {
    for (const [column, pose] of POSES.entries()) {
      const layers: Layers = {
        hide: new Pixels(frameWidth, frameHeight),
        mark: new Pixels(frameWidth, frameHeight),
      };
      DRAW[shape](layers, pose);
      // The outline is that of both layers together, and dark enough to stay so under any tint.
      const whole = new Pixels(frameWidth, frameHeight).draw(layers.hide, 0, 0).draw(layers.mark, 0, 0);
      const [x, y] = [column * frameWidth, row * frameHeight];
      sheet.draw(whole.outlined(INK), x, y).draw(layers.mark, x + MONSTER_POSES * frameWidth, y);
    }
  }
  return sheet;
}
