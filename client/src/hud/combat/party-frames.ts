import { type Gauge, shareOf } from '../../combat/vitals.ts';
import { Content } from '../../ui/content.ts';
import { el } from '../../ui/dom.ts';

export interface PartyMember {
  characterId: string;
  name: string;
  /** CSS colour of its class. */
  color: string;
  /** Null: it is not in view. */
  health: Gauge | null;
}

/** How the others of the party are. */
export class PartyFrames {
  readonly element = el('ul', {
    class: 'party-frames',
    'aria-label': 'Party',
    'data-testid': 'party-frames',
  });
  private readonly content = new Content(this.element);
  private readonly onChoose: (characterId: string) => void;

  /** @param onChoose a member as the target, by its id */
  constructor(onChoose: (characterId: string) => void) {
    this.onChoose = onChoose;
    this.element.addEventListener('click', (event) => {
      const frame = (event.target as HTMLElement).closest<HTMLElement>('[data-character]');
      if (frame?.dataset.character) this.onChoose(frame.dataset.character);
    });
  }

  /** @param members without oneself */
  show(members: readonly PartyMember[]): void {
    this.content.show(members, () => members.map(frame));
  }
}

function frame({ characterId, name, color, health }: PartyMember): HTMLElement {
  const label = el('b', {}, name);
  label.style.color = color;
  const bar = el(
    'div',
    { class: 'gauge-bar slim', 'data-kind': 'health' },
    el('div', { class: 'gauge-fill' }),
  );
  bar.style.setProperty('--share', String(health ? shareOf(health) : 0));
  const isDead = health?.now === 0;
  return el(
    'li',
    {
      'data-character': characterId,
      'data-testid': `party-frame-${name}`,
      class: health ? (isDead ? 'dead' : null) : 'away',
      title: health ? `${name}: ${health.now} / ${health.most}` : `${name} is not in view`,
    },
    label,
    bar,
  );
}
