import type { OwnState } from '../../../../schema/own-state.ts';
import type { ItemKind } from '../../../../src/content/goods.ts';
import { PotionBelt, type PotionBeltOptions } from '../../combat/potion-belt.ts';
import { type Potion, potionFor } from '../../combat/potions.ts';
import type { SimClock } from '../../combat/sim-clock.ts';
import type { Vitals } from '../../combat/vitals.ts';
import { PotionButton } from './potion-button.ts';

export interface PotionSlotOptions extends Omit<PotionBeltOptions, 'best' | 'leftMs'> {
  vitals(): Vitals | null;
  /** Stacks that the character has with it. */
  stacks(): readonly { kind: string; amount: number }[];
  /** Undefined: a kind of a later version. */
  itemOf(kind: string): ItemKind | undefined;
  own(): Pick<OwnState, 'readyPotion'> | undefined;
  clock: Pick<SimClock, 'leftMs'>;
  cooldownMs(): number;
}

/** The place of potions in the ability bar. */
export class PotionSlot {
  readonly belt: PotionBelt;
  private readonly options: PotionSlotOptions;
  private readonly button = new PotionButton(() => this.belt.use());

  constructor(options: PotionSlotOptions) {
    this.options = options;
    this.belt = new PotionBelt({
      ...options,
      best: () => this.best,
      leftMs: () => this.leftMs(performance.now()),
    });
  }

  get element(): HTMLElement {
    return this.button.element;
  }

  /** With every frame. @param now milliseconds */
  refresh(now: number): void {
    this.button.show(this.best, this.leftMs(now), this.options.cooldownMs());
  }

  private get best(): Potion | null {
    const { itemOf, stacks, vitals } = this.options;
    const known = vitals();
    return known && potionFor(known, stacks(), itemOf);
  }

  private leftMs(now: number): number {
    const own = this.options.own();
    return own ? this.options.clock.leftMs(own.readyPotion, now) : 0;
  }
}
