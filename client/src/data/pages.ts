import type { Page } from '../api/character-api.ts';

/** A list that is read page by page. */
export class Pages<T> {
  private readonly ask: (cursor: string | null) => Promise<Page<T>>;
  private pages: Page<T>[] = [];
  /** Counts beginnings: what was asked for before one does not belong to what follows it. */
  private beginning = 0;
  private isAsking = false;

  constructor(ask: (cursor: string | null) => Promise<Page<T>>) {
    this.ask = ask;
  }

  get entries(): T[] {
    return this.pages.flatMap(({ entries }) => entries);
  }

  get hasMore(): boolean {
    return (this.pages.at(-1)?.cursor ?? null) !== null;
  }

  /** From the beginning. @throws ApiError */
  async restart(): Promise<void> {
    const beginning = ++this.beginning;
    const page = await this.ask(null);
    if (beginning === this.beginning) this.pages = [page];
  }

  /** Looks again, unless somebody has read on: that one is not thrown back to the beginning. @throws ApiError */
  async refresh(): Promise<void> {
    if (this.pages.length <= 1) await this.restart();
  }

  /** The next page, if there is one. @throws ApiError */
  async more(): Promise<void> {
    const { beginning } = this;
    const cursor = this.pages.at(-1)?.cursor ?? null;
    if (cursor === null || this.isAsking) return;
    this.isAsking = true;
    try {
      const page = await this.ask(cursor);
      if (beginning === this.beginning) this.pages = [...this.pages, page];
    } finally {
      this.isAsking = false;
    }
  }
}
