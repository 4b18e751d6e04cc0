import { interestStep } from './steps/interest-step.ts';
import { movementStep } from './steps/movement-step.ts';
import type { TickContext, World } from './world.ts';

/** One fixed step of the world, in this order. Nothing in it awaits, reads a clock or throws dice. */
const STEPS: readonly ((world: World, context: TickContext) => void)[] = [movementStep, interestStep];

export function tick(world: World, context: TickContext): void {
  world.tick += 1;
  world.events.length = 0;
  for (const step of STEPS) step(world, context);
}
