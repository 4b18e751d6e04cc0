import type { Heading, Steering } from './steering.ts';

/** Places on the keyboard rather than letters, so that WASD is where it should be on every layout. */
const KEYS: Readonly<Record<string, Heading>> = {
  KeyW: { x: 0, y: -1 },
  ArrowUp: { x: 0, y: -1 },
  KeyS: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: 1 },
  KeyA: { x: -1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  KeyD: { x: 1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** WASD and arrows, except while somebody writes. */
export class KeyboardSteering implements Steering {
  private readonly held = new Set<string>();
  private readonly listening = new AbortController();

  constructor() {
    const { signal } = this.listening;
    window.addEventListener('keydown', (event) => this.press(event), { signal });
    window.addEventListener('keyup', (event) => this.held.delete(event.code), { signal });
    // A key that is let go while another window has the focus is never reported.
    window.addEventListener('blur', () => this.held.clear(), { signal });
    window.addEventListener('focusin', (event) => isWriting(event.target) && this.held.clear(), { signal });
  }

  heading(): Heading {
    let [x, y] = [0, 0];
    for (const code of this.held) {
      x += KEYS[code]!.x;
      y += KEYS[code]!.y;
    }
    [x, y] = [Math.sign(x), Math.sign(y)];
    const length = Math.hypot(x, y) || 1;
    return { x: x / length, y: y / length };
  }

  dispose(): void {
    this.listening.abort();
  }

  private press(event: KeyboardEvent): void {
    if (!Object.hasOwn(KEYS, event.code) || isWriting(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.held.add(event.code);
  }
}

/** Does this element take letters for itself? */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
