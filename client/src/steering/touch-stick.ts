import { el } from '../ui/dom.ts';
import { type Heading, STANDING, type Steering } from './steering.ts';

const REACH = 52;
const DEAD_ZONE = 0.18;

/** A stick for the thumb, shown by the style sheet on touch devices alone. */
export class TouchStick implements Steering {
  readonly element: HTMLElement;
  private readonly knob = el('div', { class: 'stick-knob' });
  private wish: Heading = STANDING;
  private pointer: number | null = null;

  constructor() {
    this.element = el('div', { class: 'stick', 'aria-hidden': 'true' }, this.knob);
    this.element.addEventListener('pointerdown', (event) => this.grasp(event));
    this.element.addEventListener('pointermove', (event) => this.drag(event));
    for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
      this.element.addEventListener(type, (event) => this.release(event));
    }
  }

  heading(): Heading {
    return this.wish;
  }

  dispose(): void {
    this.element.remove();
  }

  private grasp(event: PointerEvent): void {
    if (this.pointer !== null) return;
    event.preventDefault();
    this.pointer = event.pointerId;
    this.element.setPointerCapture(event.pointerId);
    this.drag(event);
  }

  private drag(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    const box = this.element.getBoundingClientRect();
    this.wish = stickHeading(
      event.clientX - (box.left + box.width / 2),
      event.clientY - (box.top + box.height / 2),
    );
    this.moveKnob();
  }

  private release(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.wish = STANDING;
    this.moveKnob();
  }

  private moveKnob(): void {
    this.knob.style.transform = `translate(${this.wish.x * REACH}px, ${this.wish.y * REACH}px)`;
  }
}

/** The wish behind a thumb that far from the stick's middle, in CSS pixels. */
export function stickHeading(dx: number, dy: number): Heading {
  const length = Math.hypot(dx, dy);
  const strength = Math.min(length / REACH, 1);
  if (strength < DEAD_ZONE) return STANDING;
  return { x: (dx / length) * strength, y: (dy / length) * strength };
}
