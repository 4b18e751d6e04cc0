import { button } from './dom.ts';

const FORGET_MS = 3_000;

/** A button for what cannot be undone: it asks once more, and only the second click does it. */
export function confirmButton(label: string, testId: string, onConfirm: () => void): HTMLButtonElement {
  let isAsked = false;
  const ask = (asked: boolean) => {
    isAsked = asked;
    element.textContent = asked ? 'Sure?' : label;
    element.classList.toggle('danger', asked);
  };
  const element = button(label, { class: 'small', 'data-testid': testId }, () => {
    const isMeant = isAsked;
    ask(!isMeant);
    if (isMeant) onConfirm();
    else setTimeout(() => ask(false), FORGET_MS);
  });
  return element;
}
