import { el } from './dom.ts';

/** A choice among few. */
export function select(
  label: string,
  testId: string,
  choices: readonly (readonly [value: string, text: string])[],
  onChoose: () => void,
): HTMLSelectElement {
  const options = choices.map(([value, text]) => el('option', { value }, text));
  const element = el('select', { 'aria-label': label, title: label, 'data-testid': testId }, ...options);
  element.addEventListener('change', () => {
    // Letters walk again.
    element.blur();
    onChoose();
  });
  return element;
}
