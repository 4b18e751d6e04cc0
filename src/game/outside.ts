import type { Effects } from '../content/upgrades.ts';
import { abandonMatch } from './arena.ts';
import { requestCollect } from './harvest.ts';
import { type ActionRequest, request } from './requests.ts';
import { addPlayer, affect, type NewPlayer, type Player, removePlayer, type World } from './world.ts';

type WithoutPlayer<R> = R extends ActionRequest ? Omit<R, 'player'> : never;
export type Wish = WithoutPlayer<ActionRequest>;

/** Something that comes into a world from outside, between two ticks. Plain data, so that it can be recorded. `id`: of a character. */
export type Incident =
  | { type: 'enter'; player: NewPlayer }
  | { type: 'leave'; id: string }
  | { type: 'affect'; id: string; effects: Readonly<Effects> }
  | { type: 'party'; id: string; partyId: string | null }
  | { type: 'connected'; id: string; connected: boolean }
  | { type: 'frozen'; id: string; frozen: boolean }
  | { type: 'attracts'; id: string; attracts: boolean }
  | { type: 'wish'; id: string; wish: Wish }
  | { type: 'collect'; id: string; nodeId: string; actionId: string }
  | { type: 'abandon-match' };

/**
 * Lets it happen. All that is done to a world between its ticks is done through this, so that whoever watches it
 * (`world.witness`) knows everything that its future depends on. Of characters who are not there nothing happens.
 */
export function happen(world: World, incident: Incident): void {
  world.witness?.(incident);
  if (incident.type === 'enter') addPlayer(world, incident.player);
  else if (incident.type !== 'abandon-match') {
    const player = world.players.get(incident.id);
    if (player) happenTo(world, player, incident);
  } else abandonMatch(world);
}

function happenTo(
  world: World,
  player: Player,
  incident: Exclude<Incident, { type: 'enter' | 'abandon-match' }>,
): void {
  switch (incident.type) {
    case 'leave':
      removePlayer(world, player);
      break;
    case 'affect':
      affect(world, player, incident.effects);
      break;
    case 'party':
      player.partyId = incident.partyId;
      break;
    case 'connected':
      player.connected = incident.connected;
      break;
    case 'frozen':
      player.frozen = incident.frozen;
      break;
    case 'attracts':
      player.attracts = incident.attracts;
      break;
    case 'wish':
      request(world, { ...incident.wish, player });
      break;
    case 'collect':
      requestCollect(world, player, incident.nodeId, incident.actionId);
      break;
  }
}
