import type { ErrorCode } from '../src/errors.ts';
import type { WorldEvent } from '../src/game/events.ts';
import { happen, type Wish } from '../src/game/outside.ts';
import { fullBucket, type TokenBucket, takeToken } from '../src/game/token-bucket.ts';
import type { World } from '../src/game/world.ts';
import type { ClientMessage, ServerMessage } from '../src/protocol.ts';
import type { Services } from '../src/services.ts';
import type { RoomConduct } from './conduct.ts';
import { tell } from './messages.ts';
import type { Occupant } from './occupant.ts';
import { type ActionAnswer, RecentActions } from './recent-actions.ts';

/** Messages that ask for actions which one client may send, those that are refused or repeated included. */
const ALLOWANCE = { burst: 20, refillPerSec: 10 };

export interface ActionsOptions {
  services: Pick<Services, 'metrics'>;
  conduct: Pick<RoomConduct, 'refused'>;
  /** Name of the room, for the metrics. */
  room: string;
  world: World;
  /** Who is in the instance; undefined: it is not. */
  occupant(characterId: string): Occupant | undefined;
}

/** What is kept of a character that acts, until it leaves. */
interface Agent {
  allowance: TokenBucket;
  actions: RecentActions;
}

/** What characters ask to do: each action is looked at once, at a person's pace, and answered with `confirm`. */
export class Actions {
  private readonly options: ActionsOptions;
  private readonly agents = new Map<string, Agent>();

  constructor(options: ActionsOptions) {
    this.options = options;
  }

  /** @returns true: it is to be done now, and `finish` answers it; false: it was answered, or will be */
  begin(sender: Occupant, actionId: string): boolean {
    const { player } = sender;
    const { allowance, actions } = this.agentOf(player.id);
    // What is refused for its pace was not looked at: sent again later, the same action may be done.
    if (takeToken(allowance, ALLOWANCE, performance.now()) > 0) {
      this.confirm(player.id, actionId, { ok: false, code: 'rate_limited' });
      return false;
    }
    const known = actions.begin(actionId);
    if (known === 'under way') return false;
    if (known !== 'new') this.confirm(player.id, actionId, known);
    else if (!sender.isAdmitted) this.refuse(player.id, actionId, 'travel_in_progress');
    else return true;
    return false;
  }

  useAbility(sender: Occupant, { ability, actionId, target, aim, x, y }: ClientMessage<'ability'>): void {
    const point = x !== undefined && y !== undefined ? { x, y } : null;
    const wish = {
      type: 'ability',
      actionId,
      ability,
      target: target ?? null,
      aim: aim ?? null,
      point,
    } as const;
    this.ask(sender, wish);
  }

  respawn(sender: Occupant, { actionId }: ClientMessage<'respawn'>): void {
    this.ask(sender, { type: 'respawn', actionId });
  }

  /** The events of one tick. Never throws. */
  hear(events: readonly WorldEvent[]): void {
    for (const event of events) {
      if (event.type === 'action-done')
        this.finish(event.player.id, event.actionId, { ok: true, code: null });
      else if (event.type === 'action-refused') this.refuse(event.player.id, event.actionId, event.code);
    }
  }

  refuse(characterId: string, actionId: string, code: ErrorCode): void {
    this.finish(characterId, actionId, { ok: false, code });
  }

  finish(characterId: string, actionId: string, answer: ActionAnswer): void {
    this.agents.get(characterId)?.actions.finish(actionId, answer);
    this.confirm(characterId, actionId, answer);
  }

  /** Something happened to a character; who is away does not hear of it. */
  tell(characterId: string, event: ServerMessage<'event'>): void {
    const occupant = this.reachable(characterId);
    if (occupant) tell(occupant.client, 'event', event);
  }

  /** The character has left. */
  forget(characterId: string): void {
    this.agents.delete(characterId);
  }

  private ask(sender: Occupant, wish: Wish): void {
    const { id } = sender.player;
    if (this.begin(sender, wish.actionId)) happen(this.options.world, { type: 'wish', id, wish });
  }

  private confirm(characterId: string, actionId: string, answer: ActionAnswer): void {
    const { conduct, services, room } = this.options;
    if (answer.code !== null) {
      services.metrics.roomError(room, answer.code);
      conduct.refused(characterId, answer.code);
    }
    const occupant = this.reachable(characterId);
    if (occupant) tell(occupant.client, 'confirm', { actionId, ...answer });
  }

  private reachable(characterId: string): Occupant | undefined {
    const occupant = this.options.occupant(characterId);
    return occupant && !occupant.reconnection ? occupant : undefined;
  }

  private agentOf(characterId: string): Agent {
    let agent = this.agents.get(characterId);
    if (!agent) {
      agent = { allowance: fullBucket(ALLOWANCE, performance.now()), actions: new RecentActions() };
      this.agents.set(characterId, agent);
    }
    return agent;
  }
}
