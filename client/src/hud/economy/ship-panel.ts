import type { Fitting, Ship, ShipApi, Slot } from '../../api/ship-api.ts';
import { type Holding, holdingsOf } from '../../economy/holdings.ts';
import { fittingPreview, shipFacts } from '../../economy/ship-words.ts';
import { numberText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';
import { LiveView } from '../../ui/live-view.ts';
import { facts, row, section, smallButton } from '../../ui/rows.ts';
import { SidePanel } from '../side-panel.ts';
import type { EconomyContext } from './economy-context.ts';
import { goodsRow } from './goods-row.ts';
import { gauge } from './load-line.ts';
import { Picked } from './picked.ts';
import { REFRESH_MS } from './tabbed-panel.ts';

/** The character's ships, what is fitted to them and what that comes to. */
export class ShipPanel {
  readonly panel: SidePanel;
  private readonly context: EconomyContext;
  private readonly api: ShipApi;
  private readonly picked = new Picked(() => this.view.show());
  private readonly view: LiveView<unknown>;

  constructor(context: EconomyContext, api: ShipApi) {
    const { inventory, hangar } = context;
    this.context = context;
    this.api = api;
    this.view = new LiveView({
      refresh: async () => {
        await Promise.all([hangar.refresh(), inventory.refresh()]);
      },
      state: () => {
        const { ships, fitting } = hangar;
        return ships && { ships, fitting, loose: inventory.state?.character, picked: this.picked.key };
      },
      build: ({ ships, fitting }) => [
        ...(fitting ? this.fittingParts(fitting) : []),
        section(
          'Ships',
          ships.map((ship) => this.shipRow(ship, fitting)),
          'You have no ship.',
        ),
      ],
    });
    this.panel = new SidePanel({
      id: 'ship',
      title: 'Ship fitting',
      label: 'Ship',
      key: { code: 'KeyF', letter: 'F' },
      content: this.view.element,
      onRefresh: () => void this.view.refresh(),
      refreshMs: REFRESH_MS,
    });
  }

  private fittingParts(fitting: Fitting): (Node | null)[] {
    const { hull, stats, slots } = fitting;
    return [
      el(
        'section',
        { 'data-testid': 'ship-stats' },
        el('h3', {}, this.context.catalogue().name(hull)),
        el(
          'div',
          { class: 'load' },
          gauge('power', stats.power.used, stats.power.total, (value) => `${numberText(value)} MW`),
          gauge('CPU', stats.cpu.used, stats.cpu.total, (value) => `${numberText(value)} Tf`),
        ),
        facts(shipFacts(stats)),
      ),
      section(
        'Slots',
        slots.map((slot) => this.slotRow(slot, fitting)),
      ),
    ];
  }

  private slotRow(slot: Slot, fitting: Fitting): HTMLElement {
    const { id, module } = slot;
    const testId = `fit-${id}`;
    const label = id.replace('-', ' ');
    if (!module) {
      return row({
        testId,
        title: label,
        aside: el('span', { class: 'faint' }, 'empty'),
        pick: this.picked.of(id, () => this.candidates(slot, fitting)),
      });
    }
    const takeOut = () => void this.context.act(() => this.api.unfit(fitting.id, module.id));
    return goodsRow(this.context.catalogue(), {
      kind: module.kind,
      testId,
      notes: [label],
      buttons: [smallButton('Take out', `unfit-${id}`, takeOut)],
    });
  }

  /** What one has that goes into a slot. */
  private candidates(slot: Slot, fitting: Fitting): (Node | null)[] {
    const catalogue = this.context.catalogue();
    const own = this.context.inventory.state?.character;
    const modules = (own ? holdingsOf(own, catalogue) : []).filter(
      ({ kind, itemId }) => itemId !== null && catalogue.module(kind)?.slot === slot.kind,
    );
    if (modules.length === 0) return [el('p', { class: 'faint' }, 'You have nothing that goes in here.')];
    return [el('ul', {}, ...modules.map((holding) => this.candidateRow(holding, slot, fitting)))];
  }

  private candidateRow(
    { kind, itemId }: Holding,
    slot: Slot,
    { id: shipId, hull, slots }: Fitting,
  ): HTMLElement {
    const catalogue = this.context.catalogue();
    const fitted = slots.flatMap(({ module }) => (module ? (catalogue.module(module.kind) ?? []) : []));
    const hullKind = catalogue.hull(hull);
    const preview = hullKind && fittingPreview(hullKind, fitted, catalogue.module(kind)!);
    const lacks = preview?.lacks ?? [];
    const fit = async () => {
      await this.api.fit(shipId, itemId!, slot.id);
      this.picked.clear();
    };
    return goodsRow(catalogue, {
      kind,
      testId: `module-${kind}`,
      notes: [
        ...(preview?.changes ?? []).map((change) => el('span', { class: 'way' }, change)),
        lacks.length === 0 ? null : el('span', { class: 'lock' }, `Too little ${lacks.join(' and ')}`),
      ],
      buttons: [smallButton('Fit', `fit-${kind}-do`, () => void this.context.act(fit))],
    });
  }

  private shipRow({ id, hull, active }: Ship, shown: Fitting | null): HTMLElement {
    const look = () => {
      this.context.hangar.choose(id);
      this.picked.clear();
      void this.view.refresh();
    };
    const fly = () => void this.context.act(() => this.api.activate(id));
    return goodsRow(this.context.catalogue(), {
      kind: hull,
      testId: `ship-${hull}`,
      notes: [active ? 'you fly it' : null],
      buttons: [
        ...(shown?.id === id ? [] : [smallButton('Look', `ship-${hull}-look`, look)]),
        ...(active ? [] : [smallButton('Fly', `ship-${hull}-fly`, fly)]),
      ],
    });
  }
}
