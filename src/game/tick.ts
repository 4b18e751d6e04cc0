import { abilityStep } from './steps/ability-step.ts';
import { deathStep } from './steps/death-step.ts';
import { dropStep } from './steps/drop-step.ts';
import { harvestStep } from './steps/harvest-step.ts';
import { interestStep } from './steps/interest-step.ts';
import { matchStep } from './steps/match-step.ts';
import { monsterStep } from './steps/monster-step.ts';
import { movementStep } from './steps/movement-step.ts';
import { potionStep } from './steps/potion-step.ts';
import { projectileStep } from './steps/projectile-step.ts';
import { regenerationStep } from './steps/regeneration-step.ts';
import { statusStep } from './steps/status-step.ts';
import type { TickContext, World } from './world.ts';

/** One fixed step of the world, in this order. Nothing in it awaits or reads a clock; its dice are the world's. */
const STEPS: readonly ((world: World, context: TickContext) => void)[] = [
  movementStep,
  abilityStep,
  potionStep,
  projectileStep,
  monsterStep,
  harvestStep,
  statusStep,
  regenerationStep,
  deathStep,
  matchStep,
  dropStep,
  interestStep,
];

export function tick(world: World, context: TickContext): void {
  world.tick += 1;
  world.events.length = 0;
  try {
    for (const step of STEPS) step(world, context);
  } finally {
    // Also of a tick that failed: asked again in each, one wish would end the instance.
    world.requests.length = 0;
    world.harvest.requests.length = 0;
  }
}
