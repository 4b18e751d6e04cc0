import type { Room } from '@colyseus/sdk';
import type { HubState } from '../../../schema/hub-state.ts';

/** The client's end of a hub room. */
export type HubRoom = Room<unknown, HubState>;
