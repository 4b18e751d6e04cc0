import type { Dice } from '../economy/dice.ts';
import { MESSAGE_KINDS } from './kinds/messages.ts';
import { PROTOCOL_KINDS } from './kinds/protocol.ts';
import { SOCKET_KINDS } from './kinds/sockets.ts';
import type { ShotKind } from './shot.ts';

/** Everything that hostile clients send. */
export const SHOT_KINDS: readonly ShotKind[] = [...PROTOCOL_KINDS, ...MESSAGE_KINDS, ...SOCKET_KINDS];

const MENU = SHOT_KINDS.map((kind): readonly [number, ShotKind] => [kind.share, kind]);

export function drawKind(dice: Dice): ShotKind {
  return dice.weighted(MENU);
}
