import { nextFloat, seededRandom } from '../../src/game/random.ts';
import type { Player } from '../../src/game/world.ts';
import { emptyMap, HandWorld } from '../../test/kit/hand-world.ts';
import { Wanderer } from '../walk.ts';

const SEED = '0123456789abcdef0123456789abcdef';
const FULL_AXIS = 127;
const FULL_TURN = 256;

/** A step of simulation lies between two patches; who gives fewer inputs walks more slowly. */
export interface Pace {
  readonly patchesPerSec: number;
  /** Of each; a divisor of the patches. */
  readonly inputsPerSec: number;
}

/** Everybody walks all the time, each one way for a second or so. Whoever looks at them sees the same walks. */
export class Crowd {
  readonly hand: HandWorld;
  readonly players: readonly Player[];
  private readonly side: number;
  private readonly step: number;
  private readonly wanderers: readonly Wanderer[];
  private readonly patchesPerInput: number;

  /** @param area of the whole map, square world pixels; it is a square without walls */
  constructor(count: number, area: number, { inputsPerSec, patchesPerSec }: Pace) {
    const random = seededRandom(SEED);
    this.side = Math.ceil(Math.sqrt(area));
    this.hand = new HandWorld(emptyMap(this.side, this.side));
    // As long as the ids of real characters.
    this.players = Array.from({ length: count }, (_, i) =>
      this.hand.enter(
        `character-${String(i).padStart(26, '0')}`,
        nextFloat(random) * this.side,
        nextFloat(random) * this.side,
      ),
    );
    this.step = this.players[0]!.speed / patchesPerSec;
    this.patchesPerInput = patchesPerSec / inputsPerSec;
    this.wanderers = this.players.map(() => new Wanderer(() => nextFloat(random), inputsPerSec));
  }

  /** One step of those whose input comes; nobody is told of it yet. */
  walk(): void {
    const { world } = this.hand;
    world.tick += 1;
    world.events.length = 0;
    for (const [i, player] of this.players.entries()) {
      player.moved = (world.tick + i) % this.patchesPerInput === 0;
      if (!player.moved) continue;
      const { x, y } = this.wanderers[i]!.next();
      const { body } = player;
      body.x = this.within(body.x + (x / FULL_AXIS) * this.step);
      body.y = this.within(body.y + (y / FULL_AXIS) * this.step);
      body.facing = Math.round((Math.atan2(y, x) / (2 * Math.PI)) * FULL_TURN) & (FULL_TURN - 1);
    }
  }

  private within(at: number): number {
    return Math.fround(Math.min(this.side, Math.max(0, at)));
  }
}
