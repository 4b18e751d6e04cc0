import type { Ability, StatusKind } from '../content/combat-types.ts';
import type { Actor } from './actor.ts';
import type { MatchResult } from './arena.ts';
import type { Drop } from './drop.ts';
import type { HarvestEvent, HarvestNode } from './harvest.ts';
import type { Monster } from './monster.ts';
import type { Projectile } from './projectile.ts';
import type { Entity } from './views.ts';
import type { Player } from './world.ts';

/** What one player is shown changed. */
export interface InterestEvent {
  type: 'enter' | 'leave';
  viewer: Player;
  subject: Entity;
}

/** There is something new in the world, or something is there no more. */
export interface AppearEvent {
  type: 'appeared' | 'gone';
  entity: Monster | Projectile | Drop | HarvestNode;
}

/** Why an action was not done. */
export type ActionRefusal =
  | 'travel_in_progress'
  | 'dead'
  | 'not_dead'
  | 'stunned'
  | 'combat_forbidden'
  | 'ability_unknown'
  | 'ability_not_ready'
  | 'not_enough_mana'
  | 'not_enough_stamina'
  | 'target_invalid'
  | 'target_dead'
  | 'too_far'
  | 'no_line_of_sight'
  | 'drop_gone'
  | 'drop_owned'
  | 'item_not_found'
  | 'interrupted';

/** What became of something that a player asked for. */
export type ActionEvent =
  | { type: 'action-done'; player: Player; actionId: string }
  | { type: 'action-refused'; player: Player; actionId: string; code: ActionRefusal };

export type CombatEvent =
  /** For whoever watches; aim: radians, 0 east, clockwise on screen. x, y: the point or target it went to. */
  | { type: 'ability-used'; actor: Actor; ability: Ability; aim: number; x: number; y: number }
  /** `amount` of health is gone, `absorbed` was taken by a status. abilityId: null for a status. */
  | {
      type: 'hit';
      sourceId: string;
      target: Actor;
      abilityId: string | null;
      amount: number;
      absorbed: number;
    }
  | { type: 'healed'; sourceId: string; target: Actor; abilityId: string | null; amount: number }
  | { type: 'status-gained' | 'status-lost'; target: Actor; status: StatusKind }
  /** creditIds: who takes part in its death, most damage first; the killer is among them if it is a character. */
  | { type: 'died'; actor: Actor; killerId: string | null; creditIds: readonly string[] }
  | { type: 'respawned'; player: Player };

export type ProgressEvent =
  | { type: 'experience'; player: Player; amount: number }
  | { type: 'level-up'; player: Player; level: number };

/** Its boss is dead, for the first time in this instance. */
export interface RiftEvent {
  type: 'rift-cleared';
  /** Everybody in it who has fought in it. */
  playerIds: readonly string[];
  /** Since the first one entered. */
  ticks: number;
  /** Id of the boss' kind. */
  boss: string;
}

export type MatchEvent =
  | { type: 'match-started' }
  | { type: 'match-ended'; result: MatchResult }
  /** The result was shown for long enough: everybody is to be sent on. */
  | { type: 'match-over' };

/** It is to be taken from the inventory of who uses it. `item`: id of its kind. */
export interface PotionEvent {
  type: 'potion-begun';
  player: Player;
  item: string;
  actionId: string;
}

export type DropEvent =
  /** It is taken from the ground, and on its way to its new owner. actionId: null for what came by itself. */
  | { type: 'picked-up'; player: Player; actionId: string | null; drop: Drop }
  /** It belongs to nobody any more. */
  | { type: 'drop-freed'; drop: Drop };

export type WorldEvent =
  | InterestEvent
  | AppearEvent
  | ActionEvent
  | CombatEvent
  | ProgressEvent
  | DropEvent
  | PotionEvent
  | RiftEvent
  | MatchEvent
  | HarvestEvent;
