import { z } from 'zod';
import { PartyView } from '../../protocol.ts';
import type { Social } from '../../social/social.ts';
import { actingRoutes } from '../acting-routes.ts';
import { CharacterId, CharacterName } from '../fields.ts';
import type { Route } from '../route.ts';

const Party = PartyView.meta({ id: 'Party', description: 'Characters that are placed together.' });

const Invite = z
  .object({
    partyId: z.uuid().describe('Goes into `accept` or `decline`.'),
    fromId: z.uuid().describe('Id of the character that invites.'),
    from: z.string().describe('Its name.'),
    expiresAt: z.iso.datetime().describe('Until when it can be accepted.'),
  })
  .meta({ id: 'PartyInvite', description: 'An invitation into a party.' });

const PartyState = z
  .object({
    party: Party.nullable().describe('The party of the character; null: it is in none.'),
    invites: z.array(Invite).describe('Its open invitations, oldest first.'),
  })
  .meta({ id: 'PartyState', description: 'The party of a character, and its invitations.' });

const PartyBody = z.strictObject({ partyId: z.uuid().toLowerCase().describe('Of an invitation.') });
const MemberBody = z.strictObject({ member: CharacterId.describe('Id of a member of the party.') });

async function stateOf(social: Social, characterId: string): Promise<z.input<typeof PartyState>> {
  const [party, invites] = await Promise.all([social.partyOf(characterId), social.invitesFor(characterId)]);
  return {
    party,
    invites: invites.map((invite) => ({ ...invite, expiresAt: invite.expiresAt.toISOString() })),
  };
}

const { look, action } = actingRoutes({
  name: 'parties',
  response: PartyState,
  read: ({ social }, characterId) => stateOf(social, characterId),
});

export const partyRoutes: Route[] = [
  look('getParty', "Get the character's party and its open invitations."),
  action({
    id: 'inviteToParty',
    name: 'invites',
    summary: 'Invite somebody. Who is in no party leads the one that comes of it.',
    body: z.strictObject({ name: CharacterName.describe("The character's name, whatever its case.") }),
    errors: [
      'not_yourself',
      'party_not_leader',
      'party_full',
      'already_in_party',
      'blocked',
      'too_many_invites',
    ],
    act: ({ social }, characterId, { name }) => social.invite(characterId, name),
  }),
  action({
    id: 'acceptPartyInvite',
    name: 'accept',
    summary: 'Join the party of an invitation.',
    body: PartyBody,
    errors: ['invite_not_found', 'party_full', 'already_in_party'],
    act: ({ social }, characterId, { partyId }) => social.accept(characterId, partyId),
  }),
  action({
    id: 'declinePartyInvite',
    name: 'decline',
    summary: 'Decline an invitation.',
    body: PartyBody,
    errors: ['invite_not_found'],
    act: ({ social }, characterId, { partyId }) => social.decline(characterId, partyId),
  }),
  action({
    id: 'leaveParty',
    name: 'leave',
    summary: 'Leave the party. The oldest member succeeds its leader; the last two part together.',
    body: z.strictObject({}),
    errors: ['party_not_found'],
    act: ({ social }, characterId) => social.leave(characterId),
  }),
  action({
    id: 'kickFromParty',
    name: 'kick',
    summary: 'Take a member out of the party; for its leader.',
    body: MemberBody,
    errors: ['party_not_found', 'party_not_leader'],
    act: ({ social }, characterId, { member }) => social.kick(characterId, member),
  }),
  action({
    id: 'appointPartyLeader',
    name: 'leader',
    summary: 'Hand the lead to another member; for the leader.',
    body: MemberBody,
    errors: ['party_not_found', 'party_not_leader'],
    act: ({ social }, characterId, { member }) => social.lead(characterId, member),
  }),
  action({
    id: 'disbandParty',
    name: 'disband',
    summary: 'End the party; for its leader.',
    body: z.strictObject({}),
    errors: ['party_not_found', 'party_not_leader'],
    act: ({ social }, characterId) => social.disband(characterId),
  }),
];
