import type { Pages } from '../../data/pages.ts';
import { LiveView } from '../../ui/live-view.ts';
import { smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';

export interface PagedViewOptions<T> {
  pages: Pages<T>;
  testId: string;
  context: Pick<EconomyContext, 'attempt'>;
  /** What `build` reads beside the entries. */
  choices?(): unknown;
  build(entries: readonly T[]): (Node | null)[];
  head?: HTMLElement;
}

/** A list that is read page by page. */
export function pagedView<T>({ pages, testId, context, choices, build, head }: PagedViewOptions<T>) {
  const more = async () => {
    await context.attempt(() => pages.more());
    view.show();
  };
  const view: LiveView<unknown> = new LiveView({
    ...(head && { head }),
    refresh: () => pages.refresh(),
    state: () => ({ entries: pages.entries, hasMore: pages.hasMore, choices: choices?.() }),
    build: () => [
      ...build(pages.entries),
      pages.hasMore ? smallButton('More', `${testId}-more`, () => void more()) : null,
    ],
  });
  return view;
}
