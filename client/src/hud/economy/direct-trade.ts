import type { ServerMessage } from '../../../../src/protocol.ts';
import type { MessageHandlers } from '../../connection/messages.ts';
import { LiveView } from '../../ui/live-view.ts';
import { row, section, smallButton } from '../../ui/rows.ts';
import type { Tab } from '../../ui/tabs.ts';
import type { Toasts } from '../toasts.ts';
import { refreshForSale } from './for-sale.ts';
import { viewTab } from './tabbed-panel.ts';
import { TradeWindow, type TradeWindowOptions } from './trade-window.ts';

export interface DirectTradeOptions extends TradeWindowOptions {
  toasts: Toasts;
  /** The others in view. */
  nearby(): readonly { characterId: string; name: string }[];
  /** The window opens: it needs the room of whatever else lies over the world. */
  onOpen(): void;
}

const ENDINGS: Record<ServerMessage<'trade-ended'>['outcome'], string> = {
  done: 'The trade is done.',
  declined: 'The trade was declined.',
  cancelled: 'The trade was cancelled.',
  failed: 'The trade failed.',
};
const KEY = 'trade-request';

/** Trade with somebody who is here: asking, being asked, and the window in which it happens. */
export class DirectTrade {
  readonly tab: Tab;
  readonly window: TradeWindow;
  private readonly options: DirectTradeOptions;
  /** The trade for which the character is asked. */
  private askedIn: string | null = null;

  constructor(options: DirectTradeOptions) {
    this.options = options;
    this.window = new TradeWindow(options);
    const view = new LiveView({
      refresh: async () => {},
      state: () => options.nearby(),
      build: (nearby) => [
        section(
          'People here',
          nearby.map(({ characterId, name }) =>
            row({
              testId: `trader-${name}`,
              title: name,
              buttons: [
                smallButton('Trade', `trade-ask-${name}`, () =>
                  options.send('trade-request', { characterId }),
                ),
              ],
            }),
          ),
          'Nobody is near.',
        ),
      ],
    });
    this.tab = viewTab('direct', 'People', view);
  }

  /** What it does with the room's messages. */
  get handlers(): MessageHandlers {
    return {
      'trade-request': (request) => this.asked(request),
      trade: (trade) => {
        // Who is asked answers the question; the window is for who asked, and for both when they trade.
        const isAsked = trade.phase === 'asked' && this.askedIn === trade.tradeId;
        if (!isAsked) this.open(trade);
      },
      'trade-ended': ({ tradeId, outcome, reason }) => this.ended(tradeId, outcome, reason?.message ?? null),
    };
  }

  /** In another instance: a trade does not come along. */
  arrived(): void {
    this.options.toasts.close(KEY);
    this.window.show(null);
  }

  private asked({ tradeId, from, secondsToAnswer }: ServerMessage<'trade-request'>): void {
    const { toasts, send } = this.options;
    this.askedIn = tradeId;
    const answer = (accept: boolean) => send('trade-answer', { tradeId, accept });
    toasts.ask({
      key: KEY,
      testId: 'trade-request',
      text: `${from} wants to trade with you.`,
      secondsToAnswer,
      choices: [
        { label: 'Trade', testId: 'trade-accept', primary: true, onChoose: () => answer(true) },
        { label: 'Decline', testId: 'trade-decline', onChoose: () => answer(false) },
      ],
    });
  }

  private open(trade: ServerMessage<'trade'>): void {
    this.options.toasts.close(KEY);
    if (!this.window.isOpen) this.options.onOpen();
    this.window.show(trade);
    void refreshForSale(this.options.context).catch(() => {});
  }

  private ended(tradeId: string, outcome: keyof typeof ENDINGS, reason: string | null): void {
    const { toasts, context } = this.options;
    if (tradeId === this.askedIn) toasts.close(KEY);
    this.askedIn = null;
    this.window.show(null);
    toasts.say(reason === null ? ENDINGS[outcome] : `${ENDINGS[outcome]} ${reason}`);
    void context.inventory.refresh().catch(() => {});
  }
}
