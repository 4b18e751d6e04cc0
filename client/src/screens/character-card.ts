import type { CharacterClass, Place } from '../../../src/content/types.ts';
import type { Character } from '../api/game-api.ts';
import { button, el } from '../ui/dom.ts';
import { portrait } from '../ui/portrait.ts';

export interface CharacterCardOptions {
  character: Character;
  characterClass: CharacterClass | undefined;
  place: Place | undefined;
  onEnter(): void;
  onDelete(): void;
}

/** One character in the list. Deleting asks a second time, in place. */
export function characterCard({
  character,
  characterClass,
  place,
  onEnter,
  onDelete,
}: CharacterCardOptions): HTMLElement {
  const { name, classId, level } = character;
  const remove = button('Delete', { class: 'quiet', 'aria-label': `Delete ${name}` }, () => ask());
  const enter = button(
    'Enter',
    { class: 'primary', 'aria-label': `Enter as ${name}`, 'data-testid': `character-enter-${name}` },
    onEnter,
  );
  const buttons = el('div', { class: 'buttons' }, enter, remove);
  const element = el(
    'li',
    { class: 'card character' },
    portrait(classId),
    el(
      'div',
      { class: 'character-text' },
      el('h3', {}, name),
      el('p', {}, `${characterClass?.name ?? classId} · level ${level}`),
      el('p', { class: 'faint' }, place ? `in ${place.name}` : ''),
    ),
    buttons,
  );
  element.style.setProperty('--accent', characterClass?.color ?? '#ffffff');

  function ask(): void {
    const keep = button('Keep', { class: 'quiet' }, () => {
      buttons.replaceChildren(enter, remove);
      remove.focus();
    });
    const confirm = button(
      `Delete ${name} for good`,
      { class: 'danger', 'data-testid': `character-delete-${name}` },
      onDelete,
    );
    buttons.replaceChildren(confirm, keep);
    keep.focus();
  }

  return element;
}
