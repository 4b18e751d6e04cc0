import type { MatchRules } from '../content/arena-types.ts';
import type {
  Ability,
  MonsterKind,
  Progression,
  RiftScaling,
  SpawnArea,
  StatusKind,
} from '../content/combat-types.ts';
import type { ItemKind } from '../content/goods.ts';
import type { DropRules } from '../content/loot-types.ts';
import type { CharacterClass, PlaceMap } from '../content/types.ts';
import type { Effects } from '../content/upgrades.ts';
import { keepCooldowns, takeCooldowns } from './absent.ts';
import type { Actor, Vitals } from './actor.ts';
import { type Match, newMatch, sideOf } from './arena.ts';
import type { Drop } from './drop.ts';
import { NO_EFFECTS, speedWith } from './effects.ts';
import type { WorldEvent } from './events.ts';
import { FewSet } from './few-set.ts';
import type { Point } from './free-ground.ts';
import { Grid } from './grid.ts';
import { createHarvest, type Harvest, type HarvestContent } from './harvest.ts';
import type { Entries } from './lazy-map.ts';
import { type GameMap, gameMapOf } from './map.ts';
import type { Monster, MonsterSlot } from './monster.ts';
import { monsterSlots } from './monster-slots.ts';
import { BODY_HALF, type Body, type MoveCommand } from './movement.ts';
import type { Incident } from './outside.ts';
import type { Past } from './past.ts';
import { Paths } from './paths.ts';
import type { Projectile } from './projectile.ts';
import { type Random, seededRandom } from './random.ts';
import type { ActionRequest } from './requests.ts';
import { newRiftRun, type RiftRun } from './rift.ts';
import { characterStats, clampVitals, speedNow } from './stats.ts';
import type { TokenBucket } from './token-bucket.ts';
import { emptyViews, shutEyes, type Views, vanish } from './views.ts';
import { walkGridOf } from './walk-grid.ts';

/** A character in the world. Plain data; rooms mirror what clients may see of it into schema state. */
export interface Player extends Actor {
  readonly type: 'player';
  readonly name: string;
  readonly classId: string;
  /** World pixels per second, of its class alone. */
  readonly classSpeed: number;
  /** Since the last level. */
  experience: number;
  /** Its party sees it always, and may take what it may take; null: it is in none. */
  partyId: string | null;
  /** What it has beyond its class; set by `affect`. */
  effects: Readonly<Effects>;
  /** False while its seat is held for a dropped connection. */
  connected: boolean;
  /** Stands still and does nothing, because its travel has begun. */
  frozen: boolean;
  /** What belongs to it may come by itself: not while too much of what it got is yet to become its property. */
  attracts: boolean;
  /** Steps that it may still take; see the movement step. */
  stepBudget: number;
  /** Inputs that were dropped because they came faster than time passes. */
  refusedInputs: number;
  readonly views: Views;
  /** By the id of an actor that it fights: when one of them last harmed the other. */
  readonly opponents: Map<string, number>;
  /** Spreads interest updates over ticks. */
  readonly slot: number;
  readonly chat: TokenBucket;
}

/** Where a tick reads what players want. */
export interface InputSource {
  /** How many commands wait. */
  size(playerId: string): number;
  /** Takes the oldest `count`. */
  take(playerId: string, count: number): MoveCommand[];
}

/** What content says of a place: who can be harmed in it, by what, and who lives there. */
export interface WorldRules {
  /** `none`: nobody can be harmed; `monsters`: characters and monsters are enemies; `everyone`: characters too, each of all. */
  combat: 'none' | 'monsters' | 'everyone';
  classes: ReadonlyMap<string, CharacterClass>;
  abilities: ReadonlyMap<string, Ability>;
  statuses: ReadonlyMap<string, StatusKind>;
  monsters: ReadonlyMap<string, MonsterKind>;
  /** Of this place. */
  spawns: readonly SpawnArea[];
  progression: Progression;
  drops: DropRules;
  /** What can lie on the ground; kinds that are not in here are unique. */
  items: ReadonlyMap<string, ItemKind>;
  /** How the match goes that is fought out here; null: there is none. */
  match: MatchRules | null;
  /** How a rift grows with those in it; null: this is none. */
  rift: RiftScaling | null;
}

export interface World {
  readonly map: GameMap;
  readonly spawns: readonly Point[];
  readonly rules: WorldRules;
  readonly players: Map<string, Player>;
  readonly monsters: Map<string, Monster>;
  readonly projectiles: Map<string, Projectile>;
  readonly drops: Map<string, Drop>;
  readonly grid: Grid<Player>;
  readonly monsterGrid: Grid<Monster>;
  readonly projectileGrid: Grid<Projectile>;
  readonly dropGrid: Grid<Drop>;
  /** Slots without a monster, the next one due first. */
  readonly waitingMonsters: MonsterSlot[];
  /** The monsters that do anything: all but those asleep, also the dead. In the order in which they woke. */
  readonly awake: Set<Monster>;
  /** On whom something lasts. */
  readonly afflicted: Set<Actor>;
  readonly paths: Paths;
  /** How this rift is doing; null in other places. */
  readonly rift: RiftRun | null;
  /** What players asked for since the last tick, in order. */
  readonly requests: ActionRequest[];
  /** Who has lost the last of its health in this tick; the death step lets them die. */
  readonly dying: Actor[];
  /** What is fought out here; null: nothing. */
  readonly match: Match | null;
  /** By character, of those who left before all was ready again: when each of their abilities is. */
  readonly absentCooldowns: Map<string, Entries<string, number>>;
  /** The only dice of the world. */
  readonly random: Random;
  readonly harvest: Harvest;
  tick: number;
  /** Facts of the current tick, in order; the room acts on them. */
  events: WorldEvent[];
  nextSlot: number;
  nextProjectile: number;
  /** Hears of everything that is about to come in from outside; null: nobody does. */
  witness: ((incident: Incident) => void) | null;
}

export interface TickContext {
  /** Seconds per step. */
  dt: number;
  inputs: InputSource;
  past: Past;
}

export interface WorldOptions {
  /** 32 hexadecimal digits: with the same seed and inputs the same happens. */
  seed: string;
  rules: WorldRules;
  harvest: HarvestContent;
}

export function createWorld(place: PlaceMap, { seed, rules, harvest }: WorldOptions): World {
  const map = gameMapOf(place);
  return {
    map,
    spawns: place.spawns,
    rules,
    players: new Map(),
    monsters: new Map(),
    projectiles: new Map(),
    drops: new Map(),
    grid: new Grid(map.width, map.height),
    monsterGrid: new Grid(map.width, map.height),
    projectileGrid: new Grid(map.width, map.height),
    dropGrid: new Grid(map.width, map.height),
    waitingMonsters: monsterSlots(place, map, rules),
    awake: new Set(),
    afflicted: new Set(),
    paths: new Paths(walkGridOf(place, map)),
    rift: rules.rift && newRiftRun(),
    requests: [],
    dying: [],
    match: rules.match && newMatch(rules.match),
    absentCooldowns: new Map(),
    random: seededRandom(seed),
    harvest: createHarvest(place, map, harvest),
    tick: 0,
    events: [],
    nextSlot: 0,
    nextProjectile: 0,
    witness: null,
  };
}

export type NewPlayer = Pick<
  Player,
  'id' | 'name' | 'classId' | 'level' | 'experience' | 'partyId' | 'chat'
> &
  Body &
  Vitals;

/** Adds a player; it sees itself at once and others from the next tick on. Without health it lies there as if it had just died. */
export function addPlayer(world: World, entering: NewPlayer): Player {
  const { x, y, facing, health, mana, stamina } = entering;
  const kind = world.rules.classes.get(entering.classId)!;
  const player: Player = {
    // Not spread, and these first: what every look at many of them reads lies together in memory.
    mark: 0,
    cell: -1,
    index: -1,
    viewers: new FewSet(),
    type: 'player',
    id: entering.id,
    name: entering.name,
    classId: entering.classId,
    level: entering.level,
    experience: entering.experience,
    partyId: entering.partyId,
    chat: entering.chat,
    side: sideOf(world, entering.id),
    body: { x: Math.fround(x), y: Math.fround(y), facing },
    half: BODY_HALF,
    stats: characterStats(kind, entering.level, NO_EFFECTS),
    vitals: { health, mana, stamina },
    classSpeed: kind.speed,
    speed: health > 0 ? speedWith(kind.speed, NO_EFFECTS) : 0,
    effects: NO_EFFECTS,
    statuses: new Map(),
    cooldowns: takeCooldowns(world, entering.id),
    wounds: new Map(),
    foughtTick: -1,
    diedTick: health > 0 ? -1 : world.tick,
    connected: true,
    frozen: false,
    attracts: true,
    stepBudget: 0,
    refusedInputs: 0,
    moved: false,
    changed: true,
    views: emptyViews(),
    opponents: new Map(),
    slot: world.nextSlot++,
  };
  world.players.set(player.id, player);
  world.grid.place(player, player.body.x, player.body.y);
  return player;
}

/** From the next step on the rules reckon with these effects, whatever it had before. */
export function affect(world: World, player: Player, effects: Readonly<Effects>): void {
  player.effects = effects;
  player.stats = characterStats(world.rules.classes.get(player.classId)!, player.level, effects);
  clampVitals(player.vitals, player.stats);
  player.speed = speedNow(player, speedWith(player.classSpeed, effects));
  player.changed = true;
}

export function removePlayer(world: World, player: Player): void {
  world.players.delete(player.id);
  world.grid.remove(player);
  world.harvest.collections.delete(player.id);
  keepCooldowns(world, player);
  world.afflicted.delete(player);
  vanish(player);
  shutEyes(player);
}
