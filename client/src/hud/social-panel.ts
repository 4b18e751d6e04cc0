import type { PartyView } from '../../../src/protocol.ts';
import type { Invite, SocialApi } from '../api/social-api.ts';
import type { MessageHandlers } from '../connection/messages.ts';
import { Friends } from '../social/friends.ts';
import { Party } from '../social/party.ts';
import { Tabs } from '../ui/tabs.ts';
import { attemptWith } from './attempt.ts';
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
  private readonly bodies: readonly (PartyTab | FriendsTab)[];
  private readonly attempt: SocialContext['attempt'];

  constructor(options: SocialPanelOptions) {
    this.options = options;
    this.party = new Party(options.api, () => this.show());
    this.friends = new Friends(options.api, () => this.show());
    this.attempt = attemptWith(options.toasts);
    const context: SocialContext = { ...options, attempt: this.attempt };
    const invite = (name: string) =>
      void context.attempt(() => this.party.act({ do: 'invites', name }), `${name} has been invited.`);
    const party = new PartyTab(this.party, context);
    const friends = new FriendsTab(this.friends, context, invite);
    this.bodies = [party, friends];
    const tabs = new Tabs([
      { id: 'party', label: 'Party', element: party.element },
      { id: 'friends', label: 'Friends', element: friends.element },
    ]);
    this.panel = new SidePanel({
      id: 'party',
      title: 'Party and friends',
      label: 'Party',
      key: { code: 'KeyP', letter: 'P' },
      content: tabs.element,
      onRefresh: () => void this.refresh(),
      refreshMs: REFRESH_MS,
    });
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

  /** Of the own party, oneself included. */
  get members(): PartyView['members'] {
    return this.party.view?.members ?? [];
  }

  /** Null: in no party. */
  get partyId(): string | null {
    return this.party.view?.id ?? null;
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
    for (const body of this.bodies) body.show();
  }
}

function inviteKey(partyId: string): string {
  return `invite ${partyId}`;
}
