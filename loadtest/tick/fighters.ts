import { isAlive } from '../../src/game/actor.ts';
import { fullChatBucket } from '../../src/game/chat.ts';
import type { Point } from '../../src/game/free-ground.ts';
import type { Monster } from '../../src/game/monster.ts';
import type { MoveCommand } from '../../src/game/movement.ts';
import { happen } from '../../src/game/outside.ts';
import type { InputSource, Player, World } from '../../src/game/world.ts';
import type { Dice } from '../economy/dice.ts';

const LEVEL = 10;
const PARTY_SIZE = 5;
/** They look for the nearest monster, or for another way, every so many ticks … */
const THINK_TICKS = 8;
/** … and press a button every so many. */
const ACT_TICKS = 12;
const NOTHING: MoveCommand[] = [];

interface Fighter {
  readonly player: Player;
  /** Its one input, again and again: nothing is allocated that would count as the rules' own. */
  readonly commands: [MoveCommand];
  target: Monster | null;
  isWaiting: boolean;
}

/** Players who give an input in every tick, and fight what is near or stroll where nothing is. */
export class Fighters implements InputSource {
  private readonly world: World;
  private readonly dice: Dice;
  private readonly ground: readonly Point[];
  private readonly fighters = new Map<string, Fighter>();
  private entered = 0;
  private actions = 0;

  /** @param ground where they enter */
  constructor(world: World, dice: Dice, ground: readonly Point[]) {
    this.world = world;
    this.dice = dice;
    this.ground = ground;
  }

  enter(count: number): void {
    for (let i = 0; i < count; i++) this.enterOne();
  }

  /** One goes, another one comes. */
  replaceOne(): void {
    const [id] = this.fighters.keys();
    if (id === undefined) return;
    this.fighters.delete(id);
    happen(this.world, { type: 'leave', id });
    this.enterOne();
  }

  leaveAll(): void {
    for (const id of this.fighters.keys()) happen(this.world, { type: 'leave', id });
    this.fighters.clear();
  }

  /** What they do before the next tick. */
  act(): void {
    const { tick } = this.world;
    for (const fighter of this.fighters.values()) {
      fighter.isWaiting = true;
      const turn = tick + fighter.player.slot;
      if (turn % THINK_TICKS === 0) this.think(fighter);
      if (turn % ACT_TICKS === 0) this.press(fighter);
    }
  }

  size(playerId: string): number {
    return this.fighters.get(playerId)!.isWaiting ? 1 : 0;
  }

  take(playerId: string, count: number): MoveCommand[] {
    const fighter = this.fighters.get(playerId)!;
    if (!fighter.isWaiting || count === 0) return NOTHING;
    fighter.isWaiting = false;
    return fighter.commands;
  }

  private enterOne(): void {
    const { dice, world } = this;
    const number = this.entered++;
    const id = dice.uuid();
    const classes = [...world.rules.classes.values()];
    const kind = classes[number % classes.length]!;
    const partyId = `party-${Math.floor(number / PARTY_SIZE)}`;
    const { x, y } = dice.pick(this.ground)!;
    happen(world, {
      type: 'enter',
      player: {
        ...{ id, name: id, classId: kind.id, level: LEVEL, experience: 0, partyId, x, y, facing: 0 },
        ...{ health: kind.health, mana: kind.mana, stamina: kind.stamina, chat: fullChatBucket(0) },
      },
    });
    const command = { moveX: 0, moveY: 0, facing: 0 };
    this.fighters.set(id, {
      player: world.players.get(id)!,
      commands: [command],
      target: null,
      isWaiting: false,
    });
  }

  private think(fighter: Fighter): void {
    const { body, views } = fighter.player;
    let nearest = Number.POSITIVE_INFINITY;
    fighter.target = null;
    for (const monster of views.monster) {
      if (!isAlive(monster)) continue;
      const distance = Math.hypot(monster.body.x - body.x, monster.body.y - body.y);
      if (distance >= nearest) continue;
      nearest = distance;
      fighter.target = monster;
    }
    if (fighter.target) head(fighter, angleTo(body, fighter.target.body));
    else if (this.dice.chance(0.1)) head(fighter, (this.dice.whole(0, 255) / 128) * Math.PI);
  }

  private press({ player, target }: Fighter): void {
    const { id, body, classId } = player;
    const actionId = `a${this.actions++}`;
    if (!isAlive(player)) {
      happen(this.world, { type: 'wish', id, wish: { type: 'respawn', actionId } });
      return;
    }
    if (!target) return;
    const { abilities } = this.world.rules.classes.get(classId)!;
    const ability = abilities.find((one) => (player.cooldowns.get(one) ?? 0) <= this.world.tick);
    if (ability === undefined) return;
    const aim = angleTo(body, target.body);
    const wish = {
      type: 'ability',
      actionId,
      ability,
      target: target.id,
      aim,
      point: { ...target.body },
    } as const;
    happen(this.world, { type: 'wish', id, wish });
  }
}

function head({ commands: [command] }: Fighter, angle: number): void {
  command.moveX = Math.round(Math.cos(angle) * 127);
  command.moveY = Math.round(Math.sin(angle) * 127);
  command.facing = Math.round((angle / Math.PI) * 128) & 0xff;
}

function angleTo(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}
