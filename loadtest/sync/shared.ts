import { Encoder } from '@colyseus/schema';
import { Mirror } from '../../rooms/mirror.ts';
import { ClientView } from '../../rooms/sync/client-view.ts';
import { SharedSerializer } from '../../rooms/sync/shared-serializer.ts';
import type { WorldState } from '../../schema/world-state.ts';
import { NO_PAST } from '../../src/game/past.ts';
import { interestStep } from '../../src/game/steps/interest-step.ts';
import { BUFFER_BYTES, type Contender, countingClient, meanOf, patches } from './contender.ts';
import type { Crowd } from './crowd.ts';

/** Ours: the interest of the rules, the mirror, and the serializer that shares what it has encoded. */
export function sharedContender({ hand: { world }, players }: Crowd, stepsPerSec: number): Contender {
  const mirror = new Mirror(world, 'hub', 'bench', stepsPerSec);
  const serializer = new SharedSerializer<WorldState>({
    bufferBytes: BUFFER_BYTES,
    skipAboveBytes: 1,
    giveUpAfterMs: 1,
    now: () => 0,
    onPatch: () => {},
    onSlowReader: () => {},
  });
  const [defaultBytes, sent] = [Encoder.BUFFER_SIZE, [] as number[]];
  serializer.reset(mirror.state);
  Encoder.BUFFER_SIZE = defaultBytes;
  const clients = players.map((player, i) => {
    const view = new ClientView();
    mirror.enter(player, view);
    return countingClient(view, sent, i);
  });
  const patch = patches(serializer, clients, mirror.state, 1000 / stepsPerSec);
  const context = { dt: 1 / stepsPerSec, inputs: { take: () => undefined }, past: NO_PAST };
  return {
    name: 'ours',
    sent,
    look() {
      for (const player of players) world.grid.place(player, player.body.x, player.body.y);
      interestStep(world, context as never);
    },
    tell() {
      mirror.update();
      patch();
    },
    // Everybody is shown itself, too.
    shown: () => meanOf(players.map(({ views }) => views.player.size - 1)),
  };
}
