import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from '../bots/bot.ts';
import type { Dice } from '../economy/dice.ts';
import type { Tallies } from '../measure/tallies.ts';
import { drawKind } from './kinds.ts';
import type { Persona } from './persona.ts';
import { fire, type ShotKind } from './shot.ts';
import { Visit } from './visit.ts';

/** Shots between two looks whether the server still answers. */
const SALVO = 20;
/** Shots after one that ends the connection: nobody may look at them. */
const PARTING_SHOTS = 3;
/** Below the limit for a second, so that frames reach what is behind it. */
const SHOTS_PER_SEC = 150;
const AGAIN_AFTER_MS = 500;
/** Reasons for which a server may close whatever was sent: conduct, pace, the end of a match or of the server. */
const AT_ANY_TIME = new Set(['cheating_suspected', 'rate_limited', 'travelled', 'character_taken_over']);
/** The server's word for a character that it will have no more of. */
const IN_DISGRACE = 'cheating_suspected';

export interface IntruderOptions {
  persona: Persona;
  base: URL;
  /** What it sends is decided by these alone. */
  dice: Dice;
  tallies: Tallies;
  /** Shots before it has had enough. */
  shots: number;
  /** Aborted: it is enough. */
  over: AbortSignal;
}

/** Joins as anybody does, sends what nobody should, and comes back whenever it is thrown out. */
export class Intruder {
  private readonly options: IntruderOptions;
  private left: number;

  constructor(options: IntruderOptions) {
    this.options = options;
    this.left = options.shots;
  }

  /** Resolves when it has sent all of its shots, or it is over. Never rejects. */
  async attack(): Promise<void> {
    const { over, tallies } = this.options;
    while (this.left > 0 && !over.aborted) {
      try {
        await this.visit();
      } catch (error) {
        tallies.count(`turned away:${codeOf(error)}`);
        await delay(AGAIN_AFTER_MS, undefined, { signal: over }).catch(() => {});
      }
    }
  }

  private async visit(): Promise<void> {
    const { base, dice, over, persona, tallies } = this.options;
    const visit = await Visit.begin(base, await persona.seat());
    tallies.count('visits');
    while (visit.isOpen && this.left > 0 && !over.aborted) {
      const startedAt = performance.now();
      const fired = this.salvo(visit, dice);
      await this.look(visit, fired);
      const pauseMs = (fired.length * 1_000) / SHOTS_PER_SEC - (performance.now() - startedAt);
      if (visit.isOpen && pauseMs > 0) await delay(pauseMs);
    }
    const { reason } = await visit.leave();
    await persona.change(reason === IN_DISGRACE);
  }

  /** Up to the first shot that ends the connection, and some after it. */
  private salvo(visit: Visit, dice: Dice): ShotKind[] {
    const fired: ShotKind[] = [];
    for (let most = SALVO; fired.length < most && this.left > 0 && visit.isOpen; this.left--) {
      const kind = drawKind(dice);
      const frames = fire(visit.socket, kind.make(dice));
      this.options.tallies.count(`sent:${kind.name}`, frames);
      fired.push(kind);
      if (kind.fate === 'ends') most = Math.min(most, fired.length + PARTING_SHOTS);
    }
    return fired;
  }

  /** What came of it must be what the kinds of shots say. */
  private async look(visit: Visit, fired: readonly ShotKind[]): Promise<void> {
    const { tallies } = this.options;
    const outcome = await visit.answer(fired.some(({ fate }) => fate === 'ends'));
    if (outcome === 'open') return;
    const sent = [...new Set(fired.map(({ name }) => name))].join(' + ');
    if (outcome === 'silent') {
      tallies.count(`wrong:no answer to ${sent}`);
      visit.socket.terminate();
      return;
    }
    const { code, reason } = await visit.ended;
    tallies.count(`closed:${`${code} ${reason}`.trim()}`);
    const isToBe = fired.some(({ fate }) => fate !== 'stays') || AT_ANY_TIME.has(reason);
    if (!isToBe) tallies.count(`wrong:closed with ${code} ${reason} after ${sent}`);
  }
}
