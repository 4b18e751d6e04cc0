import type { Ability } from '../../../../src/content/combat-types.ts';
import type { SlotView } from '../../combat/fight.ts';
import { button, el } from '../../ui/dom.ts';
import { keepKeys } from '../../ui/keep-keys.ts';
import { setFlag, setProperty, setText } from '../../ui/refresh.ts';
import { ABILITY_SIGNS } from '../../world/frames.ts';
import { abilityText, secondsText, sweepOf } from './ability-words.ts';

const NOTE_MS = 1_600;

interface Slot {
  element: HTMLButtonElement;
  left: HTMLElement;
}

/** The abilities of the class, with what they cost and when they are ready. */
export class AbilityBar {
  readonly element: HTMLElement;
  private readonly beside: HTMLElement;
  private readonly onUse: (index: number) => void;
  private readonly list = el('div', { class: 'ability-slots' });
  private readonly note = el('p', {
    class: 'ability-note',
    role: 'status',
    'data-testid': 'ability-note',
    hidden: true,
  });
  private slots: Slot[] = [];
  private shown: readonly (Ability | undefined)[] = [];
  private noteTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param onUse the ability of that number, from 0 @param beside stands beside the abilities */
  constructor(onUse: (index: number) => void, beside: HTMLElement) {
    this.onUse = onUse;
    this.beside = beside;
    this.element = el(
      'section',
      { class: 'ability-bar', 'aria-label': 'Abilities', 'data-testid': 'abilities' },
      this.note,
      this.list,
    );
    keepKeys(this.element);
  }

  /** @param pauseMs waits no longer than this are not told @param view how an ability is now, by its number from 0 */
  show(
    abilities: readonly (Ability | undefined)[],
    pauseMs: number,
    view: (index: number) => SlotView,
  ): void {
    if (abilities.length !== this.shown.length || abilities.some((one, index) => one !== this.shown[index]))
      this.build(abilities);
    for (const [index, { element, left }] of this.slots.entries()) {
      const { leftMs, cooldownMs, isAffordable } = view(index);
      setProperty(element, '--left', sweepOf(leftMs, cooldownMs));
      setText(left, leftMs > pauseMs ? secondsText(leftMs) : '');
      setFlag(element, 'data-poor', !isAffordable);
      setFlag(element, 'data-ready', leftMs === 0 && isAffordable);
    }
  }

  /** Why something was not done, for a moment. */
  say(text: string): void {
    clearTimeout(this.noteTimer);
    this.note.textContent = text;
    this.note.hidden = false;
    this.noteTimer = setTimeout(() => {
      this.note.hidden = true;
    }, NOTE_MS);
  }

  dispose(): void {
    clearTimeout(this.noteTimer);
  }

  private build(abilities: readonly (Ability | undefined)[]): void {
    this.shown = abilities;
    this.slots = abilities.map((ability, index) => this.slot(ability, index));
    this.list.replaceChildren(...this.slots.map(({ element }) => element), this.beside);
  }

  private slot(ability: Ability | undefined, index: number): Slot {
    const left = el('span', { class: 'ability-left', 'aria-hidden': 'true' });
    const element = button(
      '',
      {
        class: 'ability',
        'data-testid': `ability-${index + 1}`,
        'aria-label': ability?.name ?? 'Not known',
        title: ability ? abilityText(ability) : null,
      },
      () => this.onUse(index),
    );
    element.disabled = !ability;
    const sign = el('span', { class: 'ability-sign', 'aria-hidden': 'true' });
    sign.style.setProperty('--sign', String(signOf(ability?.icon)));
    if (ability) element.style.setProperty('--color', ability.color);
    element.append(sign, left, el('kbd', { 'aria-hidden': 'true' }, String(index + 1)));
    return { element, left };
  }
}

function signOf(icon: string | undefined): number {
  const at = (ABILITY_SIGNS as readonly string[]).indexOf(icon ?? '');
  return at < 0 ? ABILITY_SIGNS.length - 1 : at;
}
