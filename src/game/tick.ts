import { harvestStep } from './steps/harvest-step.ts';
import { interestStep } from './steps/interest-step.ts';
import { movementStep } from './steps/movement-step.ts';
import { nodeInterestStep } from './steps/node-interest-step.ts';
import type { TickContext, World } from './world.ts';

/** One fixed step of the world, in this order. Nothing in it awaits or reads a clock; its dice are the world's. */
const STEPS: readonly ((world: World, context: TickContext) => void)[] = [
  movementStep,
  harvestStep,
  interestStep,
  nodeInterestStep,
];

export function tick(world: World, context: TickContext): void {
  world.tick += 1;
  world.events.length = 0;
  for (const step of STEPS) step(world, context);
}
