import type { Player, World } from './world.ts';

/** A wish to do something, until the next tick, which answers it with an event. */
export type ActionRequest =
  | {
      type: 'ability';
      player: Player;
      actionId: string;
      ability: string;
      /** Id of an actor. */
      target: string | null;
      /** Radians, 0 east, clockwise on screen; null: the way it looks. */
      aim: number | null;
      /** World pixels. */
      point: { x: number; y: number } | null;
    }
  | { type: 'pick-up'; player: Player; actionId: string; drop: string }
  | { type: 'potion'; player: Player; actionId: string; item: string }
  /** The ledger has taken it from its owner, or has not. */
  | { type: 'potion-paid'; player: Player; actionId: string; item: string }
  | { type: 'potion-unpaid'; player: Player; actionId: string }
  | { type: 'respawn'; player: Player; actionId: string };

export function request(world: World, wish: ActionRequest): void {
  world.requests.push(wish);
}
