import type { MatchView, ScoreLine } from '../../combat/match-view.ts';
import { changeText } from '../../economy/words.ts';
import { Content } from '../../ui/content.ts';
import { el } from '../../ui/dom.ts';
import { setHidden, setText } from '../../ui/refresh.ts';
import { clockText } from './ability-words.ts';

/** The match of an arena: how long it goes on, and who is ahead. Its result when it is over. */
export class MatchBoard {
  readonly element: HTMLElement;
  private readonly characterId: string;
  private readonly title = el('h2', { 'data-testid': 'match-phase' });
  private readonly clock = el('span', { class: 'match-clock', 'data-testid': 'match-clock' });
  private readonly table = el('table');
  private readonly content = new Content(this.table);

  constructor(characterId: string) {
    this.characterId = characterId;
    this.element = el(
      'section',
      { class: 'match-board', 'aria-label': 'Match', 'data-testid': 'match', hidden: true },
      el('header', {}, this.title, this.clock),
      this.table,
    );
  }

  /** @param match null: there is none here */
  show(match: MatchView | null): void {
    setHidden(this.element, match === null);
    if (!match) return;
    const { phase, title, leftMs, lines } = match;
    if (this.element.dataset.phase !== phase) this.element.dataset.phase = phase;
    setText(this.title, title);
    setText(this.clock, leftMs === null ? '' : clockText(leftMs));
    const isOver = phase === 'ended';
    this.content.show({ isOver, lines }, () => [
      el('thead', {}, headOf(isOver)),
      el('tbody', {}, ...lines.map((line) => this.row(line, isOver))),
    ]);
  }

  private row(line: ScoreLine, isOver: boolean): HTMLElement {
    const { characterId, name, kills, deaths, assists, hasLeft, rank, rating, ratingChange } = line;
    const isSelf = characterId === this.characterId;
    const cells = [kills, deaths, assists].map((count) => el('td', {}, String(count)));
    const result = rating === 0 ? '–' : `${rating} (${changeText(ratingChange)})`;
    return el(
      'tr',
      {
        'aria-current': isSelf ? 'true' : null,
        class: hasLeft ? 'left' : null,
        'data-testid': `score-${name}`,
      },
      el('th', { scope: 'row' }, isOver && rank > 0 ? `${rank}. ${name}` : name),
      ...cells,
      isOver ? el('td', {}, result) : null,
    );
  }
}

function headOf(isOver: boolean): HTMLElement {
  const heads = [
    ['K', 'Kills'],
    ['D', 'Deaths'],
    ['A', 'Assists'],
    ...(isOver ? [['Rating', 'Rating of the arena, and what this match changed']] : []),
  ] as const;
  return el(
    'tr',
    {},
    el('th', { scope: 'col' }, 'Fighter'),
    ...heads.map(([letter, word]) => el('th', { scope: 'col', title: word! }, letter!)),
  );
}
