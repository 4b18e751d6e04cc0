import { type Client, ClientState, SchemaSerializer } from '@colyseus/core';
import { Encoder, StateView } from '@colyseus/schema';
import { ClientView } from '../rooms/sync/client-view.ts';
import { SharedSerializer } from '../rooms/sync/shared-serializer.ts';
import { PlayerState, WorldState } from '../schema/world-state.ts';
import type { WorldEvent } from '../src/game/events.ts';
import { INTEREST } from '../src/game/interest.ts';
import { nextFloat, type Random, seededRandom } from '../src/game/random.ts';
import { interestStep } from '../src/game/steps/interest-step.ts';
import type { Player } from '../src/game/world.ts';
import { emptyMap, HandWorld } from '../test/kit/hand-world.ts';

/**
 * What it costs to tell everybody of those near: our serializer beside Colyseus' own with one StateView per client, on the
 * same walks through the same views, patch by patch in turns. All move all the time, and are shown 64.
 *
 * npm run bench:sync -- [players…]
 */

const SEED = '0123456789abcdef0123456789abcdef';
const PATCHES_PER_SEC = 20;
const WARM_UP = 60;
const PATCHES = 300;
const STEP = 8;
const BUFFER_BYTES = 1024 * 1024;

/** One way to tell clients of a state. */
interface Contender {
  readonly name: string;
  readonly state: WorldState;
  readonly views: Map<string, StateView>;
  readonly millis: number[];
  readonly bytes: Map<string, number>;
  patch(): void;
}

function contender(
  name: string,
  players: readonly Player[],
  makeView: () => StateView,
  makeSerializer: () => SchemaSerializer<WorldState>,
): Contender {
  Encoder.BUFFER_SIZE = BUFFER_BYTES;
  const state = new WorldState().assign({ place: 'hub', instance: 'bench', stepsPerSec: 20, population: 0 });
  const views = new Map<string, StateView>();
  const bytes = new Map<string, number>();
  const serializer = makeSerializer();
  serializer.reset(state);
  const clients = players.map((player) => {
    const shown = playerState(player);
    const view = makeView();
    state.players.set(player.id, shown);
    if (view instanceof ClientView) view.centerOn(shown);
    views.set(player.id, view);
    bytes.set(player.id, 0);
    const raw = (frame: Uint8Array) => bytes.set(player.id, bytes.get(player.id)! + frame.byteLength);
    return { view, raw, state: ClientState.JOINED, ref: { bufferedAmount: 0 } } as unknown as Client;
  });
  let sNow = 0;
  const patch = () => {
    sNow += 1000 / PATCHES_PER_SEC;
    serializer.applyPatches(clients, state, { sNow });
  };
  return { name, state, views, bytes, millis: [], patch };
}

function playerState({ id, name, classId, body, speed }: Player): PlayerState {
  const { x, y, facing } = body;
  const rest = { level: 1, connected: true, magnetRange: 0, health: 100, maxHealth: 100, statuses: '' };
  return new PlayerState().assign({ characterId: id, name, classId, x, y, facing, speed, ...rest });
}

function walk(hand: HandWorld, players: readonly Player[], side: number, random: Random): void {
  const { world } = hand;
  world.tick += 1;
  world.events.length = 0;
  for (const player of players) {
    const { body } = player;
    const angle = nextFloat(random) * 2 * Math.PI;
    body.x = Math.fround(Math.min(side, Math.max(0, body.x + Math.cos(angle) * STEP)));
    body.y = Math.fround(Math.min(side, Math.max(0, body.y + Math.sin(angle) * STEP)));
    body.facing = Math.floor((angle / (2 * Math.PI)) * 256);
    world.grid.place(player, body.x, body.y);
  }
  interestStep(world, { dt: 1 / PATCHES_PER_SEC } as never);
}

function tell(
  { state, views, patch }: Contender,
  players: readonly Player[],
  events: readonly WorldEvent[],
): void {
  for (const { id, body } of players) {
    const shown = state.players.get(id)!;
    shown.x = body.x;
    shown.y = body.y;
    shown.facing = body.facing;
  }
  for (const event of events) {
    if (event.type !== 'enter' && event.type !== 'leave') continue;
    const view = views.get(event.viewer.id)!;
    const shown = state.players.get(event.subject.id)!;
    if (event.type === 'leave') view.remove(shown);
    else if (!view.has(shown)) view.add(shown);
  }
  patch();
}

function measure(count: number): void {
  // As many within the radius as are shown, on the average.
  const side = Math.ceil(INTEREST.enterRadius * Math.sqrt((Math.PI * count) / INTEREST.maxVisible));
  const random = seededRandom(SEED);
  const hand = new HandWorld(emptyMap(side, side));
  const players = Array.from({ length: count }, (_, i) =>
    hand.enter(`character-${i}`, nextFloat(random) * side, nextFloat(random) * side),
  );
  const ours = () =>
    new SharedSerializer<WorldState>({
      bufferBytes: BUFFER_BYTES,
      skipAboveBytes: 1,
      giveUpAfterMs: 1,
      now: () => 0,
      onPatch: () => {},
      onSlowReader: () => {},
    });
  const contenders = [
    contender('shared', players, () => new ClientView(), ours),
    contender(
      'stock',
      players,
      () => new StateView(),
      () => new SchemaSerializer<WorldState>(),
    ),
  ];
  for (let patch = -WARM_UP; patch < PATCHES; patch++) {
    walk(hand, players, side, random);
    // In turns, so that neither always finds the caches warm.
    const order = patch % 2 === 0 ? contenders : contenders.toReversed();
    for (const one of order) {
      const startedAt = performance.now();
      tell(one, players, hand.world.events);
      if (patch >= 0) one.millis.push(performance.now() - startedAt);
      if (patch === -1) for (const id of one.bytes.keys()) one.bytes.set(id, 0);
    }
  }
  const shown = players.reduce((sum, { views }) => sum + views.player.size - 1, 0) / count;
  for (const { name, millis, bytes } of contenders) {
    const rates = [...bytes.values()].map((sum) => (sum / PATCHES) * PATCHES_PER_SEC);
    const ms = (share: number) => quantile(millis, share).toFixed(2).padStart(8);
    const kb = (share: number) => (quantile(rates, share) / 1000).toFixed(1).padStart(6);
    console.log(
      `${String(count).padStart(5)} players, ${shown.toFixed(0)} shown  ${name.padEnd(6)}  ${ms(0.5)} ms p50 ${ms(0.99)} ms p99  ${kb(0.5)} kB/s p50 ${kb(0.95)} kB/s p95`,
    );
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

const counts = process.argv.slice(2).map(Number);
if (counts.some((count) => !Number.isInteger(count) || count < 1)) {
  console.error('Usage: npm run bench:sync -- [players…], such as 100 500 1000');
  process.exitCode = 2;
} else for (const count of counts.length > 0 ? counts : [100, 500, 1000]) measure(count);
