import type { Place } from '../../../../src/content/types.ts';
import type { BoardChoice, BoardName, LeaderboardApi, Scope, Standing } from '../../api/leaderboard-api.ts';
import { Pages } from '../../data/pages.ts';
import { scoreText } from '../../economy/score-words.ts';
import { el } from '../../ui/dom.ts';
import { row, section } from '../../ui/rows.ts';
import { select } from '../../ui/select.ts';
import { SidePanel } from '../side-panel.ts';
import type { EconomyContext } from './economy-context.ts';
import { pagedView } from './paged-view.ts';

/** Standings are counted anew every few minutes. */
const REFRESH_MS = 30_000;

const BOARDS: readonly (readonly [BoardName, string])[] = [
  ['wealth', 'Wealth'],
  ['kills', 'Kills'],
  ['rift-times', 'Rift times'],
  ['arena-rating', 'Arena rating'],
];
const SCOPES: readonly (readonly [Scope, string])[] = [
  ['everybody', 'Everybody'],
  ['around', 'Around me'],
  ['friends', 'Friends'],
];

/** Who is best at what. @param places all of them: some are rifts */
export function leaderboardPanel(
  context: EconomyContext,
  api: LeaderboardApi,
  places: () => Promise<readonly Place[]>,
): SidePanel {
  const search = async () => {
    rift.hidden = board.value !== 'rift-times';
    await context.attempt(() => pages.restart());
    view.show();
  };
  const choose = () => void search();
  const board = select('Board', 'leaderboard-board', BOARDS, choose);
  const scope = select('Among', 'leaderboard-scope', SCOPES, choose);
  const season = select(
    'Season',
    'leaderboard-season',
    [
      ['', 'All time'],
      ['current', 'This season'],
    ],
    choose,
  );
  const rift = select('Rift', 'leaderboard-rift', [], choose);
  rift.hidden = true;

  const fillRifts = async () => {
    if (rift.childElementCount > 0) return;
    const rifts = (await places()).filter(({ kind }) => kind === 'rift');
    rift.replaceChildren(...rifts.map(({ id, name }) => el('option', { value: id }, name)));
  };
  const chosen = (): BoardChoice => ({
    board: board.value as BoardName,
    scope: scope.value as Scope,
    place: rift.hidden ? null : rift.value,
    season: season.value === 'current' ? 'current' : null,
  });
  const pages = new Pages<Standing>(async (cursor) => {
    await fillRifts();
    return api.page(chosen(), cursor);
  });
  const standingRow = ({ rank, name, level, classId, score, characterId }: Standing) =>
    row({
      testId: `standing-${rank}`,
      title: `${rank}. ${name}`,
      isCurrent: characterId === context.characterId,
      notes: [`level ${level} ${classId}`],
      aside: scoreText(chosen().board, score),
    });
  const view = pagedView({
    pages,
    testId: 'leaderboard',
    context,
    head: el('div', { class: 'line-form' }, board, scope, season, rift),
    choices: chosen,
    build: (standings) => [section('Best first', standings.map(standingRow), 'Nobody is on it yet.')],
  });
  return new SidePanel({
    id: 'leaderboards',
    title: 'Leaderboards',
    label: 'Ranks',
    key: { code: 'KeyL', letter: 'L' },
    content: view.element,
    onRefresh: () => void view.refresh(),
    refreshMs: REFRESH_MS,
  });
}
