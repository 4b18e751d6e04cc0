import type { Schema, StateView } from '@colyseus/schema';
import { NodeState, PlayerState, WorldState } from '../schema/world-state.ts';
import type { HarvestNode } from '../src/game/harvest.ts';
import type { Player, World, WorldEvent } from '../src/game/world.ts';

/** Everything that clients may see of a world, and who sees it: the one place where the world becomes schema state. */
export class Mirror {
  readonly state: WorldState;
  private readonly views = new Map<string, StateView>();

  constructor(place: string, instance: string, stepsPerSec: number) {
    this.state = new WorldState();
    this.state.place = place;
    this.state.instance = instance;
    this.state.stepsPerSec = stepsPerSec;
    this.state.population = 0;
  }

  enter(player: Player, view: StateView): void {
    const shown = new PlayerState();
    shown.characterId = player.id;
    shown.name = player.name;
    shown.classId = player.classId;
    shown.level = player.level;
    copyMotion(player, shown);
    shown.connected = player.connected;
    copyEffects(player, shown);
    this.state.players.set(player.id, shown);
    this.state.population = this.state.players.size;
    this.views.set(player.id, view);
  }

  leave(player: Player): void {
    this.state.players.delete(player.id);
    this.state.population = this.state.players.size;
    // Colyseus never disposes of a view by itself; a leaked one keeps its bit in every entity.
    this.views.get(player.id)?.dispose();
    this.views.delete(player.id);
  }

  setConnected(player: Player): void {
    const shown = this.state.players.get(player.id);
    if (shown) shown.connected = player.connected;
  }

  setEffects(player: Player): void {
    const shown = this.state.players.get(player.id);
    if (shown) copyEffects(player, shown);
  }

  update(world: World): void {
    for (const player of world.players.values()) {
      if (player.moved) copyMotion(player, this.state.players.get(player.id)!);
    }
    for (const event of world.events) this.apply(event);
  }

  private apply(event: WorldEvent): void {
    const { players, nodes } = this.state;
    switch (event.type) {
      case 'enter':
        this.show(event.viewer, players.get(event.subject.id));
        break;
      case 'leave':
        this.hide(event.viewer, players.get(event.subject.id));
        break;
      case 'node-enter':
        this.show(event.viewer, nodes.get(event.node.id));
        break;
      case 'node-leave':
        this.hide(event.viewer, nodes.get(event.node.id));
        break;
      case 'node-appeared':
        nodes.set(event.node.id, nodeState(event.node));
        break;
      case 'node-gone':
        nodes.delete(event.node.id);
        break;
    }
  }

  private show({ id }: Player, shown: Schema | undefined): void {
    const view = this.views.get(id);
    // Adding what is already visible would send its whole snapshot again.
    if (view && shown && !view.has(shown)) view.add(shown);
  }

  private hide({ id }: Player, shown: Schema | undefined): void {
    if (shown) this.views.get(id)?.remove(shown);
  }
}

function nodeState({ id, kind, x, y }: HarvestNode): NodeState {
  return new NodeState().assign({ id, kind: kind.id, x, y });
}

function copyEffects({ speed, effects }: Player, shown: PlayerState): void {
  shown.speed = speed;
  shown.magnetRange = effects.magnetRange;
}

function copyMotion(player: Player, shown: PlayerState): void {
  shown.x = player.body.x;
  shown.y = player.body.y;
  shown.facing = player.body.facing;
}
