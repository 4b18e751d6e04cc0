import { SchemaSerializer } from '@colyseus/core';
import { Encoder, StateView } from '@colyseus/schema';
import { copyPlayerMotion, playerState } from '../../rooms/mirror/players.ts';
import { WorldState } from '../../schema/world-state.ts';
import { INTEREST } from '../../src/game/interest.ts';
import { BUFFER_BYTES, type Contender, countingClient, meanOf, patches } from './contender.ts';
import type { Crowd } from './crowd.ts';

/** Colyseus' own way: a StateView for each client, and a loop over everybody for each of them. */
export function stockContender({ players }: Crowd, stepsPerSec: number): Contender {
  const state = new WorldState().assign({ place: 'hub', instance: 'bench', stepsPerSec, population: 0 });
  const [defaultBytes, sent] = [Encoder.BUFFER_SIZE, [] as number[]];
  Encoder.BUFFER_SIZE = BUFFER_BYTES;
  const serializer = new SchemaSerializer<WorldState>();
  serializer.reset(state);
  Encoder.BUFFER_SIZE = defaultBytes;
  const shown = players.map((player) => playerState(player));
  for (const one of shown) state.players.set(one.characterId, one);
  const views = shown.map(() => new StateView());
  const clients = views.map((view, i) => countingClient(view, sent, i));
  const patch = patches(serializer, clients, state, 1000 / stepsPerSec);
  const radiusSquared = INTEREST.enterRadius ** 2;
  return {
    name: 'stock',
    sent,
    look() {
      for (const [i, view] of views.entries()) {
        const { x, y } = players[i]!.body;
        for (let j = 0; j < players.length; j++) {
          const { body } = players[j]!;
          const isNear = (body.x - x) ** 2 + (body.y - y) ** 2 <= radiusSquared;
          const subject = shown[j]!;
          if (isNear === view.has(subject)) continue;
          if (isNear) view.add(subject);
          else view.remove(subject);
        }
      }
    },
    tell() {
      for (const [i, player] of players.entries()) copyPlayerMotion(player, shown[i]!);
      patch();
    },
    shown: () => meanOf(views.map((view) => shown.filter((one) => view.has(one)).length - 1)),
  };
}
