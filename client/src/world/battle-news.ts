import type Phaser from 'phaser';
import type { CombatFact } from '../../../src/protocol.ts';
import type { CombatContent } from '../combat/combat-content.ts';
import type { Point } from '../combat/targets.ts';
import { aura, beam, blast, burst, spark, sweep, trail } from './effect-shapes.ts';
import type { Effects } from './effects.ts';
import { floatText } from './floating-text.ts';
import { colorNumber } from './lettering.ts';

const EFFECT_MS = 420;
const BURST_MS = 1_300;
const NUMBER_MS = 1_000;
const ABOVE_HEAD = 30;
/** Numbers over one head stand beside each other: world pixels. */
const SPREAD = [0, -12, 12, -6, 6] as const;

const HEAL = '#8ff0a8';
const OWN_HURT = '#ff7a7a';
const OWN_DEED = '#ffe9b8';
const OTHERS = '#c9c0e4';
const ABSORBED = '#9fd0ff';
const HOLY = 0xfff2cc;

/** What the news of a fight do to the picture of one who takes part. */
export interface Fighter {
  hit(now: number): void;
  strike?(now: number): void;
}

export interface BattleNewsOptions {
  scene: Phaser.Scene;
  effects: Effects;
  content: CombatContent;
  characterId: string;
  calm: boolean;
  zoom(): number;
  /** Undefined: it is not in view. */
  fighter(id: string): Fighter | undefined;
  positionOf(id: string): Point | null;
}

/** Turns what happened in a fight into what is seen of it. */
export class BattleNews {
  private readonly options: BattleNewsOptions;
  private numbers = 0;

  constructor(options: BattleNewsOptions) {
    this.options = options;
  }

  show(fact: CombatFact): void {
    switch (fact.type) {
      case 'ability':
        this.showAbility(fact);
        break;
      case 'hit':
        this.showHit(fact);
        break;
      case 'healed':
        this.number(fact.target, `+${fact.amount}`, HEAL);
        this.around(fact.target, colorNumber(HEAL));
        break;
      case 'respawned':
        this.around(fact.actor, HOLY);
        break;
      case 'level-up':
        this.showLevel(fact.actor, fact.level);
        break;
      case 'died':
        break;
    }
  }

  private showAbility({ actor, ability: id, aim, x, y }: Extract<CombatFact, { type: 'ability' }>): void {
    const { content, effects, fighter, positionOf, calm } = this.options;
    const at = positionOf(actor);
    const ability = content.abilities.get(id);
    if (!at || !ability) return;
    fighter(actor)?.strike?.(performance.now());
    const color = colorNumber(ability.color);
    const { shape } = ability;
    switch (shape.kind) {
      case 'arc':
        effects.run('air', EFFECT_MS * 0.6, sweep(at, aim, shape.range, shape.degrees, color));
        break;
      case 'circle':
        effects.run(
          'ground',
          EFFECT_MS * 1.5,
          blast(shape.range === 0 ? at : { x, y }, shape.radius, color, calm),
        );
        break;
      case 'enemy':
        effects.run('air', EFFECT_MS * 0.7, beam(at, { x, y }, color));
        break;
      case 'dash':
        effects.run('ground', EFFECT_MS, trail(at, { x, y }, color));
        break;
      case 'self':
      case 'ally':
        this.around(actor, color);
        break;
      case 'projectile':
        effects.run('air', EFFECT_MS * 0.4, spark(at, color, calm));
        break;
    }
  }

  private showHit({
    source,
    target,
    ability: id,
    amount,
    absorbed,
  }: Extract<CombatFact, { type: 'hit' }>): void {
    const { characterId, content, effects, fighter, positionOf, calm } = this.options;
    fighter(target)?.hit(performance.now());
    const at = positionOf(target);
    const color = colorNumber(content.abilities.get(id ?? '')?.color ?? OWN_DEED);
    if (at && id !== null) effects.run('air', EFFECT_MS * 0.5, spark(at, color, calm));
    const isMine = target === characterId || source === characterId;
    const look = target === characterId ? OWN_HURT : isMine ? OWN_DEED : OTHERS;
    if (absorbed > 0 && isMine) this.number(target, `${absorbed} absorbed`, ABSORBED, '8px');
    if (amount > 0) this.number(target, String(amount), look, isMine ? '11px' : '8px');
    else if (absorbed === 0 && isMine) this.number(target, 'no effect', OTHERS, '8px');
  }

  private showLevel(actor: string, level: number): void {
    const { effects, calm } = this.options;
    effects.run('air', BURST_MS, burst(this.follow(actor), HOLY, calm));
    this.number(actor, `Level ${level}`, '#ffcf86', '12px');
  }

  private around(actor: string, color: number): void {
    if (this.options.positionOf(actor))
      this.options.effects.run('air', EFFECT_MS * 1.4, aura(this.follow(actor), color, this.options.calm));
  }

  /** Where it is, or was when it was last seen. */
  private follow(actor: string): () => Point {
    let last: Point = { x: -1000, y: -1000 };
    return () => {
      last = this.options.positionOf(actor) ?? last;
      return last;
    };
  }

  private number(target: string, text: string, color: string, size = '10px'): void {
    const { scene, positionOf, calm, zoom } = this.options;
    const at = positionOf(target);
    if (!at) return;
    const beside = SPREAD[this.numbers++ % SPREAD.length]!;
    const place = { x: at.x + beside, y: at.y - ABOVE_HEAD };
    floatText(scene, place, [text], { zoom: zoom(), calm, color, size, ms: NUMBER_MS });
  }
}
