import { MouseAim } from './mouse-aim.ts';

export interface Press {
  /** CSS pixels on the page. */
  x: number;
  y: number;
  isTouch: boolean;
}

const LEFT = 0;

/** The mouse over the world, and presses on it. What lies over the world keeps its own. */
export class Pointer {
  private readonly surface: HTMLElement;
  private readonly listening = new AbortController();
  private readonly aim = new MouseAim();

  constructor(surface: HTMLElement, onPress: (press: Press) => void) {
    const { signal } = this.listening;
    this.surface = surface;
    surface.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== LEFT) return;
        const isTouch = event.pointerType === 'touch';
        const at = { x: event.clientX, y: event.clientY };
        if (isTouch) this.aim.moved(null, performance.now());
        else this.aim.press(at, performance.now());
        onPress({ ...at, isTouch });
      },
      { signal },
    );
    window.addEventListener('pointermove', (event) => this.note(event), { signal });
    for (const type of ['pointerup', 'pointercancel', 'blur'] as const)
      window.addEventListener(type, () => this.aim.release(), { signal });
  }

  /** Where the mouse aims, in CSS pixels of the page; null: it lies still or elsewhere, or a finger was used last. */
  get mouse(): { x: number; y: number } | null {
    return this.aim.at(performance.now());
  }

  /** Is the left button held down over the world? */
  get isHeld(): boolean {
    return this.aim.isHeld;
  }

  /** Until it moves again the mouse does not aim: the keys have said who is meant. */
  yieldAim(): void {
    this.aim.yield();
  }

  dispose(): void {
    this.listening.abort();
  }

  private note(event: PointerEvent): void {
    const isOver = event.pointerType !== 'touch' && this.surface.contains(event.target as Node);
    this.aim.moved(isOver ? { x: event.clientX, y: event.clientY } : null, performance.now());
  }
}
