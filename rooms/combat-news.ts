import type { Actor } from '../src/game/actor.ts';
import type { WorldEvent } from '../src/game/events.ts';
import { isHidden, isShown } from '../src/game/views.ts';
import type { Player, World } from '../src/game/world.ts';
import type { CombatFact, ServerMessage } from '../src/protocol.ts';

type Send = (player: Player, message: ServerMessage<'combat'>) => void;

/** Somebody whom a fact is about, and the fact. */
interface Told {
  readonly about: readonly Actor[];
  readonly fact: CombatFact;
}

/**
 * Tells each player what happened among those whom it was shown as it happened: one message with each patch, however much
 * happened in the ticks before it.
 */
export class CombatNews {
  private readonly told: Told[] = [];
  /** By whom they are about: where facts lie in `told`. */
  private readonly places = new Map<Actor, number[]>();
  /** By place in `told`: number of the last telling that the fact was for. */
  private readonly heard: number[] = [];
  /** Each viewer's news of a tick is a telling. */
  private telling = 0;
  /** What is yet to be sent, by viewer. */
  private readonly waiting = new Map<Player, CombatFact[]>();

  /** The events of one tick. */
  hear(world: World): void {
    for (const event of world.events) this.note(world, event);
    if (this.told.length === 0) return;
    for (const [at, { about }] of this.told.entries()) for (const actor of about) this.index(actor, at);
    for (const viewer of world.players.values()) this.collectFor(viewer);
    this.told.length = 0;
    this.places.clear();
  }

  /** What was heard since the last time. @param send to its client, if it is connected */
  tell({ players }: Pick<World, 'players'>, send: Send): void {
    // Who has left may be in another world by now.
    for (const [viewer, facts] of this.waiting)
      if (players.get(viewer.id) === viewer) send(viewer, { facts });
    this.waiting.clear();
  }

  private index(actor: Actor, at: number): void {
    const places = this.places.get(actor);
    if (places) places.push(at);
    else this.places.set(actor, [at]);
  }

  /**
   * Looks through who did something or through who is seen, whichever are fewer: a view is bounded, so that a crowd that
   * fights does not cost the square of its number.
   */
  private collectFor(viewer: Player): void {
    const { heard, places, told, waiting } = this;
    const { monster, player } = viewer.views;
    this.telling += 1;
    if (places.size <= monster.size + player.size) {
      for (const [actor, those] of places) if (isShown(viewer, actor)) this.letHear(those);
    } else {
      for (const actor of player) this.letHear(places.get(actor));
      for (const actor of monster) this.letHear(places.get(actor));
    }
    const facts = waiting.get(viewer) ?? [];
    for (let at = 0; at < told.length; at++) if (heard[at] === this.telling) facts.push(told[at]!.fact);
    if (facts.length > 0) waiting.set(viewer, facts);
  }

  private letHear(places: readonly number[] = []): void {
    for (const at of places) this.heard[at] = this.telling;
  }

  private note(world: World, event: WorldEvent): void {
    switch (event.type) {
      case 'ability-used': {
        const { ability, actor, aim, x, y } = event;
        const [wholeX, wholeY] = [Math.round(x), Math.round(y)];
        this.told.push({
          about: [actor],
          fact: { type: 'ability', actor: actor.id, ability: ability.id, aim, x: wholeX, y: wholeY },
        });
        break;
      }
      case 'hit': {
        const { abilityId: ability, absorbed, amount, sourceId: source, target } = event;
        this.told.push({
          // Of what hits the hidden those alone hear who see them.
          about: isHidden(target) ? [target] : [target, ...present(world, source)],
          fact: { type: 'hit', source, target: target.id, ability, amount, absorbed },
        });
        break;
      }
      case 'healed': {
        const { abilityId: ability, amount, sourceId: source, target } = event;
        this.told.push({
          about: [target],
          fact: { type: 'healed', source, target: target.id, ability, amount },
        });
        break;
      }
      case 'died':
        this.told.push({
          about: [event.actor, ...present(world, event.killerId)],
          fact: { type: 'died', actor: event.actor.id, killer: event.killerId },
        });
        break;
      case 'respawned':
        this.told.push({ about: [event.player], fact: { type: 'respawned', actor: event.player.id } });
        break;
      case 'level-up': {
        const { level, player } = event;
        this.told.push({ about: [player], fact: { type: 'level-up', actor: player.id, level } });
        break;
      }
    }
  }
}

/** The player whom this id is of, if it is here: who did it is told what came of it, seen or not. */
function present(world: World, id: string | null): Player[] {
  const player = id === null ? undefined : world.players.get(id);
  return player ? [player] : [];
}
