import type { Dice } from '../../loadtest/economy/dice.ts';
import type { Effects } from '../../src/content/upgrades.ts';
import { isAlive } from '../../src/game/actor.ts';
import { fullChatBucket } from '../../src/game/chat.ts';
import { NO_EFFECTS } from '../../src/game/effects.ts';
import { isInReach } from '../../src/game/harvest.ts';
import type { MoveCommand } from '../../src/game/movement.ts';
import { happen } from '../../src/game/outside.ts';
import type { Past } from '../../src/game/past.ts';
import type { InputSource, Player, World } from '../../src/game/world.ts';

const MOST_PLAYERS = 12;
/** Longer than anything takes to be collected. */
const WORK_TICKS = 150;
const PARTIES = [null, 'red', 'blue'];

/** Characters who come and go, run about and try everything, allowed or not; as a seed says. */
export class RandomCrowd implements InputSource, Past {
  private readonly world: World;
  private readonly dice: Dice;
  private readonly queues = new Map<string, MoveCommand[]>();
  private readonly headings = new Map<string, MoveCommand>();
  private readonly wildNumbers: readonly number[];
  /** Those who are at work, and until when they do nothing else. */
  private readonly busyUntil = new Map<string, number>();
  private nextAction = 0;

  /** @param wildNumbers what it names now and then as an aim or a place */
  constructor(world: World, dice: Dice, wildNumbers: readonly number[] = [0, 1e9, -1e9]) {
    this.world = world;
    this.dice = dice;
    this.wildNumbers = wildNumbers;
  }

  /** What happens before the next tick. */
  act(): void {
    const { dice, world } = this;
    if (world.players.size === 0 || (world.players.size < MOST_PLAYERS && dice.chance(0.05))) this.arrive();
    for (const player of [...world.players.values()]) this.actAs(player);
  }

  size(playerId: string): number {
    return this.queues.get(playerId)!.length;
  }

  take(playerId: string, count: number): MoveCommand[] {
    return this.queues.get(playerId)!.splice(0, count);
  }

  delayOf(): number {
    return this.dice.whole(0, 250) / 1000;
  }

  /** Not where it was, but somewhere near: whoever records has to keep what was answered. */
  positionAt({ body }: Player): { x: number; y: number } {
    return { x: body.x + this.dice.whole(-20, 20), y: body.y + this.dice.whole(-20, 20) };
  }

  private arrive(): void {
    const { dice, world } = this;
    const id = dice.uuid();
    const kind = dice.pick([...world.rules.classes.values()])!;
    const { x, y } = dice.pick(world.spawns)!;
    this.queues.set(id, []);
    happen(world, {
      type: 'enter',
      player: {
        ...{ id, name: id, classId: kind.id, level: dice.whole(1, 25), experience: 0, x, y, facing: 0 },
        ...{ health: dice.whole(0, kind.health), mana: kind.mana, stamina: kind.stamina },
        ...{ partyId: dice.pick(PARTIES)!, chat: fullChatBucket(0) },
      },
    });
  }

  private actAs(player: Player): void {
    const { dice, world } = this;
    const { id } = player;
    if (!isAlive(player) && dice.chance(0.05)) this.wishToRespawn(player);
    if ((this.busyUntil.get(id) ?? 0) > world.tick) return;
    if (dice.chance(0.2)) this.gather(player);
    this.move(player);
    while (dice.chance(0.15)) this.wish(player);
    if (dice.chance(player.connected ? 0.003 : 0.05))
      happen(world, { type: 'connected', id, connected: !player.connected });
    if (dice.chance(player.frozen ? 0.05 : 0.003))
      happen(world, { type: 'frozen', id, frozen: !player.frozen });
    if (dice.chance(0.01)) happen(world, { type: 'party', id, partyId: dice.pick(PARTIES)! });
    if (dice.chance(0.01)) happen(world, { type: 'affect', id, effects: this.effects() });
    if (dice.chance(0.003)) {
      happen(world, { type: 'leave', id });
      this.queues.delete(id);
    }
  }

  /** Mostly straight on, in clumps now and then, rarely far more than time pays for. */
  private move({ id }: Player): void {
    const { dice } = this;
    if (!this.headings.has(id) || dice.chance(0.05))
      this.headings.set(id, {
        moveX: dice.whole(-128, 127),
        moveY: dice.whole(-128, 127),
        facing: dice.whole(0, 255),
      });
    const count = dice.weighted([
      [80, 1],
      [15, 0],
      [4, 3],
      [1, 40],
    ]);
    for (let i = 0; i < count; i++) this.queues.get(id)!.push(this.headings.get(id)!);
  }

  private wish(player: Player): void {
    const { dice, world } = this;
    const { id } = player;
    const actionId = `a${this.nextAction++}`;
    const anybody = () =>
      dice.pick([...player.views.monster, ...player.views.player, ...world.monsters.values()])?.id;
    dice.weighted([
      [
        10,
        () => happen(world, { type: 'wish', id, wish: this.ability(player, actionId, anybody() ?? null) }),
      ],
      [1, () => this.wishToRespawn(player)],
      [2, () => this.pickUp(player, actionId)],
      [2, () => this.collect(player, actionId)],
    ])();
  }

  private wishToRespawn({ id }: Player): void {
    const actionId = `a${this.nextAction++}`;
    happen(this.world, { type: 'wish', id, wish: { type: 'respawn', actionId } });
  }

  private effects(): Effects {
    const { dice } = this;
    return {
      ...NO_EFFECTS,
      speed: dice.whole(0, 100),
      health: dice.whole(0, 50),
      magnetRange: dice.whole(0, 100),
    };
  }

  private ability({ body, classId }: Player, actionId: string, somebody: string | null) {
    const { dice, world } = this;
    const own = world.rules.classes.get(classId)!.abilities;
    const ability = dice.chance(0.9)
      ? dice.pick(own)!
      : dice.pick([...world.rules.abilities.keys(), 'none'])!;
    const target = dice.chance(0.7) ? somebody : null;
    const aim = dice.chance(0.1) ? dice.pick(this.wildNumbers)! : dice.whole(-314, 314) / 100;
    const near = (from: number) =>
      dice.chance(0.05) ? dice.pick(this.wildNumbers)! : from + dice.whole(-300, 300);
    const point = dice.chance(0.5) ? { x: near(body.x), y: near(body.y) } : null;
    return { type: 'ability', actionId, ability, target, aim: dice.chance(0.3) ? null : aim, point } as const;
  }

  private pickUp({ id, views }: Player, actionId: string): void {
    const { dice, world } = this;
    const drop = dice.pick([...views.drop])?.id ?? dice.pick([...world.drops.keys(), 'nothing'])!;
    happen(world, { type: 'wish', id, wish: { type: 'pick-up', actionId, drop } });
  }

  /** Goes to work at something within its reach, and lets nothing distract it. */
  private gather(player: Player): void {
    const near = [...player.views.node].filter((node) => isInReach(player, node));
    const node = this.dice.pick(near);
    if (!node) return;
    const { id } = player;
    happen(this.world, { type: 'collect', id, nodeId: node.id, actionId: `a${this.nextAction++}` });
    this.busyUntil.set(id, this.world.tick + WORK_TICKS);
  }

  private collect({ id }: Player, actionId: string): void {
    const { dice, world } = this;
    const nodeId = dice.pick([...world.harvest.nodes.keys(), 'nothing'])!;
    happen(world, { type: 'collect', id, nodeId, actionId });
  }
}
