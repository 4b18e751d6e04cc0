import type { Ability, MonsterKind, StatusKind } from '../../src/content/combat-types.ts';
import type { Rect } from '../../src/content/types.ts';
import type { Actor } from '../../src/game/actor.ts';
import { relocate } from '../../src/game/actors.ts';
import type { WorldEvent } from '../../src/game/events.ts';
import type { HarvestContent } from '../../src/game/harvest.ts';
import type { Monster } from '../../src/game/monster.ts';
import { request } from '../../src/game/requests.ts';
import type { Player, WorldRules } from '../../src/game/world.ts';
import { emptyMap, HandWorld, PEACE, RUNNER } from './hand-world.ts';

export const SEED = '0123456789abcdef0123456789abcdef';

/** Ready again after a second, for nothing. */
export function ability(
  id: string,
  shape: Ability['shape'],
  effects: Ability['effects'] = [{ kind: 'damage', amount: 20, share: 0 }],
  change: Partial<Ability> = {},
): Ability {
  const cost = { mana: 0, stamina: 0 };
  return {
    id,
    name: id,
    text: id,
    color: '#ffffff',
    icon: id,
    cost,
    cooldownSec: 1,
    shape,
    effects,
    ...change,
  };
}

/** Changes nothing for two seconds. */
export function status(id: string, change: Partial<StatusKind> = {}): StatusKind {
  const shares = { speed: 0, attack: 0, defence: 0 };
  const flags = { harmful: false, rooted: false, stunned: false, hidden: false, protected: false };
  const rest = { absorb: 0, healthPerSec: 0 };
  return { id, name: id, text: id, color: '#ffffff', seconds: 2, ...shares, ...flags, ...rest, ...change };
}

export const STATUSES: readonly StatusKind[] = [
  status('protected', { protected: true }),
  status('hidden', { hidden: true }),
  status('stunned', { harmful: true, stunned: true }),
  status('rooted', { harmful: true, rooted: true }),
  status('slowed', { harmful: true, speed: -0.5 }),
  status('hasted', { speed: 0.25 }),
  status('burning', { harmful: true, healthPerSec: -5 }),
  status('mending', { healthPerSec: 4 }),
  status('shielded', { absorb: 30 }),
  status('enraged', { attack: 0.5 }),
  status('weakened', { harmful: true, attack: -2, defence: -0.5 }),
];

/** Stands where it is put and hurts nobody. 100 health, as big as a character. */
export const DUMMY: MonsterKind = {
  id: 'dummy',
  name: 'Dummy',
  text: 'Straw.',
  level: 1,
  rank: 'normal',
  color: '#ffffff',
  shape: 'golem',
  half: 10,
  speed: 100,
  stats: { health: 100, mana: 0, stamina: 0, attack: 10, defence: 0 },
  abilities: [],
  behaviour: { sight: 0, leash: 4000, help: 0, distance: 0, fleeBelow: 0, wander: 0 },
  experience: 0,
  credits: { min: 0, max: 0 },
  loot: [],
};

export type FightOptions = Partial<WorldRules> & { walls?: Rect[]; harvest?: HarvestContent };

const NO_HARVEST: HarvestContent = { kinds: new Map(), fields: [] };

/** Everybody is a runner (100 health, 50 mana, 100 stamina, attack 10) and can do all of `abilities`. 20 steps a second. */
export class Fight extends HandWorld {
  private actions = 0;

  constructor(abilities: readonly Ability[], { walls, harvest = NO_HARVEST, ...change }: FightOptions = {}) {
    const rules: WorldRules = {
      ...PEACE,
      combat: 'everyone',
      classes: new Map([[RUNNER.id, { ...RUNNER, abilities: abilities.map(({ id }) => id) }]]),
      abilities: new Map(abilities.map((kind) => [kind.id, kind])),
      statuses: new Map(STATUSES.map((kind) => [kind.id, kind])),
      ...change,
    };
    super(emptyMap(2048, 2048, walls), { seed: SEED, rules, harvest });
  }

  /** Characters against one monster, which has appeared. */
  static withMonster(
    abilities: readonly Ability[],
    change: Partial<MonsterKind> = {},
    options: FightOptions = {},
  ): Fight {
    const kind = { ...DUMMY, ...change };
    const area = { left: 1500, top: 1500, right: 1600, bottom: 1600 };
    const monsters = [{ monster: kind.id, count: 1 }];
    const fight = new Fight(abilities, {
      ...options,
      combat: 'monsters',
      monsters: new Map([[kind.id, kind]]),
      spawns: [{ id: 'yard', place: 'yard', area, monsters, respawnSec: null }],
    });
    fight.tick();
    return fight;
  }

  get monster(): Monster {
    return [...this.world.monsters.values()][0]!;
  }

  /** Somebody at a place, who sees those that are there and is seen by them. */
  join(id: string, x: number, y: number): Player {
    const player = this.enter(id, x, y);
    this.tick(4);
    return player;
  }

  put(actor: Actor, x: number, y: number): void {
    relocate(this.world, actor, x, y);
    if (actor.type === 'monster') Object.assign((actor as Monster).home, { x, y });
  }

  /** Asks for an ability in the next tick. */
  wish(
    player: Player,
    id: string,
    at: { target?: string; aim?: number; point?: { x: number; y: number } } = {},
  ): void {
    const { aim = null, point = null, target = null } = at;
    request(this.world, {
      type: 'ability',
      player,
      actionId: `a${++this.actions}`,
      ability: id,
      target,
      aim,
      point,
    });
  }

  /** Asks, and runs the tick. @returns its events */
  use(
    player: Player,
    id: string,
    at: { target?: string; aim?: number; point?: { x: number; y: number } } = {},
  ): WorldEvent[] {
    this.wish(player, id, at);
    return this.tick();
  }
}

/** What became of actions: 'done', or why not. */
export function answers(events: readonly WorldEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'action-done') return ['done'];
    return event.type === 'action-refused' ? [event.code] : [];
  });
}

/** Who was hit and lost how much. */
export function hits(events: readonly WorldEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'hit' ? [`${event.target.id} ${event.amount}`] : []));
}

/** Who was hit, without amounts, in alphabetical order. */
export function struck(events: readonly WorldEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'hit' ? [event.target.id] : [])).sort();
}
