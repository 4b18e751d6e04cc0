import { button, el } from './dom.ts';

/** A value of more characters has a line of its own. */
const SHORT = 14;

/** A titled list; without rows there is nothing to see, or `empty`. */
export function section(
  title: string,
  rows: readonly Node[],
  empty: string | null = null,
): HTMLElement | null {
  if (rows.length === 0 && empty === null) return null;
  const list = rows.length === 0 ? el('p', { class: 'faint' }, empty) : el('ul', {}, ...rows);
  return el('section', {}, el('h3', {}, title), list);
}

export interface RowOptions {
  testId: string;
  title: string;
  rarity?: string | undefined;
  /** The one that is meant: oneself, or where one is. */
  isCurrent?: boolean;
  /** Small lines under the title. */
  notes?: readonly (string | Node | null)[];
  /** At the end of the line. */
  aside?: string | Node | null;
  buttons?: readonly HTMLElement[];
  /** Makes the title a button that shows and hides the details. */
  pick?: { isPicked: boolean; onPick(): void; details(): readonly (Node | null)[] };
}

export function row({
  testId,
  title,
  rarity,
  isCurrent,
  notes = [],
  aside,
  buttons = [],
  pick,
}: RowOptions): HTMLElement {
  const name = el('b', { 'data-rarity': rarity ?? null }, title);
  const picked = pick?.isPicked ?? false;
  const lines = notes.filter((note) => note !== null && note !== '');
  return el(
    'li',
    {
      class: picked ? 'row picked' : 'row',
      'data-testid': testId,
      'aria-current': isCurrent ? 'true' : null,
    },
    el(
      'div',
      { class: 'row-text' },
      pick ? pickable(name, testId, pick) : name,
      ...lines.map((line) => el('small', {}, line)),
    ),
    aside ? el('span', { class: 'aside' }, aside) : null,
    buttons.length === 0 ? null : el('div', { class: 'row-buttons' }, ...buttons),
    picked ? el('div', { class: 'row-details' }, ...pick!.details()) : null,
  );
}

export function smallButton(label: string, testId: string, onClick: () => void): HTMLButtonElement {
  return button(label, { class: 'small', 'data-testid': testId }, onClick);
}

/** What is known of something: names and values. */
export function facts(all: readonly (readonly [name: string, value: string | null])[]): HTMLElement {
  return el(
    'dl',
    { class: 'facts' },
    ...all.flatMap(([name, value]) =>
      value === null || value === ''
        ? []
        : [
            el(
              'div',
              { class: value.length > SHORT ? 'wide' : null },
              el('dt', {}, name),
              el('dd', {}, value),
            ),
          ],
    ),
  );
}

function pickable(name: HTMLElement, testId: string, { isPicked, onPick }: NonNullable<RowOptions['pick']>) {
  const element = button(
    '',
    { class: 'pick', 'aria-expanded': String(isPicked), 'data-testid': `${testId}-pick` },
    onPick,
  );
  element.append(name);
  return element;
}
