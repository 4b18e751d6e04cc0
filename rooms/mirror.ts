import type { Schema } from '@colyseus/schema';
import { WorldState } from '../schema/world-state.ts';
import type { WorldEvent } from '../src/game/events.ts';
import type { Entity } from '../src/game/views.ts';
import type { Player, World } from '../src/game/world.ts';
import { copyMonsterCondition, copyMonsterMotion, monsterState } from './mirror/monsters.ts';
import { OwnStates } from './mirror/own-states.ts';
import { copyPlayerCondition, copyPlayerMotion, playerState } from './mirror/players.ts';
import { dropState, freeDrop, nodeState, projectileState } from './mirror/things.ts';
import type { ClientView } from './sync/client-view.ts';

/** Everything that clients may see of a world, and who sees it: the one place where the world becomes schema state. */
export class Mirror {
  readonly state: WorldState;
  private readonly world: World;
  private readonly own: OwnStates;
  private readonly views = new Map<string, ClientView>();
  private readonly collections: Record<Entity['type'], Pick<Map<string, Schema>, 'get' | 'delete'>>;

  constructor(world: World, place: string, instance: string, stepsPerSec: number) {
    this.world = world;
    this.state = new WorldState();
    this.state.place = place;
    this.state.instance = instance;
    this.state.stepsPerSec = stepsPerSec;
    this.state.population = 0;
    const { players, monsters, projectiles, drops, nodes } = this.state;
    this.collections = {
      player: players,
      monster: monsters,
      projectile: projectiles,
      drop: drops,
      node: nodes,
    };
    this.own = new OwnStates(world, this.state.own, stepsPerSec);
  }

  get viewCount(): number {
    return this.views.size;
  }

  enter(player: Player, view: ClientView): void {
    const shown = playerState(player);
    this.state.players.set(player.id, shown);
    this.state.population = this.state.players.size;
    this.views.set(player.id, view);
    view.centerOn(shown);
    view.add(this.own.add(player));
  }

  leave(player: Player): void {
    this.state.players.delete(player.id);
    this.own.remove(player);
    this.state.population = this.state.players.size;
    // Nobody else disposes of a view; a leaked one would be kept by all that it shows.
    this.views.get(player.id)?.dispose();
    this.views.delete(player.id);
  }

  setConnected(player: Player): void {
    const shown = this.state.players.get(player.id);
    if (shown) shown.connected = player.connected;
  }

  /** Slots of its inventory that are taken. */
  setInventoryCount(player: Player, count: number): void {
    this.own.setInventoryCount(player, count);
  }

  /** Copies what one tick changed. */
  update(): void {
    for (const event of this.world.events) this.apply(event);
    for (const player of this.world.players.values()) this.refresh(player);
    this.copyMonsters();
    this.own.copyAllPools();
  }

  /** Copies what changed of a character, without waiting for the next tick. */
  refresh(player: Player): void {
    if (!player.moved && !player.changed) return;
    const state = this.state.players.get(player.id);
    if (!state) return;
    if (player.moved) {
      copyPlayerMotion(player, state);
      this.own.copyMotion(player);
    }
    if (!player.changed) return;
    copyPlayerCondition(player, state);
    this.own.copy(player);
    player.changed = false;
  }

  private copyMonsters(): void {
    for (const monster of this.world.monsters.values()) {
      if (!monster.moved && !monster.changed) continue;
      const state = this.state.monsters.get(monster.id);
      if (!state) continue;
      if (monster.moved) copyMonsterMotion(monster, state);
      if (!monster.changed) continue;
      copyMonsterCondition(this.world, monster, state);
      monster.changed = false;
    }
  }

  private apply(event: WorldEvent): void {
    switch (event.type) {
      case 'enter':
        this.show(event.viewer, this.stateFor(event.subject));
        break;
      case 'leave':
        this.hide(event.viewer, this.stateOf(event.subject));
        break;
      case 'gone':
        this.remove(event.entity);
        break;
      case 'drop-freed':
        this.free(event.drop.id);
        break;
      case 'status-gained':
      case 'status-lost':
        if (event.status.hidden) this.noteHunters(event.target.id);
        break;
      case 'ability-used':
        if (event.actor.type === 'player') this.own.copy(event.actor as Player);
        break;
    }
  }

  /** What nobody was ever shown is not in the state. A character is in it from when it entered until it leaves. */
  private stateFor(entity: Entity): Schema | undefined {
    const known = this.collections[entity.type].get(entity.id);
    if (known) return known;
    const { monsters, projectiles, drops, nodes } = this.state;
    switch (entity.type) {
      case 'monster':
        return added(monsters, entity.id, monsterState(this.world, entity));
      case 'projectile':
        return added(projectiles, entity.id, projectileState(entity));
      case 'drop':
        return added(drops, entity.id, dropState(entity));
      case 'node':
        return added(nodes, entity.id, nodeState(entity));
      case 'player':
        return undefined;
    }
  }

  private remove({ type, id }: Exclude<Entity, Player>): void {
    this.collections[type].delete(id);
  }

  /** Whether they are shown to be after it has changed. */
  private noteHunters(targetId: string): void {
    for (const monster of this.world.monsters.values()) {
      if (monster.targetId === targetId) monster.changed = true;
    }
  }

  private free(dropId: string): void {
    const state = this.state.drops.get(dropId);
    if (state) freeDrop(state);
  }

  private stateOf({ type, id }: Entity): Schema | undefined {
    return this.collections[type].get(id);
  }

  private show({ id }: Player, shown: Schema | undefined): void {
    if (shown) this.views.get(id)?.add(shown);
  }

  private hide({ id }: Player, shown: Schema | undefined): void {
    if (shown) this.views.get(id)?.remove(shown);
  }
}

function added<S extends Schema>(to: { set(id: string, state: S): unknown }, id: string, state: S): S {
  to.set(id, state);
  return state;
}
