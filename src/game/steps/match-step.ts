import { isAlive } from '../actor.ts';
import { enterPhase, type Match, resultOf } from '../arena.ts';
import { standUp } from '../deaths.ts';
import { ticksFor } from '../duration.ts';
import type { CombatEvent } from '../events.ts';
import { lose } from '../statuses.ts';
import type { Player, TickContext, World } from '../world.ts';

/** Where a match is played: who takes part in it, the score of this tick's blows, who stands up again, and its phases. */
export function matchStep(world: World, { dt }: TickContext): void {
  const { match } = world;
  if (!match) return;
  if (match.phase === 'running') {
    score(world, match);
    noteWhoIsHere(world, match, dt);
  }
  raise(world, match, dt);
  carryOn(world, match, dt);
}

function score(world: World, match: Match): void {
  for (const event of world.events) {
    if (event.type === 'died') scoreDeath(match, event);
    else if (event.type === 'hit') scoreDamage(match, event);
  }
}

function scoreDeath(
  match: Match,
  { actor, creditIds, killerId }: Extract<CombatEvent, { type: 'died' }>,
): void {
  const victim = match.participants.get(actor.id);
  if (!victim) return;
  victim.deaths += 1;
  match.changed = true;
  const killer = killerId === null || killerId === actor.id ? undefined : match.participants.get(killerId);
  if (killer) killer.kills += 1;
  for (const id of creditIds) {
    const helper = match.participants.get(id);
    if (helper && helper !== killer && helper !== victim) helper.assists += 1;
  }
}

function scoreDamage(
  match: Match,
  { amount, sourceId, target }: Extract<CombatEvent, { type: 'hit' }>,
): void {
  const source = sourceId === target.id ? undefined : match.participants.get(sourceId);
  if (source) source.damage += amount;
}

function noteWhoIsHere(world: World, match: Match, dt: number): void {
  for (const participant of match.participants.values()) {
    const left = !world.players.has(participant.id);
    if (participant.left === left) continue;
    participant.left = left;
    match.changed = true;
  }
  for (const player of world.players.values()) {
    // Who comes back goes on as it left: going out and in again heals nobody.
    if (match.participants.has(player.id)) continue;
    takeIn(match, player);
    standFresh(world, player, dt);
  }
}

function raise(world: World, { rules }: Match, dt: number): void {
  const ticks = ticksFor(rules.respawnSec, dt);
  for (const player of world.players.values()) {
    if (!isAlive(player) && world.tick - player.diedTick >= ticks) standUp(world, player, dt);
  }
}

function carryOn(world: World, match: Match, dt: number): void {
  const isFull = world.players.size >= match.rules.minPlayers;
  const isTimeUp = match.endTick > 0 && world.tick >= match.endTick;
  switch (match.phase) {
    case 'waiting':
      if (isFull) enterPhase(world, match, 'countdown', world.tick + ticksFor(match.rules.countdownSec, dt));
      break;
    case 'countdown':
      if (!isFull) enterPhase(world, match, 'waiting', 0);
      else if (isTimeUp) start(world, match, dt);
      break;
    case 'running':
      if (isTimeUp || !isFull || isDecided(match)) end(world, match, dt);
      break;
    case 'ended':
      if (!isTimeUp) break;
      // Who could not be sent on is here when the time is up again.
      match.endTick = world.tick + ticksFor(match.rules.resultSec, dt);
      world.events.push({ type: 'match-over' });
  }
}

function start(world: World, match: Match, dt: number): void {
  match.startTick = world.tick;
  enterPhase(world, match, 'running', world.tick + ticksFor(match.rules.matchSec, dt));
  // As if all had just died: each stands up where it is furthest from those who stand already.
  for (const player of world.players.values()) player.diedTick = world.tick;
  for (const player of world.players.values()) {
    takeIn(match, player);
    standFresh(world, player, dt);
  }
  world.events.push({ type: 'match-started' });
}

function end(world: World, match: Match, dt: number): void {
  enterPhase(world, match, 'ended', world.tick + ticksFor(match.rules.resultSec, dt));
  // What burns on would go on killing.
  for (const player of world.players.values()) {
    for (const status of player.statuses.values()) if (status.kind.harmful) lose(world, player, status);
  }
  world.events.push({ type: 'match-ended', result: resultOf(world, match, dt) });
}

function isDecided({ participants, rules }: Match): boolean {
  for (const { kills } of participants.values()) if (kills >= rules.killLimit) return true;
  return false;
}

function takeIn(match: Match, { id, name }: Player): void {
  match.participants.set(id, { id, name, kills: 0, deaths: 0, assists: 0, damage: 0, left: false });
  match.changed = true;
}

/** Nothing that was before counts in the match. */
function standFresh(world: World, player: Player, dt: number): void {
  player.statuses.clear();
  player.cooldowns.clear();
  player.wounds.clear();
  standUp(world, player, dt);
}
