import { el } from './dom.ts';

export interface TextLineOptions {
  label: string;
  testId: string;
  maxLength: number;
  value?: string;
  /** Only digits are meant. */
  isNumber?: boolean;
  id?: string;
}

/** A line to write in. Esc gives the keys back to walking. */
export function textLine({
  label,
  testId,
  maxLength,
  value,
  isNumber,
  id,
}: TextLineOptions): HTMLInputElement {
  const input = el('input', {
    id: id ?? null,
    type: 'text',
    inputmode: isNumber ? 'numeric' : null,
    maxlength: String(maxLength),
    placeholder: label,
    'aria-label': label,
    title: label,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'data-testid': testId,
    value: value ?? null,
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    input.blur();
  });
  return input;
}
