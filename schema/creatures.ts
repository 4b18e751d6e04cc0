import { type SchemaType, schema, t } from '@colyseus/schema';

/** x, y: world pixels of its middle. facing: as in MoveInput. */
export const MonsterState = schema(
  {
    id: t.string(),
    /** Id of its kind, see content/monsters. */
    kind: t.string(),
    level: t.uint16(),
    x: t.uint16(),
    y: t.uint16(),
    facing: t.uint8(),
    health: t.uint16(),
    maxHealth: t.uint16(),
    /** 'sleep', 'idle', 'hunt', 'flee', 'return' or 'dead'. */
    mode: t.string(),
    /** Character id of whom it is after; empty: nobody. */
    target: t.string(),
    /** Ids of what lasts on it, with spaces between. */
    statuses: t.string(),
  },
  'MonsterState',
);
export type MonsterState = SchemaType<typeof MonsterState>;

/** It flies straight: where it is follows from where and when it appeared. */
export const ProjectileState = schema(
  {
    id: t.string(),
    /** Id of the ability that it comes from, see content/abilities: it says how fast it is. */
    ability: t.string(),
    /** Id of the character or monster. */
    owner: t.string(),
    /** Where it was when it appeared to the first who saw it. */
    x: t.float32(),
    y: t.float32(),
    /** World pixels per second. */
    velocityX: t.int16(),
    velocityY: t.int16(),
  },
  'ProjectileState',
);
export type ProjectileState = SchemaType<typeof ProjectileState>;

/** What lies on the ground. */
export const DropState = schema(
  {
    id: t.string(),
    x: t.uint16(),
    y: t.uint16(),
    /** Id of the most valuable item in it; empty: credits alone. */
    kind: t.string(),
    /** Character, or its party, whose it is; both empty: whoever comes first. */
    owner: t.string(),
    party: t.string(),
  },
  'DropState',
);
export type DropState = SchemaType<typeof DropState>;
