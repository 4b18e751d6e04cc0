import { PlayerState } from '../../schema/world-state.ts';
import type { Player } from '../../src/game/world.ts';
import { healthOf, statusesOf } from './vitals.ts';

export function playerState(player: Player): PlayerState {
  const state = new PlayerState();
  state.characterId = player.id;
  state.name = player.name;
  state.classId = player.classId;
  state.connected = player.connected;
  copyPlayerMotion(player, state);
  copyPlayerCondition(player, state);
  return state;
}

export function copyPlayerMotion({ body }: Player, state: PlayerState): void {
  state.x = Math.round(body.x);
  state.y = Math.round(body.y);
  state.facing = body.facing;
}

export function copyPlayerCondition(player: Player, state: PlayerState): void {
  state.level = player.level;
  state.speed = player.speed;
  state.magnetRange = player.effects.magnetRange;
  state.health = healthOf(player);
  state.maxHealth = player.stats.health;
  state.statuses = statusesOf(player);
}
