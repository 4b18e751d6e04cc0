import { el } from './dom.ts';

/** A character's figure, standing and breathing; the style sheet moves it over the sprite sheet. */
export function portrait(classId: string): HTMLElement {
  const figure = el('div', { class: 'portrait', 'aria-hidden': 'true' });
  // Ids are checked to be kebab-case, so that nothing in them ends the url.
  figure.style.backgroundImage = `url("/art/class-${classId}.png")`;
  return figure;
}
