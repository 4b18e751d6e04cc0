import { el } from '../ui/dom.ts';

/** Who has walked this long, in milliseconds, knows how. */
const LEARNT_AFTER_MS = 1_500;

/** One line on how to play, until one has taken the first steps. */
export class PlayHint {
  readonly element = el(
    'p',
    { class: 'play-hint', 'data-testid': 'play-hint' },
    matchMedia('(pointer: coarse)').matches
      ? 'Drag to walk · tap whom you fight, gates, ore and loot'
      : 'WASD to walk · Tab chooses whom you fight with Space and 1–6 · E at gates, ore and loot · Enter to chat',
  );
  private walkedMs = 0;

  /** @param elapsedMs how much longer one has walked */
  noteWalking(elapsedMs: number): void {
    this.walkedMs += elapsedMs;
    if (this.walkedMs >= LEARNT_AFTER_MS) this.element.hidden = true;
  }
}
