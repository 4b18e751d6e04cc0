import { type SchemaType, schema, t } from '@colyseus/schema';

/**
 * One simulation step of intent. Integers only, so that no NaN or Infinity can travel.
 * moveX, moveY: axes, -127..127. facing: direction of sight, 256 steps per turn, 0 = east, clockwise on screen.
 * buttons: bit set of held buttons; none is used yet.
 */
export const MoveInput = schema(
  {
    moveX: t.int8().default(0),
    moveY: t.int8().default(0),
    facing: t.uint8().default(0),
    buttons: t.uint8().default(0),
  },
  'MoveInput',
);
export type MoveInput = SchemaType<typeof MoveInput>;
