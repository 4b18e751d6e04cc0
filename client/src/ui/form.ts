import { explain } from '../api/api-error.ts';
import { el } from './dom.ts';

export interface FieldOptions {
  id: string;
  label: string;
  testId: string;
  type?: 'text' | 'password';
  autocomplete: AutoFill;
  minLength: number;
  maxLength: number;
  hint?: string;
}

export interface Field {
  element: HTMLElement;
  input: HTMLInputElement;
}

/** A labelled input. */
export function field({
  id,
  label,
  testId,
  type = 'text',
  autocomplete,
  minLength,
  maxLength,
  hint,
}: FieldOptions): Field {
  const input = el('input', {
    id,
    name: id,
    type,
    required: true,
    autocomplete,
    minlength: String(minLength),
    maxlength: String(maxLength),
    autocapitalize: 'none',
    spellcheck: 'false',
    'data-testid': testId,
    'aria-describedby': hint ? `${id}-hint` : null,
  });
  const element = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    input,
    hint ? el('small', { id: `${id}-hint` }, hint) : null,
  );
  return { element, input };
}

export interface FormOptions {
  fields: readonly Field[];
  /** Stands between the fields and the button. */
  extra?: HTMLElement;
  submit: { label: string; busy: string; testId: string };
  /** What it throws is shown under the fields. */
  onSubmit(): Promise<void>;
}

/** A form that is busy while it submits and says what went wrong, to eyes and to screen readers. */
export function form({ fields, extra, submit, onSubmit }: FormOptions): HTMLFormElement {
  const problem = el('p', { class: 'problem', role: 'alert' });
  const send = el('button', { type: 'submit', class: 'primary', 'data-testid': submit.testId }, submit.label);
  const element = el('form', {}, ...fields.map((one) => one.element), extra ?? null, problem, send);
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    problem.textContent = '';
    send.disabled = true;
    send.textContent = submit.busy;
    try {
      await onSubmit();
    } catch (error) {
      problem.textContent = explain(error);
      fields[0]?.input.focus();
    } finally {
      send.disabled = false;
      send.textContent = submit.label;
    }
  });
  return element;
}
