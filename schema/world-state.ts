import { type SchemaType, schema, t } from '@colyseus/schema';
import { DropState, MonsterState, ProjectileState } from './creatures.ts';
import { MatchState } from './match-state.ts';
import { OwnState } from './own-state.ts';

/**
 * What every client that is near sees of a character. x, y: whole world pixels of its centre; the owner is told the exact ones
 * in `OwnState`. facing: as in MoveInput.
 */
export const PlayerState = schema(
  {
    characterId: t.string(),
    name: t.string(),
    classId: t.string(),
    level: t.uint16(),
    x: t.uint16(),
    y: t.uint16(),
    facing: t.uint8(),
    /** False while the seat is held for a client whose connection dropped. */
    connected: t.boolean(),
    /** World pixels per second, effects included: what a client predicts its own movement with. */
    speed: t.uint16(),
    /** World pixels that it reaches further when it collects. */
    magnetRange: t.uint16(),
    /** 0: it is dead. */
    health: t.uint16(),
    maxHealth: t.uint16(),
    /** Ids of what lasts on it, see content/statuses, with spaces between. */
    statuses: t.string(),
  },
  'PlayerState',
);
export type PlayerState = SchemaType<typeof PlayerState>;

/** Ore or debris. x, y: world pixels of its middle; it never moves. */
export const NodeState = schema(
  {
    id: t.string(),
    /** Id of its kind, see content/nodes. */
    kind: t.string(),
    x: t.uint16(),
    y: t.uint16(),
  },
  'NodeState',
);
export type NodeState = SchemaType<typeof NodeState>;

/** `players` is keyed by character id; a client's map holds itself and those near it, as do `nodes`, by their ids. */
export const WorldState = schema(
  {
    place: t.string(),
    instance: t.string(),
    /** Steps of simulation, and of input, in a second: the pace at which clients predict. */
    stepsPerSec: t.uint8(),
    /** Everybody in the instance, near or not. */
    population: t.uint16(),
    players: t.map(PlayerState).view(),
    nodes: t.map(NodeState).view(),
    monsters: t.map(MonsterState).view(),
    projectiles: t.map(ProjectileState).view(),
    drops: t.map(DropState).view(),
    /** By character id: a client's map holds its own alone. */
    own: t.map(OwnState).view(),
    /** What is fought out here; only in arenas. */
    match: t.ref(MatchState).optional(),
  },
  'WorldState',
);
export type WorldState = SchemaType<typeof WorldState>;
