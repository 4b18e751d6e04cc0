import type { Ability, MonsterKind, StatusKind } from '../../../src/content/combat-types.ts';
import type { CharacterClass } from '../../../src/content/types.ts';
import type { GameApi } from '../api/game-api.ts';

/** What a client needs to know of a kind of monster. */
export type ListedMonster = Pick<MonsterKind, 'id' | 'name' | 'level' | 'rank' | 'color' | 'shape' | 'half'>;

/** The content of fights, by id. */
export class CombatContent {
  readonly abilities: ReadonlyMap<string, Ability>;
  readonly statuses: ReadonlyMap<string, StatusKind>;
  readonly monsters: ReadonlyMap<string, ListedMonster>;

  constructor(
    abilities: readonly Ability[] = [],
    statuses: readonly StatusKind[] = [],
    monsters: readonly ListedMonster[] = [],
  ) {
    this.abilities = byId(abilities);
    this.statuses = byId(statuses);
    this.monsters = byId(monsters);
  }

  /** @throws ApiError */
  static async load(api: Pick<GameApi, 'abilities' | 'statuses' | 'monsters'>): Promise<CombatContent> {
    const [abilities, statuses, monsters] = await Promise.all([
      api.abilities(),
      api.statuses(),
      api.monsters(),
    ]);
    return new CombatContent(abilities, statuses, monsters);
  }

  /** In the order of the class. Those of a later version are left out, but keep their number. */
  abilitiesOf(kind: CharacterClass | undefined): readonly (Ability | undefined)[] {
    return (kind?.abilities ?? []).map((id) => this.abilities.get(id));
  }
}

function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}
