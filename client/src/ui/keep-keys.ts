import { isWriting } from '../steering/keyboard.ts';

/** A click on a button in it leaves the keys to walking and chat, or gives them back; one into a text field takes them. */
export function keepKeys(element: HTMLElement): void {
  element.addEventListener('mousedown', (event) => {
    if (!isWriting(event.target)) event.preventDefault();
  });
  element.addEventListener('click', (event) => {
    const { activeElement } = document;
    if (isWriting(event.target) || !isWriting(activeElement) || !element.contains(activeElement)) return;
    (activeElement as HTMLElement).blur();
  });
}
