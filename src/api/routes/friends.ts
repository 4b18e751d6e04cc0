import { z } from 'zod';
import type { FriendRequest } from '../../social/friend-store.ts';
import type { Social } from '../../social/social.ts';
import { actingRoutes } from '../acting-routes.ts';
import { CharacterId, CharacterName } from '../fields.ts';
import type { Route } from '../route.ts';

const Friend = z
  .object({
    characterId: z.uuid().describe("The friend's id."),
    name: z.string().describe('Its name.'),
    level: z.int().describe('Its level.'),
    classId: z.string().describe('Id of its class.'),
    since: z.iso.datetime().describe('Since when the two are friends.'),
    place: z.string().nullable().describe('Id of the place where it is in the world; null: it is not.'),
  })
  .meta({ id: 'Friend', description: 'A friend, and where it is.' });

const Request = z
  .object({
    characterId: z.uuid().describe('Id of the other character.'),
    name: z.string().describe('Its name.'),
    at: z.iso.datetime().describe('When it was made.'),
  })
  .meta({ id: 'FriendRequest', description: 'A request that nobody has answered.' });

const Blocked = z
  .object({
    characterId: z.uuid().describe("The blocked character's id."),
    name: z.string().describe('Its name.'),
  })
  .meta({ id: 'BlockedCharacter', description: 'Somebody who cannot ask or invite the character.' });

const Lists = z
  .object({
    friends: z.array(Friend).describe('The friends, oldest first.'),
    incoming: z.array(Request).describe('Requests to the character, oldest first.'),
    outgoing: z.array(Request).describe('Its own requests, oldest first.'),
    blocked: z.array(Blocked).describe('Whom it has blocked, oldest first.'),
  })
  .meta({ id: 'Friends', description: "A character's friends, requests and blocks." });

const NameBody = z.strictObject({ name: CharacterName.describe("The character's name, whatever its case.") });

const requestView = ({ at, ...request }: FriendRequest): z.input<typeof Request> => ({
  ...request,
  at: at.toISOString(),
});

async function listsOf(social: Social, characterId: string): Promise<z.input<typeof Lists>> {
  const { friends, incoming, outgoing, blocked } = await social.friends(characterId);
  return {
    friends: friends.map((friend) => ({ ...friend, since: friend.since.toISOString() })),
    incoming: incoming.map(requestView),
    outgoing: outgoing.map(requestView),
    blocked,
  };
}

const { look, action } = actingRoutes({
  name: 'friends',
  response: Lists,
  read: ({ social }, characterId) => listsOf(social, characterId),
});

export const friendRoutes: Route[] = [
  look('getFriends', "Get the character's friends with their whereabouts, its requests and its blocks."),
  action({
    id: 'requestFriend',
    name: 'requests',
    summary:
      'Ask somebody to be friends. A request that meets one from the other side makes friends at once.',
    body: NameBody,
    errors: ['not_yourself', 'blocked', 'friend_limit_reached'],
    act: ({ social }, characterId, { name }) => social.requestFriend(characterId, name),
  }),
  action({
    id: 'acceptFriend',
    name: 'accept',
    summary: 'Accept a request.',
    body: z.strictObject({ from: CharacterId.describe('Id of who asked.') }),
    errors: ['friend_not_found', 'friend_limit_reached'],
    act: ({ social }, characterId, { from }) => social.acceptFriend(characterId, from),
  }),
  action({
    id: 'removeFriend',
    name: 'remove',
    summary: 'End a friendship, decline a request or take one back.',
    body: z.strictObject({ friend: CharacterId.describe('Id of the other character.') }),
    errors: ['friend_not_found'],
    act: ({ social }, characterId, { friend }) => social.removeFriend(characterId, friend),
  }),
  action({
    id: 'blockCharacter',
    name: 'block',
    summary: 'Block somebody: ends friendship and requests; neither may ask or invite the other.',
    body: NameBody,
    errors: ['not_yourself', 'friend_limit_reached'],
    act: ({ social }, characterId, { name }) => social.block(characterId, name),
  }),
  action({
    id: 'unblockCharacter',
    name: 'unblock',
    summary: 'Lift a block.',
    body: z.strictObject({ blocked: CharacterId.describe('Id of who is blocked.') }),
    errors: ['friend_not_found'],
    act: ({ social }, characterId, { blocked }) => social.unblock(characterId, blocked),
  }),
];
