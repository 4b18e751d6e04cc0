import type { PartyView, ServerMessage } from '../../../src/protocol.ts';
import type { Session } from '../session/session.ts';
import { authorizedRequest } from './authorized.ts';

export type Invite = ServerMessage<'party-invite'>;

export interface PartyAnswer {
  party: PartyView | null;
  invites: Invite[];
}

export interface Friend {
  characterId: string;
  name: string;
  level: number;
  classId: string;
  /** Id of the place where it is in the world; null: it is not. */
  place: string | null;
}

export interface Named {
  characterId: string;
  name: string;
}

export interface FriendLists {
  friends: Friend[];
  incoming: Named[];
  outgoing: Named[];
  blocked: Named[];
}

/** What can be done about parties, and what it needs. Every action answers how things are afterwards. */
export type PartyAction =
  | { do: 'invites'; name: string }
  | { do: 'accept' | 'decline'; partyId: string }
  | { do: 'kick' | 'leader'; member: string }
  | { do: 'leave' | 'disband' };

export type FriendAction =
  | { do: 'requests' | 'block'; name: string }
  | { do: 'accept'; from: string }
  | { do: 'remove'; friend: string }
  | { do: 'unblock'; blocked: string };

/** The routes of parties and friends, for one character. */
export class SocialApi {
  private readonly session: Session;
  private readonly characterId: string;

  constructor(session: Session, characterId: string) {
    this.session = session;
    this.characterId = characterId;
  }

  party(): Promise<PartyAnswer> {
    return authorizedRequest(this.session, 'GET', this.path('parties'));
  }

  actOnParty({ do: action, ...body }: PartyAction): Promise<PartyAnswer> {
    return authorizedRequest(this.session, 'POST', `${this.path('parties')}/${action}`, body);
  }

  friends(): Promise<FriendLists> {
    return authorizedRequest(this.session, 'GET', this.path('friends'));
  }

  actOnFriends({ do: action, ...body }: FriendAction): Promise<FriendLists> {
    return authorizedRequest(this.session, 'POST', `${this.path('friends')}/${action}`, body);
  }

  private path(kind: 'parties' | 'friends'): string {
    return `/${kind}/${encodeURIComponent(this.characterId)}`;
  }
}
