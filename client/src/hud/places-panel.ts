import type { PlaceKind } from '../../../src/content/types.ts';
import { explain } from '../api/api-error.ts';
import { missingText } from '../api/missing.ts';
import type { ListedPlace, ListedStation, Navigation, NavigationApi } from '../api/navigation-api.ts';
import { button, el } from '../ui/dom.ts';
import { LiveView } from '../ui/live-view.ts';
import { section } from '../ui/rows.ts';
import { SidePanel } from './side-panel.ts';

const REFRESH_MS = 3_000;

const GROUPS: readonly { kind: PlaceKind; title: string }[] = [
  { kind: 'hub', title: 'Cities' },
  { kind: 'zone', title: 'Wilds' },
  { kind: 'rift', title: 'Rifts' },
  { kind: 'arena', title: 'Arenas' },
];

export interface PlacesPanelOptions {
  api: Pick<NavigationApi, 'list' | 'warp'>;
  /** What went wrong, for people. */
  onProblem(text: string): void;
}

/** Every place with how many are there and how one gets there, and the stations to which one can warp. */
export class PlacesPanel {
  readonly panel: SidePanel;
  private readonly options: PlacesPanelOptions;
  private readonly view: LiveView<{ known: Navigation; isWarping: boolean }>;
  private known: Navigation | null = null;
  private isWarping = false;

  constructor(options: PlacesPanelOptions) {
    this.options = options;
    this.view = new LiveView({
      refresh: async () => {
        this.known = await options.api.list();
      },
      state: () => this.known && { known: this.known, isWarping: this.isWarping },
      build: ({ known }) => this.sections(known),
    });
    this.panel = new SidePanel({
      id: 'places',
      title: 'Places',
      label: 'Places',
      key: { code: 'KeyM', letter: 'M' },
      content: this.view.element,
      onRefresh: () => void this.view.refresh(),
      refreshMs: REFRESH_MS,
    });
  }

  /** Other places are near from here on. */
  arrived(): void {
    this.isWarping = false;
    this.panel.refresh();
  }

  private sections({ here, places, stations }: Navigation): (HTMLElement | null)[] {
    const groups = GROUPS.map(({ kind, title }) =>
      section(
        title,
        places.filter((place) => place.kind === kind).map((place) => placeRow(place, here)),
      ),
    );
    const name = (placeId: string) => places.find(({ id }) => id === placeId)?.name ?? placeId;
    const routes = stations.map((station) => this.stationRow(station, name(station.place)));
    return [section('Star routes from here', routes), ...groups];
  }

  private stationRow({ id, name, missing }: ListedStation, place: string): HTMLElement {
    const isLocked = missing.length > 0;
    const warp = button(
      'Warp',
      { class: 'small', 'data-testid': `warp-${id}`, 'aria-label': `Warp to ${name}` },
      () => void this.warp(id),
    );
    warp.disabled = isLocked || this.isWarping;
    return el(
      'li',
      { class: 'row', 'data-testid': `station-${id}` },
      el('div', { class: 'row-text' }, el('b', {}, name), el('small', {}, `in ${place}`), lock(missing)),
      warp,
    );
  }

  private async warp(station: string): Promise<void> {
    this.isWarping = true;
    this.view.show();
    try {
      await this.options.api.warp(station);
    } catch (error) {
      this.options.onProblem(explain(error));
    }
    this.isWarping = false;
    this.view.show();
  }
}

function placeRow({ id, name, population, instances, missing, reachable }: ListedPlace, here: string) {
  const isHere = id === here;
  const way = isHere ? 'you are here' : reachable === 'portal' ? 'through a gate here' : null;
  return el(
    'li',
    { class: 'row', 'data-testid': `place-${id}`, 'aria-current': isHere ? 'location' : null },
    el(
      'div',
      { class: 'row-text' },
      el('b', {}, name),
      way === null ? null : el('small', { class: 'way' }, way),
      lock(missing),
    ),
    el(
      'span',
      { class: 'population', 'data-testid': `population-${id}`, title: instancesText(instances) },
      String(population),
    ),
  );
}

function lock(missing: ListedPlace['missing']): HTMLElement | null {
  return missing.length === 0
    ? null
    : el('small', { class: 'lock' }, `Locked: needs ${missingText(missing)}`);
}

function instancesText(instances: number): string {
  return instances === 1 ? 'in one instance' : `in ${instances} instances`;
}
