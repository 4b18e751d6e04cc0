import type { PartyView } from '../../../src/protocol.ts';
import type { Invite, PartyAction } from '../api/social-api.ts';
import type { Party } from '../social/party.ts';
import { Content } from '../ui/content.ts';
import { button, el } from '../ui/dom.ts';
import { nameForm } from '../ui/name-form.ts';
import { type SocialContext, whereabouts } from './social-context.ts';

type Member = PartyView['members'][number];

/** Who is in the party and where, and what may be done about it. */
export class PartyTab {
  readonly element: HTMLElement;
  private readonly context: SocialContext;
  private readonly party: Party;
  private readonly list = el('div');
  private readonly content = new Content(this.list);
  private readonly invite: HTMLElement;

  constructor(party: Party, context: SocialContext) {
    this.party = party;
    this.context = context;
    this.invite = nameForm({
      id: 'party-invite',
      label: 'Invite by name',
      testId: 'party-invite-name',
      suggestions: context.namesNearby,
      actions: [
        {
          label: 'Invite',
          testId: 'party-invite-send',
          act: (name) =>
            context.attempt(() => party.act({ do: 'invites', name }), `${name} has been invited.`),
        },
      ],
    });
    this.element = el('div', { class: 'panel-body' }, this.list, this.invite);
  }

  show(): void {
    const { view, invites } = this.party;
    const instance = this.context.instance();
    const isLeader = view === null || view.leaderId === this.context.characterId;
    this.invite.hidden = !isLeader;
    this.content.show({ view, invites, instance }, () => [
      ...invites.map((invite) => this.inviteRow(invite)),
      view
        ? el('ul', { 'data-testid': 'party-members' }, ...this.members(view, isLeader))
        : el('p', { class: 'faint' }, 'You are in no party. Those of a party are always placed together.'),
      view
        ? el(
            'div',
            { class: 'buttons' },
            this.action('Leave', 'party-leave', { do: 'leave' }),
            isLeader ? this.action('Disband', 'party-disband', { do: 'disband' }) : null,
          )
        : null,
    ]);
  }

  private members(view: PartyView, isLeader: boolean): HTMLElement[] {
    return view.members.map((member) => this.memberRow(member, view, isLeader));
  }

  private memberRow(member: Member, view: PartyView, isLeader: boolean): HTMLElement {
    const { characterId, name, level } = member;
    const isSelf = characterId === this.context.characterId;
    const isFirst = characterId === view.leaderId;
    const label = el('b', {}, name);
    label.style.color = this.context.colorOf(member.classId);
    return el(
      'li',
      { class: 'row', 'data-testid': `party-member-${name}` },
      el(
        'div',
        { class: 'row-text' },
        el(
          'span',
          {},
          isFirst ? el('span', { class: 'star', role: 'img', 'aria-label': 'Leader' }, '★ ') : null,
          label,
          ` · level ${level}`,
        ),
        el('small', {}, isSelf ? 'you' : this.placeText(member)),
      ),
      isLeader && !isSelf
        ? el(
            'div',
            { class: 'row-buttons' },
            this.action('Lead', `party-promote-${name}`, { do: 'leader', member: characterId }),
            this.action('Kick', `party-kick-${name}`, { do: 'kick', member: characterId }),
          )
        : null,
    );
  }

  private placeText({ place, instance }: Member): string {
    if (instance !== null && instance === this.context.instance()) return 'together with you';
    return whereabouts(place, this.context.placeName);
  }

  private inviteRow({ partyId, from }: Invite): HTMLElement {
    return el(
      'div',
      { class: 'row', 'data-testid': `party-invite-${from}` },
      el('span', { class: 'row-text' }, `${from} invites you`),
      el(
        'div',
        { class: 'row-buttons' },
        this.action('Accept', `party-accept-${from}`, { do: 'accept', partyId }),
        this.action('Decline', `party-decline-${from}`, { do: 'decline', partyId }),
      ),
    );
  }

  private action(label: string, testId: string, action: PartyAction): HTMLButtonElement {
    return button(
      label,
      { class: 'small', 'data-testid': testId },
      () => void this.context.attempt(() => this.party.act(action)),
    );
  }
}
