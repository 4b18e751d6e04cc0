import { setTimeout as delay } from 'node:timers/promises';
import type { PlaceRoom } from '../../client/src/connection/place-room.ts';
import { areFew } from '../../rooms/sync/tiers.ts';
import type { Dice } from '../economy/dice.ts';
import type { Tallies } from '../measure/tallies.ts';
import type { FullBot } from './full-bot.ts';

/** Between two looks: uniform over whole tellings of every tier, since a rhythm would always meet the same moment of them. */
const LEAST_PAUSE_MS = 50;
const MOST_PAUSE_MS = 250;
/** What is not seen by then is counted as lost. */
export const LOST_AFTER_MS = 2_000;
const APPROACH_PAUSE_MS = 200;
/** Who has not come together by then does so later, or never. */
const NEAR_WITHIN_MS = 15_000;
/** Who is so near is told of in every patch. World pixels. */
const NEAR = 96;
export const DIRECTIONS = 256;

export interface LatencyPairOptions {
  walker: FullBot;
  watcher: FullBot;
  tallies: Tallies;
  dice: Dice;
  signal: AbortSignal;
}

/**
 * How long what one player does takes to the screen of another one who stands near: one turns around, and the other one
 * waits to see it.
 */
export async function measureLatency({
  walker,
  watcher,
  tallies,
  dice,
  signal,
}: LatencyPairOptions): Promise<void> {
  let facing = 0;
  while (!signal.aborted) {
    await pauseBeforeLook(dice);
    const { room } = watcher;
    if (!room || !areNear(walker, watcher)) {
      comeTogether(walker, watcher, dice);
      await delay(APPROACH_PAUSE_MS);
      continue;
    }
    watcher.goTo(null);
    facing = (facing + 1) % DIRECTIONS;
    const sentAt = performance.now();
    walker.face(facing);
    const other = walker.account.characterId;
    const isSeen = await seen(room, () => room.state.players.get(other)?.facing === facing);
    if (isSeen) tallies.measure('latency', performance.now() - sentAt);
    else if (!signal.aborted && watcher.room === room) tallies.count('latency.lost');
  }
}

/** Long enough for the look before it to be told of in every tier. */
export async function pauseBeforeLook(dice: Dice): Promise<void> {
  await delay(dice.whole(LEAST_PAUSE_MS, MOST_PAUSE_MS));
}

/** Resolves when they stand near each other, which measuring brings about; or when that takes too long. */
export async function untilNear(walker: FullBot, watcher: FullBot, over: AbortSignal): Promise<void> {
  const deadline = performance.now() + NEAR_WITHIN_MS;
  while (!over.aborted && performance.now() < deadline && !areNear(walker, watcher)) {
    await delay(APPROACH_PAUSE_MS);
  }
}

function areNear(walker: FullBot, watcher: FullBot): boolean {
  const [one, other] = [walker.position, watcher.position];
  const isSameRoom = walker.room?.roomId === watcher.room?.roomId;
  if (!isSameRoom || one === null || other === null) return false;
  return Math.hypot(one.x - other.x, one.y - other.y) < NEAR || seesFew(watcher, walker.account.characterId);
}

function seesFew({ room }: FullBot, characterId: string): boolean {
  const { monsters, players } = room?.state ?? {};
  return !!players?.has(characterId) && areFew(players.size + (monsters?.size ?? 0));
}

/** Who lies on the ground stands up; then one walks up to the other. */
function comeTogether(walker: FullBot, watcher: FullBot, dice: Dice): void {
  for (const { account, room } of [walker, watcher]) {
    const isDead = room?.state?.players?.get(account.characterId)?.health === 0;
    if (isDead) room?.send('respawn', { actionId: dice.uuid() });
  }
  watcher.goTo(walker.position);
}

/** @returns whether the condition held in time */
function seen(room: PlaceRoom, condition: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isSeen: boolean) => {
      clearTimeout(timer);
      room.onStateChange.remove(look);
      resolve(isSeen);
    };
    const look = () => {
      if (condition()) end(true);
    };
    const timer = setTimeout(() => end(false), LOST_AFTER_MS);
    room.onStateChange(look);
  });
}
