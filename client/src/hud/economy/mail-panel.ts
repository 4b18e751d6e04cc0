import type { Mail, MailApi } from '../../api/mail-api.ts';
import { Pages } from '../../data/pages.ts';
import { creditsText, numberText, timeText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';
import { row, section, smallButton } from '../../ui/rows.ts';
import { SidePanel } from '../side-panel.ts';
import type { EconomyContext } from './economy-context.ts';
import { pagedView } from './paged-view.ts';
import { REFRESH_MS } from './tabbed-panel.ts';

const REASONS: Record<Mail['reason'], string> = {
  bought: 'Bought at the trading post',
  won: 'Won at an auction',
  unsold: 'Nobody bought it',
  cancelled: 'Taken back from the trading post',
  delivery: 'There was no room for it',
};

/** What waits for the character, because it was bought, came back, or found no room. */
export class MailPanel {
  readonly panel: SidePanel;
  private readonly context: EconomyContext;
  private readonly api: MailApi;
  private readonly pages: Pages<Mail>;
  private readonly view;

  constructor(context: EconomyContext, api: MailApi) {
    this.context = context;
    this.api = api;
    this.pages = new Pages((cursor) => api.list(cursor));
    this.view = pagedView({
      pages: this.pages,
      testId: 'mail',
      context,
      build: (mails) => [
        section(
          'Newest first',
          mails.map((mail) => this.row(mail)),
          'There is no mail.',
        ),
      ],
    });
    this.panel = new SidePanel({
      id: 'mail',
      title: 'Mail',
      label: 'Mail',
      key: { code: 'KeyN', letter: 'N' },
      content: this.view.element,
      onRefresh: () => void this.refresh(),
      refreshMs: REFRESH_MS,
    });
  }

  async refresh(): Promise<void> {
    await this.view.refresh();
    this.panel.setBadge(this.pages.entries.filter(({ claimedAt }) => claimedAt === null).length);
  }

  private row(mail: Mail): HTMLElement {
    const { id, reason, sentAt, claimedAt } = mail;
    const isOpen = claimedAt === null;
    return row({
      testId: `mail-${id}`,
      title: REASONS[reason],
      notes: [el('span', { class: isOpen ? 'way' : '' }, this.contents(mail)), timeText(sentAt)],
      buttons: [isOpen ? this.action(mail, 'Take', 'claim') : this.action(mail, 'Delete', 'delete')],
    });
  }

  private action({ id }: Mail, label: string, action: 'claim' | 'delete'): HTMLElement {
    return smallButton(label, `mail-${action}-${id}`, () => {
      const act = async () => {
        await this.api[action](id);
        await this.pages.restart();
      };
      void this.context.act(act);
    });
  }

  private contents({ attachments: { credits, stacks, items } }: Mail): string {
    const catalogue = this.context.catalogue();
    return [
      ...(credits === 0 ? [] : [creditsText(credits)]),
      ...stacks.map(({ kind, amount }) => `${numberText(amount)} × ${catalogue.name(kind)}`),
      ...items.map(({ kind }) => catalogue.name(kind)),
    ].join(', ');
  }
}
