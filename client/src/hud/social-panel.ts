import { explain } from '../api/api-error.ts';
import type { Invite, SocialApi } from '../api/social-api.ts';
import type { MessageHandlers } from '../connection/messages.ts';
import { Friends } from '../social/friends.ts';
import { Party } from '../social/party.ts';
import { button, el } from '../ui/dom.ts';
import { FriendsTab } from './friends-tab.ts';
import { PartyTab } from './party-tab.ts';
import { SidePanel } from './side-panel.ts';
import type { SocialContext } from './social-context.ts';
import type { Toasts } from './toasts.ts';

/** Friends walk about without a word to us; the party is told when somebody comes or goes. */
const REFRESH_MS = 5_000;

export interface SocialPanelOptions extends Omit<SocialContext, 'attempt'> {
  api: SocialApi;
  toasts: Toasts;
}

/** The party and the friends: what is known of them, and the panel that shows it. */
export class SocialPanel {
  readonly panel: SidePanel;
  private readonly options: SocialPanelOptions;
  private readonly party: Party;
  private readonly friends: Friends;
  /** Parties whose invitation is shown as a toast. */
  private readonly asked = new Set<string>();
  private readonly tabs: readonly { tab: HTMLButtonElement; body: PartyTab | FriendsTab }[];

  constructor(options: SocialPanelOptions) {
    this.options = options;
    this.party = new Party(options.api, () => this.show());
    this.friends = new Friends(options.api, () => this.show());
    const context: SocialContext = { ...options, attempt: (act, success) => this.attempt(act, success) };
    const invite = (name: string) =>
      void context.attempt(() => this.party.act({ do: 'invites', name }), `${name} has been invited.`);
    this.tabs = [
      { label: 'Party', body: new PartyTab(this.party, context) },
      { label: 'Friends', body: new FriendsTab(this.friends, context, invite) },
    ].map(({ label, body }, index) => ({
      tab: button(label, { role: 'tab', 'data-testid': `${label.toLowerCase()}-tab` }, () =>
        this.select(index),
      ),
      body,
    }));
    const list = el('div', { class: 'tabs', role: 'tablist' }, ...this.tabs.map(({ tab }) => tab));
    this.panel = new SidePanel({
      id: 'party',
      title: 'Party and friends',
      label: 'Party',
      key: { code: 'KeyP', letter: 'P' },
      content: el('div', { class: 'panel-tabs' }, list, ...this.tabs.map(({ body }) => body.element)),
      onRefresh: () => void this.refresh(),
      refreshMs: REFRESH_MS,
    });
    this.select(0);
  }

  /** What it does with the room's messages. */
  get handlers(): MessageHandlers {
    return {
      party: ({ party }) => this.party.tell(party),
      'party-invite': (invite) => this.receive(invite),
      friends: () => void this.friends.refresh().catch(() => {}),
    };
  }

  /** In a room: whatever was told meanwhile was not heard. */
  arrived(): void {
    void this.refresh();
  }

  get memberNames(): string[] {
    return this.party.view?.members.map(({ name }) => name) ?? [];
  }

  private async refresh(): Promise<void> {
    // What could not be asked is asked again; the connection says by itself when nobody answers.
    await Promise.allSettled([this.party.refresh(), this.friends.refresh()]);
    this.show();
  }

  private receive(invite: Invite): void {
    const { partyId, from, expiresAt } = invite;
    this.party.tellInvite(invite);
    this.asked.add(partyId);
    const answer = (action: 'accept' | 'decline') =>
      void this.attempt(() => this.party.act({ do: action, partyId }));
    this.options.toasts.ask({
      key: inviteKey(partyId),
      testId: 'party-invite-toast',
      text: `${from} invites you into a party.`,
      secondsToAnswer: (Date.parse(expiresAt) - Date.now()) / 1000,
      onRunOut: () => this.show(),
      choices: [
        { label: 'Accept', testId: 'party-invite-accept', primary: true, onChoose: () => answer('accept') },
        { label: 'Decline', testId: 'party-invite-decline', onChoose: () => answer('decline') },
      ],
    });
  }

  private show(): void {
    const open = new Set(this.party.invites.map(({ partyId }) => partyId));
    for (const partyId of this.asked) {
      if (open.has(partyId)) continue;
      this.options.toasts.close(inviteKey(partyId));
      this.asked.delete(partyId);
    }
    this.panel.setBadge(this.party.invites.length + this.friends.lists.incoming.length);
    for (const { body } of this.tabs) body.show();
  }

  private select(index: number): void {
    for (const [position, { tab, body }] of this.tabs.entries()) {
      tab.setAttribute('aria-selected', String(position === index));
      body.element.hidden = position !== index;
    }
  }

  private async attempt(act: () => Promise<void>, success?: string): Promise<boolean> {
    try {
      await act();
      if (success !== undefined) this.options.toasts.say(success);
      return true;
    } catch (error) {
      this.options.toasts.say(explain(error));
      return false;
    }
  }
}

function inviteKey(partyId: string): string {
  return `invite ${partyId}`;
}
