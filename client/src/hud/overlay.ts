import { el } from '../ui/dom.ts';

export interface Stats {
  /** Null while it is not known. */
  roundTripMs: number | null;
  patchesPerSec: number;
  kilobytesPerSec: number;
  /** Without oneself. */
  playersInView: number;
  /** Everybody in the instance. */
  playersHere: number;
  framesPerSec: number;
}

const REFRESH_MS = 500;
const NARROW = '(max-width: 599px)';

/** How the connection is doing. F3 shows and hides it; where there is little room it starts hidden. */
export class Overlay {
  readonly element: HTMLElement;
  private readonly values: Record<string, HTMLElement> = {};
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly listening = new AbortController();

  constructor(read: () => Stats) {
    const rows = Object.keys(texts(NOTHING)).map((label) => {
      const value = el('dd');
      this.values[label] = value;
      return el('div', {}, el('dt', {}, label), value);
    });
    this.element = el(
      'dl',
      {
        class: 'overlay',
        'data-testid': 'overlay',
        title: 'F3 shows and hides this',
        hidden: matchMedia(NARROW).matches,
      },
      ...rows,
    );
    this.timer = setInterval(() => this.show(read()), REFRESH_MS);
    window.addEventListener('keydown', (event) => this.toggleOnF3(event), { signal: this.listening.signal });
    this.show(read());
  }

  dispose(): void {
    clearInterval(this.timer);
    this.listening.abort();
  }

  private show(stats: Stats): void {
    for (const [label, text] of Object.entries(texts(stats))) this.values[label]!.textContent = text;
  }

  private toggleOnF3(event: KeyboardEvent): void {
    if (event.key !== 'F3') return;
    event.preventDefault();
    this.element.hidden = !this.element.hidden;
  }
}

const NOTHING: Stats = {
  roundTripMs: null,
  patchesPerSec: 0,
  kilobytesPerSec: 0,
  playersInView: 0,
  playersHere: 0,
  framesPerSec: 0,
};

function texts(stats: Stats): Record<string, string> {
  return {
    'round trip': stats.roundTripMs === null ? '–' : `${Math.round(stats.roundTripMs)} ms`,
    patches: `${stats.patchesPerSec.toFixed(1)}/s`,
    data: `${stats.kilobytesPerSec.toFixed(1)} KB/s`,
    'in view': String(stats.playersInView),
    'in this place': String(stats.playersHere),
    frames: `${Math.round(stats.framesPerSec)}/s`,
  };
}
