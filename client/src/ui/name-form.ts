import { button, el } from './dom.ts';
import { textLine } from './text-line.ts';

export interface NameAction {
  label: string;
  testId: string;
  /** Resolves to whether it was done: only then is the name cleared. */
  act(name: string): Promise<boolean>;
}

export interface NameFormOptions {
  id: string;
  label: string;
  testId: string;
  /** Enter does the first one. */
  actions: readonly NameAction[];
  /** Names to choose from, asked for when somebody starts to write. */
  suggestions(): readonly string[];
}

const NAME_MAX_LENGTH = 20;

/** A line to write a character's name, and what to do with it. Sending and Esc give the keys back to walking. */
export function nameForm({ id, label, testId, actions, suggestions }: NameFormOptions): HTMLFormElement {
  const listId = `${id}-names`;
  const list = el('datalist', { id: listId });
  const input = textLine({ id, label, testId, maxLength: NAME_MAX_LENGTH });
  input.setAttribute('list', listId);
  const act = async (action: NameAction) => {
    const name = input.value.trim();
    input.blur();
    if (name !== '' && (await action.act(name)) && input.value.trim() === name) input.value = '';
  };
  const buttons = actions.map((action) =>
    button(action.label, { class: 'small', 'data-testid': action.testId }, () => void act(action)),
  );
  const form = el('form', { class: 'name-form' }, input, list, ...buttons);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void act(actions[0]!);
  });
  input.addEventListener('focus', () =>
    list.replaceChildren(...suggestions().map((name) => el('option', { value: name }))),
  );
  return form;
}
