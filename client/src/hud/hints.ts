import type { ServerMessage } from '../../../src/protocol.ts';
import type { PlaceRoom } from '../connection/place-room.ts';
import type { SeenDrop } from '../world/drop-field.ts';
import type { SeenNode } from '../world/node-field.ts';
import { NOTHING_IN_REACH, type Reach } from '../world/reach.ts';
import type { World } from '../world/world.ts';
import { ActionHint } from './action-hint.ts';
import { PortalHint } from './portal-hint.ts';

export interface HintsOptions {
  room(): PlaceRoom | null;
  world(): Pick<World, 'endWork'> | null;
  placeName(placeId: string): string;
  say(text: string): void;
}

/** What one key does where one stands: travel, pick up or collect. */
export class Hints {
  readonly elements: readonly HTMLElement[];
  private readonly placeName: (placeId: string) => string;
  private readonly portal: PortalHint;
  private readonly harvest: ActionHint<SeenNode>;
  private readonly drop: ActionHint<SeenDrop>;
  private offered = NOTHING_IN_REACH;

  constructor({ room, world, placeName, say }: HintsOptions) {
    this.placeName = placeName;
    this.portal = new PortalHint((portal) => room()?.send('travel', { portal }));
    this.harvest = new ActionHint({
      className: 'harvest-hint',
      words: ({ name }, how) => `${how} to collect · ${name}`,
      send: ({ id }, actionId) => room()?.send('collect', { node: id, actionId }),
      say,
      onSettled: () => world()?.endWork(),
    });
    this.drop = new ActionHint({
      className: 'drop-hint',
      words: ({ name }, how) => `${how} to pick up · ${name}`,
      send: ({ id }, actionId) => room()?.send('interact', { drop: id, actionId }),
      say,
    });
    this.elements = [this.portal, this.harvest, this.drop].map(({ element }) => element);
  }

  offer(reach: Reach): void {
    const { portal, drop, node } = reach;
    const before = this.offered;
    this.offered = reach;
    if (portal !== before.portal)
      this.portal.offer(portal && { portal: portal.name, target: this.placeName(portal.place) });
    if (drop?.id !== before.drop?.id) this.drop.offer(drop);
    if (node?.id !== before.node?.id) this.harvest.offer(node);
  }

  confirm(answer: ServerMessage<'confirm'>): void {
    this.harvest.confirm(answer);
    this.drop.confirm(answer);
  }

  travelRefused(): void {
    this.portal.answered();
  }

  /** In another room, or again in the same one: an answer may have been missed. */
  arrived(): void {
    this.harvest.settle();
    this.drop.settle();
  }

  dispose(): void {
    for (const hint of [this.portal, this.harvest, this.drop]) hint.dispose();
  }
}
