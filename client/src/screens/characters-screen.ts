import type { CharacterClass, Place } from '../../../src/content/types.ts';
import { explain } from '../api/api-error.ts';
import type { Character, GameApi } from '../api/game-api.ts';
import { button, el } from '../ui/dom.ts';
import { titleArt } from '../ui/title-art.ts';
import { characterCard } from './character-card.ts';
import { CharacterForm } from './character-form.ts';
import type { Screen } from './screen.ts';

export interface CharactersScreenOptions {
  api: GameApi;
  accountName: string;
  notice: string | null;
  onEnter(character: Character): void;
  onLogout(): void;
}

interface Loaded {
  characters: Character[];
  classes: ReadonlyMap<string, CharacterClass>;
  places: ReadonlyMap<string, Place>;
}

/** The account's characters, and the making of new ones. */
export class CharactersScreen implements Screen {
  readonly element: HTMLElement;
  private readonly options: CharactersScreenOptions;
  private readonly body = el('div', { class: 'characters', 'aria-busy': 'true' });
  private readonly problem = el('p', { class: 'problem', role: 'alert' });

  constructor(options: CharactersScreenOptions) {
    this.options = options;
    const header = el(
      'header',
      { class: 'account-bar' },
      el('img', { src: '/art/icon.png', alt: '', width: '32', height: '32' }),
      el('span', {}, options.accountName),
      button('Log out', { class: 'quiet', 'data-testid': 'logout' }, options.onLogout),
    );
    this.element = el(
      'main',
      { class: 'title-screen' },
      titleArt(),
      header,
      el(
        'div',
        { class: 'title-column wide' },
        options.notice ? el('p', { class: 'notice card', role: 'status' }, options.notice) : null,
        this.body,
        this.problem,
      ),
    );
    void this.load();
  }

  private async load(): Promise<void> {
    const { api } = this.options;
    this.problem.textContent = '';
    try {
      const [characters, classes, places] = await Promise.all([
        api.characters(),
        api.classes(),
        api.places(),
      ]);
      this.show({
        characters,
        classes: new Map(classes.map((one) => [one.id, one])),
        places: new Map(places.map((one) => [one.id, one])),
      });
    } catch (error) {
      this.problem.textContent = `${explain(error)} `;
      this.problem.append(button('Try again', { class: 'quiet' }, () => void this.load()));
    }
  }

  private show(loaded: Loaded): void {
    this.body.removeAttribute('aria-busy');
    if (loaded.characters.length === 0) this.showForm(loaded);
    else this.showList(loaded);
  }

  private showList(loaded: Loaded): void {
    const { characters, classes, places } = loaded;
    const cards = characters.map((character) =>
      characterCard({
        character,
        characterClass: classes.get(character.classId),
        place: places.get(character.place),
        onEnter: () => this.options.onEnter(character),
        onDelete: () => this.delete(character),
      }),
    );
    const create = el(
      'li',
      {},
      button('＋ New character', { class: 'new-character', 'data-testid': 'character-new' }, () =>
        this.showForm(loaded),
      ),
    );
    this.body.replaceChildren(
      el('h2', {}, 'Who comes ashore tonight?'),
      el('ul', { class: 'character-list' }, ...cards, create),
    );
    this.body.querySelector<HTMLButtonElement>('.primary')?.focus();
  }

  private showForm(loaded: Loaded): void {
    const { characters, classes } = loaded;
    const creation = new CharacterForm({
      classes: [...classes.values()],
      onCreate: async (name, classId) => {
        await this.options.api.createCharacter(name, classId);
        await this.load();
      },
      onCancel: characters.length > 0 ? () => this.showList(loaded) : null,
    });
    this.body.replaceChildren(el('h2', {}, 'A new face in the harbour'), creation.element);
    creation.focus();
  }

  private async delete(character: Character): Promise<void> {
    try {
      await this.options.api.deleteCharacter(character.id);
    } catch (error) {
      this.problem.textContent = explain(error);
      return;
    }
    await this.load();
  }
}
