import type { Page } from '../api/character-api.ts';

/** What has come of a list since it began. */
interface Reading<T> {
  pages: Page<T>[];
  /** How often its first page was asked for, and which of these questions the shown one answers. */
  asked: number;
  answered: number;
  isReadingOn: boolean;
}

function begin<T>(): Reading<T> {
  return { pages: [], asked: 0, answered: 0, isReadingOn: false };
}

/** A list that is read page by page. */
export class Pages<T> {
  private readonly ask: (cursor: string | null) => Promise<Page<T>>;
  private current = begin<T>();
  /** The one before the current one, as long as nothing has come of that. */
  private shown = this.current;

  constructor(ask: (cursor: string | null) => Promise<Page<T>>) {
    this.ask = ask;
  }

  get entries(): T[] {
    return this.shown.pages.flatMap(({ entries }) => entries);
  }

  get hasMore(): boolean {
    return (this.shown.pages.at(-1)?.cursor ?? null) !== null;
  }

  /** From the beginning: what was asked for before does not count any more. @throws ApiError */
  async restart(): Promise<void> {
    this.current = begin();
    await this.askFirst();
  }

  /** Looks again, unless somebody has read on: that one is not thrown back to the beginning. @throws ApiError */
  async refresh(): Promise<void> {
    if (!hasReadOn(this.current)) await this.askFirst();
  }

  /** The next page, if there is one. @throws ApiError */
  async more(): Promise<void> {
    const reading = this.shown;
    const cursor = reading.pages.at(-1)?.cursor ?? null;
    if (cursor === null || reading.isReadingOn) return;
    reading.isReadingOn = true;
    try {
      const page = await this.ask(cursor);
      reading.pages = [...reading.pages, page];
    } finally {
      reading.isReadingOn = false;
    }
  }

  /** An answer counts until a newer one has come: where all are slower than the looks, none would count otherwise. */
  private async askFirst(): Promise<void> {
    const reading = this.current;
    const number = ++reading.asked;
    const page = await this.ask(null);
    if (number < reading.answered || hasReadOn(reading)) return;
    reading.answered = number;
    reading.pages = [page];
    if (reading === this.current) this.shown = reading;
  }
}

function hasReadOn({ pages, isReadingOn }: Reading<unknown>): boolean {
  return isReadingOn || pages.length > 1;
}
