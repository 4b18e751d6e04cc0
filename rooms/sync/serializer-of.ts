import type { Schema } from '@colyseus/schema';
import { SharedSerializer, type SharedSerializerOptions } from './shared-serializer.ts';

const BUFFER_BYTES = 4 * 1024;
const SKIP_ABOVE_BYTES = 256 * 1024;
const GIVE_UP_AFTER_MS = 10_000;

/** The serializer of a room, with the limits that all rooms share. */
export function serializerOf<S extends Schema>(
  told: Pick<SharedSerializerOptions, 'onPatch' | 'onSlowReader'>,
): SharedSerializer<S> {
  return new SharedSerializer<S>({
    bufferBytes: BUFFER_BYTES,
    skipAboveBytes: SKIP_ABOVE_BYTES,
    giveUpAfterMs: GIVE_UP_AFTER_MS,
    now: () => performance.now(),
    ...told,
  });
}
