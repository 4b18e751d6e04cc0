import type { Room } from '@colyseus/sdk';
import type { WorldState } from '../../../schema/world-state.ts';

/** The client's end of a room: one instance of a place. */
export type PlaceRoom = Room<unknown, WorldState>;
