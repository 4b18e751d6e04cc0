/** Stands for the operationId of what rooms do by themselves, see `giving-server.ts`. */
export const GIFT = 'gift';

/** Something that moves property, as it is asked of the API. */
export interface Action {
  /** The route's operationId, or GIFT. */
  route: string;
  method: 'POST' | 'DELETE';
  /** Below /api/v1. */
  path: string;
  /** The character that does it. */
  actor: string;
  body?: object;
}
