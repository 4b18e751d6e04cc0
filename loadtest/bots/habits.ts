import type { Ability } from '../../src/content/combat-types.ts';
import { Wanderer } from '../walk.ts';
import { INPUTS_PER_SEC, type Manner } from './bot.ts';

/** Through which a bot acts. */
export interface Actor {
  step(moveX: number, moveY: number): void;
  say(message: string, payload: object): void;
}

/** A talkative crowd: everybody says something twice a minute. */
const CHAT_EVERY_MS = 30_000;
const ABILITY_EVERY_MS = 900;
/** A cooldown begins at the server, later than here. */
const MARGIN_MS = 250;
const TEXTS = ['Hello there.', 'Anybody for a rift?', 'Selling iron ore.', 'On my way.', 'Thank you!'];

/** Walks, talks and fights without looking: what somebody does who sees nothing, and costs the server the same. */
export class Habits {
  private readonly random: () => number;
  private readonly wanderer: Wanderer;
  private readonly abilities: readonly Ability[];
  private actions = 0;
  private chatAt: number;
  private abilityAt = 0;
  private readonly readyAt: number[] = [];
  private isDead = false;

  /** @param abilities of its class @param random from 0 to 1 */
  constructor(abilities: readonly Ability[], random: () => number) {
    this.random = random;
    this.abilities = abilities.filter(isBlind);
    this.wanderer = new Wanderer(random, INPUTS_PER_SEC);
    this.chatAt = performance.now() + random() * CHAT_EVERY_MS;
  }

  /** The server said so. */
  noteDeath(): void {
    this.isDead = true;
  }

  act(actor: Actor, manner: Manner, now: number): void {
    if (manner === 'stand') actor.step(0, 0);
    else {
      const { x, y } = this.wanderer.next();
      actor.step(x, y);
    }
    if (manner === 'stroll' && now >= this.chatAt) this.chat(actor, now);
    if (manner === 'fight' && now >= this.abilityAt) this.fight(actor, now);
  }

  private chat(actor: Actor, now: number): void {
    this.chatAt = now + CHAT_EVERY_MS * (0.5 + this.random());
    actor.say('chat', { text: TEXTS[Math.floor(this.random() * TEXTS.length)] });
  }

  private fight(actor: Actor, now: number): void {
    this.abilityAt = now + ABILITY_EVERY_MS * (0.5 + this.random());
    const actionId = `b${++this.actions}`;
    if (this.isDead) {
      this.isDead = false;
      actor.say('respawn', { actionId });
      return;
    }
    const at = this.abilities.findIndex((_, i) => now >= (this.readyAt[i] ?? 0));
    if (at < 0) return;
    const { id, cooldownSec } = this.abilities[at]!;
    this.readyAt[at] = now + (cooldownSec * 1000 + MARGIN_MS) * (1 + this.random());
    actor.say('ability', { ability: id, actionId, aim: this.random() * 2 * Math.PI });
  }
}

/** It needs neither a target nor a point. */
function isBlind({ shape }: Ability): boolean {
  if (shape.kind === 'circle') return shape.range === 0;
  return shape.kind !== 'enemy' && shape.kind !== 'ally';
}
