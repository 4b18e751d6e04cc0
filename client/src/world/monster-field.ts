import { Callbacks } from '@colyseus/schema';
import type Phaser from 'phaser';
import type { MonsterState } from '../../../schema/creatures.ts';
import type { CombatContent, ListedMonster } from '../combat/combat-content.ts';
import type { Target } from '../combat/targets.ts';
import { idsOf } from '../combat/vitals.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import type { Bar } from './bars.ts';
import { MonsterFigure } from './monster-figure.ts';
import type { RoomView } from './room-view.ts';

const ENEMY_NAME = '#ffd5cf';
const LEADER_NAME = '#ffb766';

export interface MonsterFieldOptions {
  scene: Phaser.Scene;
  room: PlaceRoom;
  view: RoomView;
  content: CombatContent;
  zoom: number;
  /** Without movement that carries no meaning. */
  calm: boolean;
  dotsOf(statuses: readonly string[]): readonly number[];
}

/** A monster in view, as it is drawn. */
export interface SeenMonster {
  id: string;
  kind: string;
  mode: string;
  health: number;
  maxHealth: number;
  x: number;
  y: number;
}

/** The monsters that the room shows. Those that go stay until they have faded. */
export class MonsterField {
  private readonly options: MonsterFieldOptions;
  private readonly figures = new Map<string, MonsterFigure>();
  private readonly unbind: (() => void)[];
  private zoom: number;

  constructor(options: MonsterFieldOptions) {
    this.options = options;
    this.zoom = options.zoom;
    const callbacks = Callbacks.get(options.room);
    this.unbind = [
      callbacks.onAdd('monsters', (monster) => this.add(monster as MonsterState)),
      callbacks.onRemove('monsters', (monster) => this.figures.get((monster as MonsterState).id)?.leave()),
    ];
  }

  /** @param now milliseconds @param target id of whom one has chosen @returns bars of health to be drawn over all */
  draw(now: number, elapsedMs: number, target: string | null): Bar[] {
    const bars: Bar[] = [];
    for (const [id, figure] of this.figures) {
      if (figure.isGone) {
        figure.destroy();
        this.figures.delete(id);
        continue;
      }
      const at = (figure.leaving ? figure.position : null) ?? this.options.view.drawnAt(figure.state);
      const isTarget = id === target;
      figure.draw({ ...at, now, elapsedMs, grid: 1 / this.zoom, isTarget });
      const bar = figure.bar(isTarget, this.options.dotsOf(idsOf(figure.state.statuses)));
      if (bar) bars.push(bar);
    }
    return bars;
  }

  find(id: string): MonsterFigure | undefined {
    return this.figures.get(id);
  }

  targets(): Target[] {
    return this.standing().map((figure) => targetOf(figure));
  }

  target(id: string): Target | null {
    const figure = this.figures.get(id);
    return figure && isStanding(figure) ? targetOf(figure) : null;
  }

  /** Those that are in view, for a look from outside. */
  seen(): SeenMonster[] {
    return this.standing().map(({ state, position }) => ({
      id: state.id,
      kind: state.kind,
      mode: state.mode,
      health: state.health,
      maxHealth: state.maxHealth,
      ...position!,
    }));
  }

  setZoom(zoom: number): void {
    this.zoom = zoom;
    for (const figure of this.figures.values()) figure.setZoom(zoom);
  }

  dispose(): void {
    for (const unbind of this.unbind) unbind();
    for (const figure of this.figures.values()) figure.destroy();
    this.figures.clear();
  }

  private add(state: MonsterState): void {
    this.figures.get(state.id)?.destroy();
    const { scene, content, calm } = this.options;
    const kind = content.monsters.get(state.kind) ?? { ...UNKNOWN, id: state.kind };
    this.figures.set(state.id, new MonsterFigure(scene, state, kind, { zoom: this.zoom, calm }));
  }

  private standing(): MonsterFigure[] {
    return [...this.figures.values()].filter(isStanding);
  }
}

function isStanding({ leaving, position }: MonsterFigure): boolean {
  return !leaving && position !== null;
}

function targetOf({ state, kind, position, isAlive }: MonsterFigure): Target {
  return {
    id: state.id,
    name: kind.name,
    level: state.level,
    half: kind.half,
    isEnemy: true,
    isAlive,
    health: state.health,
    maxHealth: state.maxHealth,
    color: kind.rank === 'normal' ? ENEMY_NAME : LEADER_NAME,
    statuses: idsOf(state.statuses),
    ...position!,
  };
}

/** Of a later version: drawn all the same. */
const UNKNOWN: Omit<ListedMonster, 'id'> = {
  name: 'Something',
  level: 1,
  rank: 'normal',
  color: '#b8acd9',
  shape: 'wisp',
  half: 12,
};
