import type { CharacterClass } from '../../../src/content/types.ts';
import { button, el } from '../ui/dom.ts';
import { field, form } from '../ui/form.ts';
import { portrait } from '../ui/portrait.ts';

/** What a bar shows as full. */
const STAT_FULL = 200;

export interface CharacterFormOptions {
  classes: readonly CharacterClass[];
  /** What it throws is shown. */
  onCreate(name: string, classId: string): Promise<void>;
  /** Null when there is nothing to go back to. */
  onCancel: (() => void) | null;
}

/** Choice of a class and a name. */
export class CharacterForm {
  readonly element: HTMLElement;
  private readonly nameInput: HTMLInputElement;

  constructor({ classes, onCreate, onCancel }: CharacterFormOptions) {
    const choices = classes.map((characterClass, index) => classChoice(characterClass, index === 0));
    const name = field({
      id: 'character-name',
      label: 'Name',
      testId: 'character-name',
      autocomplete: 'off',
      minLength: 2,
      maxLength: 20,
      hint: '2 to 20 letters and digits, with single spaces, hyphens or apostrophes inside. Everybody sees it.',
    });
    this.nameInput = name.input;
    const classFields = el('fieldset', { class: 'class-choice' }, el('legend', {}, 'Class'), ...choices);
    this.element = el(
      'section',
      { class: 'card' },
      form({
        fields: [name],
        extra: classFields,
        submit: { label: 'Create', busy: 'Creating …', testId: 'character-create' },
        onSubmit: () => {
          const chosen = classFields.querySelector<HTMLInputElement>('input:checked')!;
          return onCreate(name.input.value, chosen.value);
        },
      }),
      onCancel ? button('Back', { class: 'quiet' }, onCancel) : null,
    );
  }

  focus(): void {
    this.nameInput.focus();
  }
}

function classChoice(characterClass: CharacterClass, checked: boolean): HTMLElement {
  const { id, name, text, color, health, mana, stamina } = characterClass;
  const element = el(
    'label',
    { class: 'class-card', 'data-testid': `class-${id}` },
    el('input', { type: 'radio', name: 'class', value: id, checked }),
    portrait(id),
    el('b', {}, name),
    el('span', {}, text),
    el('div', { class: 'stats' }, stat('Health', health), stat('Mana', mana), stat('Stamina', stamina)),
  );
  element.style.setProperty('--accent', color);
  return element;
}

function stat(label: string, value: number): HTMLElement {
  const bar = el('i', { 'aria-hidden': 'true' });
  bar.style.setProperty('--share', String(Math.min(value / STAT_FULL, 1)));
  return el('small', {}, `${label} ${value}`, bar);
}
