import type { Friend, FriendAction, Named } from '../api/social-api.ts';
import type { Friends } from '../social/friends.ts';
import { Content } from '../ui/content.ts';
import { button, el } from '../ui/dom.ts';
import { nameForm } from '../ui/name-form.ts';
import { section } from '../ui/rows.ts';
import { type SocialContext, whereabouts } from './social-context.ts';

/** Friends and where they are, requests, and who is blocked. */
export class FriendsTab {
  readonly element: HTMLElement;
  private readonly friends: Friends;
  private readonly context: SocialContext;
  private readonly onInvite: (name: string) => void;
  private readonly list = el('div');
  private readonly content = new Content(this.list);

  /** @param onInvite into one's party */
  constructor(friends: Friends, context: SocialContext, onInvite: (name: string) => void) {
    this.friends = friends;
    this.context = context;
    this.onInvite = onInvite;
    const add = nameForm({
      id: 'friend',
      label: 'Name',
      testId: 'friend-name',
      suggestions: context.namesNearby,
      actions: [
        {
          label: 'Add',
          testId: 'friend-request',
          act: (name) =>
            context.attempt(() => friends.act({ do: 'requests', name }), `${name} has been asked.`),
        },
        {
          label: 'Block',
          testId: 'friend-block',
          act: (name) => context.attempt(() => friends.act({ do: 'block', name }), `${name} is blocked.`),
        },
      ],
    });
    this.element = el('div', { class: 'panel-body' }, this.list, add);
  }

  show(): void {
    const { lists } = this.friends;
    this.content.show(lists, () => {
      const { friends, incoming, outgoing, blocked } = lists;
      return [
        friends.length + incoming.length + outgoing.length + blocked.length === 0
          ? el('p', { class: 'faint' }, 'Nobody here yet.')
          : null,
        group('Requests', incoming, (one) => this.requestRow(one)),
        group('Friends', [...friends].sort(byPresence), (friend) => this.friendRow(friend)),
        group('Asked', outgoing, (one) =>
          this.row(one, '', [['Withdraw', 'friend-withdraw', { do: 'remove', friend: one.characterId }]]),
        ),
        group('Blocked', blocked, (one) =>
          this.row(one, '', [['Unblock', 'friend-unblock', { do: 'unblock', blocked: one.characterId }]]),
        ),
      ];
    });
  }

  private requestRow(one: Named): HTMLElement {
    return this.row(one, 'wants to be your friend', [
      ['Accept', 'friend-accept', { do: 'accept', from: one.characterId }],
      ['Decline', 'friend-decline', { do: 'remove', friend: one.characterId }],
    ]);
  }

  private friendRow(friend: Friend): HTMLElement {
    const { name, place } = friend;
    const row = this.row(friend, whereabouts(place, this.context.placeName), [
      ['Remove', 'friend-remove', { do: 'remove', friend: friend.characterId }],
    ]);
    if (place !== null) {
      row.lastElementChild!.prepend(
        button('Invite', { class: 'small', 'data-testid': `friend-invite-${name}` }, () =>
          this.onInvite(name),
        ),
      );
    }
    return row;
  }

  private row(
    { name }: Named,
    text: string,
    actions: readonly [label: string, testId: string, action: FriendAction][],
  ): HTMLElement {
    const buttons = actions.map(([label, testId, action]) =>
      button(
        label,
        { class: 'small', 'data-testid': `${testId}-${name}` },
        () => void this.context.attempt(() => this.friends.act(action)),
      ),
    );
    return el(
      'li',
      { class: 'row', 'data-testid': `friend-${name}` },
      el('div', { class: 'row-text' }, el('b', {}, name), text === '' ? null : el('small', {}, text)),
      el('div', { class: 'row-buttons' }, ...buttons),
    );
  }
}

function group<T>(title: string, people: readonly T[], row: (person: T) => HTMLElement): HTMLElement | null {
  return section(title, people.map(row));
}

/** Those in the world first, each group by name. */
function byPresence(a: Friend, b: Friend): number {
  return Number(a.place === null) - Number(b.place === null) || a.name.localeCompare(b.name);
}
