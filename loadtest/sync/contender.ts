import { type Client, ClientState, type SchemaSerializer } from '@colyseus/core';
import type { StateView } from '@colyseus/schema';
import type { WorldState } from '../../schema/world-state.ts';

/** One way to tell clients of a crowd, patch by patch. */
export interface Contender {
  readonly name: string;
  /** Bytes that each client was sent since they were counted last. */
  readonly sent: number[];
  /** Who is shown to whom. */
  look(): void;
  /** Copies what changed, and sends each client its patch. */
  tell(): void;
  /** How many others a client is shown, on the average. */
  shown(): number;
}

/** Working memory of an encoder: stock has what it encodes for all views in one. Bytes. */
export const BUFFER_BYTES = 64 * 1024 * 1024;

/** What stands in a serializer's list for a client: it counts what it is sent. */
export function countingClient(view: StateView, sent: number[], at: number): Client {
  sent[at] = 0;
  const raw = (frame: Uint8Array) => {
    sent[at]! += frame.byteLength;
  };
  return { view, raw, state: ClientState.JOINED, ref: { bufferedAmount: 0 } } as unknown as Client;
}

/** Patches of a room that takes inputs: each frame is stamped. @returns what sends the next one */
export function patches(
  serializer: SchemaSerializer<WorldState>,
  clients: Client[],
  state: WorldState,
  patchMs: number,
): () => void {
  let sNow = 0;
  return () => {
    sNow += patchMs;
    serializer.applyPatches(clients, state, { sNow });
  };
}

export function meanOf(values: Iterable<number>): number {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}
