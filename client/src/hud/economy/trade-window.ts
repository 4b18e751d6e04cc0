import type { ClientMessage, ClientMessageName } from '../../../../src/protocol.ts';
import { offerOf, type TradeOffer, type TradeView, withoutHolding } from '../../economy/direct-trade.ts';
import { creditsText } from '../../economy/words.ts';
import { Content } from '../../ui/content.ts';
import { button, el } from '../../ui/dom.ts';
import { keepKeys } from '../../ui/keep-keys.ts';
import { row, section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';
import { goodsRow } from './goods-row.ts';
import { TradeChoices } from './trade-choices.ts';

export interface TradeWindowOptions {
  context: EconomyContext;
  send<N extends ClientMessageName>(name: N, message: ClientMessage<N>): void;
}

type Side = TradeView['own'];

/** The exchange with one other character: both offers, and the two agreements that carry it out. */
export class TradeWindow {
  readonly element = el('section', {
    class: 'trade-window card',
    role: 'dialog',
    'aria-label': 'Direct trade',
    'data-testid': 'trade-window',
    hidden: true,
  });
  private readonly options: TradeWindowOptions;
  private readonly body = el('div', { class: 'panel-body' });
  private readonly content = new Content(this.body);
  private readonly choices: TradeChoices;
  private trade: TradeView | null = null;

  constructor(options: TradeWindowOptions) {
    this.options = options;
    this.element.append(this.body);
    keepKeys(this.element);
    this.choices = new TradeChoices({
      context: options.context,
      onChange: () => this.refresh(),
      onOffer: (offer) => this.offer(offer),
    });
    options.context.inventory.onChange(() => this.refresh());
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** @param trade null: it is over */
  show(trade: TradeView | null): void {
    const isNew = trade !== null && this.trade?.tradeId !== trade.tradeId;
    this.trade = trade;
    if (isNew) this.choices.clear();
    const writes = this.element.contains(document.activeElement);
    if (trade === null && writes) (document.activeElement as HTMLElement).blur();
    this.element.hidden = trade === null;
    this.refresh();
  }

  private refresh(): void {
    const { trade } = this;
    this.content.show({ trade, choices: this.choices.state }, () => (trade ? this.parts(trade) : []));
  }

  private parts(trade: TradeView): (Node | null)[] {
    const { phase, own, other } = trade;
    const cancel = button('Cancel', { class: 'small', 'data-testid': 'trade-cancel' }, () =>
      this.options.send('trade-cancel', { tradeId: trade.tradeId }),
    );
    cancel.disabled = phase === 'settling';
    if (phase === 'asked')
      return [
        el('p', {}, `Waiting for ${other.name} to answer\u00a0…`),
        el('div', { class: 'buttons' }, cancel),
      ];
    const canChange = phase === 'open' && !own.locked;
    return [
      el('h2', {}, `Trade with ${other.name}`),
      el('div', { class: 'trade-sides' }, this.side(own, canChange), this.side(other, false)),
      canChange ? this.choices.build(this.ownOffer) : null,
      el('p', { class: 'faint', 'data-testid': 'trade-hint' }, hintOf(trade)),
      el('div', { class: 'buttons' }, this.agreement(trade), cancel),
    ];
  }

  private side(side: Side, canChange: boolean): HTMLElement {
    const { name, locked, confirmed, offer, characterId } = side;
    const { context } = this.options;
    const isOwn = characterId === context.characterId;
    const remove = (key: string) =>
      canChange
        ? [smallButton('✕', `trade-remove-${key}`, () => this.offer(withoutHolding(this.ownOffer, key)))]
        : [];
    const rows = [
      ...(offer.credits === 0
        ? []
        : [row({ testId: `trade-${isOwn ? 'own' : 'other'}-credits`, title: creditsText(offer.credits) })]),
      ...offer.stacks.map(({ kind, amount }) =>
        goodsRow(context.catalogue(), { kind, amount, testId: `offered-${kind}`, buttons: remove(kind) }),
      ),
      ...offer.items.map(({ id, kind }) =>
        goodsRow(context.catalogue(), { kind, testId: `offered-${kind}`, buttons: remove(id) }),
      ),
    ];
    const state = confirmed ? ' · confirmed' : locked ? ' · locked' : '';
    return el(
      'div',
      {
        class: locked ? 'trade-side locked' : 'trade-side',
        'data-testid': `trade-${isOwn ? 'own' : 'other'}`,
      },
      section(`${isOwn ? 'You give' : `${name} gives`}${state}`, rows, 'Nothing yet.'),
    );
  }

  private agreement({ tradeId, revision, phase, own, other }: TradeView): HTMLElement {
    const [name, label] = own.locked
      ? (['trade-confirm', 'Confirm'] as const)
      : (['trade-lock', 'Lock'] as const);
    const element = button(label, { class: 'primary small', 'data-testid': name }, () =>
      this.options.send(name, { tradeId, revision }),
    );
    element.disabled = phase === 'settling' || own.confirmed || (own.locked && !other.locked);
    return element;
  }

  private get ownOffer(): TradeOffer {
    return offerOf(this.trade!.own.offer);
  }

  private offer(offer: TradeOffer): void {
    this.options.send('trade-offer', { tradeId: this.trade!.tradeId, offer });
  }
}

function hintOf({ phase, own, other }: TradeView): string {
  if (phase === 'settling') return 'It is being carried out.';
  if (!own.locked)
    return 'Lock when you are content with both sides. After that a change of yours ends the trade.';
  if (!other.locked) return `Waiting for ${other.name} to lock.`;
  if (!own.confirmed) return 'Both are content. Look once more, then confirm.';
  return `Waiting for ${other.name} to confirm.`;
}
