import type { StateView } from '@colyseus/schema';
import { PlayerState, WorldState } from '../schema/world-state.ts';
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
    shown.speed = player.speed;
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

  setSpeed(player: Player): void {
    const shown = this.state.players.get(player.id);
    if (shown) shown.speed = player.speed;
  }

  update(world: World): void {
    for (const player of world.players.values()) {
      if (player.moved) copyMotion(player, this.state.players.get(player.id)!);
    }
    for (const event of world.events) this.apply(event);
  }

  private apply(event: WorldEvent): void {
    const view = this.views.get(event.viewer.id);
    const subject = this.state.players.get(event.subject.id);
    if (!view || !subject) return;
    // Adding what is already visible would send its whole snapshot again.
    if (event.type === 'leave') view.remove(subject);
    else if (!view.has(subject)) view.add(subject);
  }
}

function copyMotion(player: Player, shown: PlayerState): void {
  shown.x = player.body.x;
  shown.y = player.body.y;
  shown.facing = player.body.facing;
}
