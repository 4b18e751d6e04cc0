import type { Ability, MonsterKind, StatusKind } from '../../../src/content/combat-types.ts';
import type { CharacterClass } from '../../../src/content/types.ts';
import type { GameApi } from '../api/game-api.ts';

/** What a client needs to know of a kind of monster. */
export type ListedMonster = Pick<MonsterKind, 'id' | 'name' | 'level' | 'rank' | 'color' | 'shape' | 'half'>;

/** Numbers of the server's rules that the client reckons with, too. */
export interface GameRules {
  /** From how far away drops can be picked up, world pixels, before effects add to it. */
  pickUpReach: number;
  /** After one ability none is ready for so long. */
  globalCooldownSec: number;
  /** After a potion none is ready for so long. */
  potionCooldownSec: number;
  /** Within so many world pixels others come into view. */
  viewRadius: number;
}

/** Until they are known nothing is shown that would need them. */
const NO_RULES: GameRules = { pickUpReach: 0, globalCooldownSec: 0, potionCooldownSec: 0, viewRadius: 0 };

/** The content of fights, by id, and the rules' numbers. */
export class CombatContent {
  readonly abilities: ReadonlyMap<string, Ability>;
  readonly statuses: ReadonlyMap<string, StatusKind>;
  readonly monsters: ReadonlyMap<string, ListedMonster>;
  readonly rules: GameRules;

  constructor(
    abilities: readonly Ability[] = [],
    statuses: readonly StatusKind[] = [],
    monsters: readonly ListedMonster[] = [],
    rules = NO_RULES,
  ) {
    this.abilities = byId(abilities);
    this.statuses = byId(statuses);
    this.monsters = byId(monsters);
    this.rules = rules;
  }

  /** @throws ApiError */
  static async load(
    api: Pick<GameApi, 'abilities' | 'statuses' | 'monsters' | 'rules'>,
  ): Promise<CombatContent> {
    const [abilities, statuses, monsters, rules] = await Promise.all([
      api.abilities(),
      api.statuses(),
      api.monsters(),
      api.rules(),
    ]);
    return new CombatContent(abilities, statuses, monsters, rules);
  }

  /** In the order of the class. Those of a later version are left out, but keep their number. */
  abilitiesOf(kind: CharacterClass | undefined): readonly (Ability | undefined)[] {
    return (kind?.abilities ?? []).map((id) => this.abilities.get(id));
  }
}

function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}
