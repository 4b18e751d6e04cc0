import { parseArgs } from 'node:util';
import { Client, type Room } from '@colyseus/sdk';
import type { WorldState } from '../schema/world-state.ts';
import { endWithReason } from './explain.ts';
import { newPerson, type Person } from './person.ts';

/** How long one person's step takes to another's screen: two stock SDK clients in a hub, a hundred steps. */
const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:2567' } } });
const STEPS = 100;
const base = new URL(values.url);

async function join({ accessToken, characterId }: Person): Promise<Room<unknown, WorldState>> {
  const client = new Client(values.url);
  client.auth.token = accessToken;
  const room = await client.joinOrCreate<WorldState>('hub', { characterId, place: 'haven' });
  room.onMessage('*', () => {});
  return room;
}

/** Resolves at the first state for which the condition holds. */
function when(room: Room<unknown, WorldState>, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!condition()) return;
      room.onStateChange.remove(check);
      resolve();
    };
    room.onStateChange(check);
    if (room.state) check();
  });
}

const [walker, watcher] = await Promise.all([newPerson(base), newPerson(base)]).catch((error) =>
  endWithReason(error, base),
);
const walkerRoom = await join(walker);
const watcherRoom = await join(watcher);
const seen = () => watcherRoom.state.players?.get(walker.characterId);
await when(watcherRoom, () => seen() !== undefined);

const input = walkerRoom.input<{ facing: number }>({ mode: 'reliable' });
const latencies: number[] = [];
for (let step = 1; step <= STEPS; step++) {
  // Sent at any moment between two ticks, as a person does.
  await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 50));
  input.data.facing = step;
  const sentAt = performance.now();
  input.send();
  await when(watcherRoom, () => seen()?.facing === step);
  latencies.push(performance.now() - sentAt);
}
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.floor(share * (STEPS - 1))]!.toFixed(0);
process.stdout.write(
  `a step to another screen: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${STEPS} steps)\n`,
);
await Promise.all([walkerRoom.leave(), watcherRoom.leave()]);
