import { type Client, Room } from '@colyseus/core';
import { type MapSchema, type SchemaType, schema, t } from '@colyseus/schema';
import { MonsterState } from '../../../schema/creatures.ts';
import { MoveInput } from '../../../schema/input.ts';
import { OwnState } from '../../../schema/own-state.ts';
import { PlayerState, type WorldState } from '../../../schema/world-state.ts';
import { stepMovement } from '../../../src/game/movement.ts';
import type { Setting } from './setting.ts';

export const TICKS_PER_SEC = 20;

/** As WorldState, told to everybody; what no hub has is left out. */
export const PublicState = schema(
  {
    place: t.string(),
    instance: t.string(),
    stepsPerSec: t.uint8(),
    population: t.uint16(),
    players: t.map(PlayerState),
    monsters: t.map(MonsterState),
    own: t.map(OwnState),
  },
  'PublicState',
);
export type PublicState = SchemaType<typeof PublicState>;

export type StateHead = Pick<PublicState, 'place' | 'instance' | 'stepsPerSec' | 'population'>;

/** A room as Colyseus' documentation builds one: people walk by their inputs, patches go out by the framework's timer. */
export abstract class StockRoom<S extends PublicState | WorldState> extends Room<{
  state: S;
  input: MoveInput;
}> {
  declare state: S;
  declare protected setting: Setting;
  /** By their seats. */
  protected readonly walkers = new Map<string, PlayerState>();
  private arrived = 0;
  private spentMs = 0;

  protected abstract makeState(head: StateHead): S;

  override onCreate({ setting }: { setting: Setting }): void {
    this.setting = setting;
    this.autoDispose = false;
    this.inputs = this.defineInput(MoveInput, { tickRate: TICKS_PER_SEC, bufferMaxSize: 32 });
    const { place } = setting;
    this.state = this.makeState({ place, instance: this.roomId, stepsPerSec: TICKS_PER_SEC, population: 0 });
    this.patchRate = 1000 / TICKS_PER_SEC;
    this.setTimestep(() => this.move(), 1000 / TICKS_PER_SEC);
  }

  override onJoin(client: Client, { characterId }: { characterId: string }): void {
    const { residents, spawns } = this.setting;
    const { name, speed } = residents.get(characterId)!;
    const { x, y } = spawns[this.arrived++ % spawns.length]!;
    const rest = {
      classId: '',
      level: 1,
      connected: true,
      magnetRange: 0,
      health: 100,
      maxHealth: 100,
      statuses: '',
    };
    const player = new PlayerState().assign({ characterId, name, x, y, facing: 0, speed, ...rest });
    this.walkers.set(client.sessionId, player);
    this.players.set(characterId, player);
    this.state.population = this.walkers.size;
  }

  override onLeave(client: Client): void {
    const { characterId } = this.walkers.get(client.sessionId)!;
    this.walkers.delete(client.sessionId);
    this.players.delete(characterId);
    this.state.population = this.walkers.size;
  }

  /** Moving, looking and telling count as one tick, although the framework has a timer for each. */
  override broadcastPatch(): boolean {
    const startedAt = performance.now();
    this.lookAround();
    const hasChanges = super.broadcastPatch();
    this.setting.metrics.tick(this.roomName, (this.spentMs + performance.now() - startedAt) / 1000);
    this.spentMs = 0;
    return hasChanges;
  }

  /** Decides who sees whom. */
  protected lookAround(): void {}

  protected get players(): MapSchema<PlayerState> {
    return this.state.players as MapSchema<PlayerState>;
  }

  private move(): void {
    const startedAt = performance.now();
    for (const [seat, player] of this.walkers) {
      for (const input of this.inputs!.get(seat).drain()) {
        stepMovement(player, input, this.setting.map, player.speed, 1 / TICKS_PER_SEC);
      }
    }
    this.spentMs += performance.now() - startedAt;
  }
}
