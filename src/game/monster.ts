import type { Ability, MonsterKind, SpawnArea } from '../content/combat-types.ts';
import type { Actor } from './actor.ts';
import type { Point } from './free-ground.ts';
import type { Entries } from './lazy-map.ts';

/** What a monster uses an ability for, and from how far. */
export interface MonsterAbility {
  readonly ability: Ability;
  /** `harm`: upon enemies; `heal`: upon the wounded of its side; `boost`: before it fights; `charge`: to get at its target. */
  readonly purpose: 'harm' | 'heal' | 'boost' | 'charge';
  /** Between the edges of the two, world pixels. */
  readonly reach: number;
}

/** One after the other, monsters of one kind live here. */
export interface MonsterSlot {
  readonly number: number;
  readonly kind: MonsterKind;
  readonly area: SpawnArea;
  readonly abilities: readonly MonsterAbility[];
  /** From so far all that it does to enemies reaches them. World pixels between their edges. */
  readonly reach: number;
  /** Half of the biggest that it shoots; 0: it shoots nothing. World pixels. */
  readonly shotHalf: number;
  readonly ground: readonly Point[];
  /** How many lived here, the present one included. */
  serial: number;
  /** When the next one appears, while none is there. */
  dueTick: number;
}

/**
 * What it is at. `sleep`: nobody is near; `idle`: it stands or strolls; `hunt`: after its target; `flee`: away from it;
 * `return`: home, and not to be bothered.
 */
export type MonsterMode = 'sleep' | 'idle' | 'hunt' | 'flee' | 'return' | 'dead';

export interface Monster extends Actor {
  readonly type: 'monster';
  readonly kind: MonsterKind;
  readonly slot: MonsterSlot;
  readonly serial: number;
  /** Where it belongs. */
  readonly home: Point;
  /** What it walks along when nothing is in between: one point, always the same object. */
  readonly straight: readonly [Point];
  mode: MonsterMode;
  /** Since when. */
  modeTick: number;
  /** Id of the actor that it is after; null: nobody. */
  targetId: string | null;
  /** By actor: what each has done to it, by damage and healing. The most hated is the target. */
  readonly threat: Entries<string, number>;
  /** Where it walks. Ways are shared with others who walk them. */
  path: readonly Point[];
  /** The point of the path that comes next. */
  pathIndex: number;
  /** Not before this tick it looks around and decides anew. */
  thinkTick: number;
  /** When a player was last so near that it has to be awake … */
  nearTick: number;
  /** … and that it has to be attentive. */
  closeTick: number;
  /** Since when it cannot get at its target; -1: it can. */
  stuckTick: number;
  /** It flees once in a fight. */
  hasFled: boolean;
}

/** Who walks home cannot be harmed: nobody wears it down from where it cannot come. */
export function canBeHarmed({ mode, diedTick }: Pick<Monster, 'mode' | 'diedTick'>): boolean {
  return mode !== 'return' && diedTick < 0;
}
