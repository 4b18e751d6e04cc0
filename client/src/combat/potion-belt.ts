import type { ClientMessage, ServerMessage } from '../../../src/protocol.ts';
import { refusalOf } from '../connection/refusal.ts';
import { newKey } from '../data/new-key.ts';
import type { Potion } from './potions.ts';

export interface PotionBeltOptions {
  /** What would help most now; null: there is none. */
  best(): Potion | null;
  /** Until the next one may be used, as the server told. */
  leftMs(): number;
  send(message: ClientMessage<'use'>): void;
  /** One is used up. */
  onUsed(): void;
  /** Why none was, for a person. */
  onRefused(text: string): void;
}

/** Uses potions, one at a time. */
export class PotionBelt {
  private readonly options: PotionBeltOptions;
  private pending: string | null = null;

  constructor(options: PotionBeltOptions) {
    this.options = options;
  }

  use(): void {
    const { best, leftMs, onRefused, send } = this.options;
    if (this.pending !== null || leftMs() > 0) return;
    const potion = best();
    if (!potion) {
      onRefused('There is no potion left.');
      return;
    }
    this.pending = newKey();
    send({ item: potion.kind.id, actionId: this.pending });
  }

  confirm(answer: ServerMessage<'confirm'>): void {
    if (answer.actionId !== this.pending) return;
    this.pending = null;
    const refusal = refusalOf(answer);
    if (refusal !== null) this.options.onRefused(refusal);
    this.options.onUsed();
  }

  /** In another room nothing is on its way. */
  reset(): void {
    this.pending = null;
  }
}
