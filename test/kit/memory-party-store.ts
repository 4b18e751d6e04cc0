import { randomUUID } from 'node:crypto';
import {
  INVITE_TIMEOUT_SEC,
  INVITES_PER_PARTY,
  PARTY_MAX_MEMBERS,
  type Party,
  type PartyInvite,
  type PartyMember,
  type PartyStore,
  type SocialFeed,
  type SocialNews,
} from '../../src/social/party-store.ts';
import { Handlers } from './handlers.ts';
import type { MemoryCharacterStore } from './memory-character-store.ts';
import type { MemoryFriendStore } from './memory-friend-store.ts';

interface Invite {
  fromId: string;
  expiresAt: Date;
}

interface Group {
  id: string;
  appointedId: string | null;
  memberIds: string[];
  /** By who is invited. */
  invites: Map<string, Invite>;
}

/** Parties in memory, with what a database would announce. */
export class MemoryPartyStore implements PartyStore, SocialFeed {
  private readonly characters: MemoryCharacterStore;
  private readonly friends: MemoryFriendStore;
  private readonly groups = new Map<string, Group>();
  private readonly news = new Handlers<SocialNews>();

  constructor(characters: MemoryCharacterStore, friends: MemoryFriendStore) {
    this.characters = characters;
    this.friends = friends;
    characters.partyMembers = (partyId) => this.groups.get(partyId)?.memberIds ?? [];
    characters.onDeleted((characterId) => this.remove(characterId));
  }

  onSocialNews(handler: (news: SocialNews) => void): () => void {
    return this.news.add(handler);
  }

  async of(characterId: string): Promise<Party | null> {
    const group = this.partyOf(characterId);
    if (!group) return null;
    const members = await Promise.all(group.memberIds.map((id) => this.member(id)));
    return { id: group.id, leaderId: leaderOf(group), members };
  }

  async invitesFor(characterId: string, now: Date): Promise<PartyInvite[]> {
    const open = [...this.groups.values()]
      .map((group) => ({ partyId: group.id, invite: this.openInvite(group, characterId, now) }))
      .filter(({ invite }) => invite !== undefined);
    const invites = await Promise.all(
      open.map(async ({ partyId, invite }) => {
        const from = await this.characters.find(invite!.fromId);
        return { partyId, fromId: invite!.fromId, from: from!.name, expiresAt: invite!.expiresAt };
      }),
    );
    return invites.sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
  }

  async invite(by: string, invited: string, now: Date): ReturnType<PartyStore['invite']> {
    if (by === invited || !this.characters.has(by) || !this.characters.has(invited)) return 'not_found';
    if (this.friends.areBlocked(by, invited)) return 'blocked';
    if (this.partyOf(invited)) return 'in_party';
    const group = this.groupOf(by) ?? this.open(by);
    if (leaderOf(group) !== by) return 'not_leader';
    if (group.memberIds.length >= PARTY_MAX_MEMBERS) return 'full';
    for (const [id, { expiresAt }] of group.invites) if (expiresAt <= now) group.invites.delete(id);
    if (!group.invites.has(invited) && group.invites.size >= INVITES_PER_PARTY) return 'too_many';
    const expiresAt = new Date(now.getTime() + INVITE_TIMEOUT_SEC * 1000);
    group.invites.set(invited, { fromId: by, expiresAt });
    this.tell('invite', [invited]);
    return 'invited';
  }

  async accept(characterId: string, partyId: string, now: Date): ReturnType<PartyStore['accept']> {
    const group = this.groups.get(partyId);
    if (!group || !this.openInvite(group, characterId, now)) return 'gone';
    if (this.partyOf(characterId)) return 'in_party';
    if (group.memberIds.length >= PARTY_MAX_MEMBERS) return 'full';
    const own = this.groupOf(characterId);
    if (own) this.dissolve(own);
    group.memberIds.push(characterId);
    for (const { invites } of this.groups.values()) invites.delete(characterId);
    this.tell('party', [...group.memberIds]);
    this.tell('invite', [characterId]);
    return 'joined';
  }

  async decline(characterId: string, partyId: string, now: Date): ReturnType<PartyStore['decline']> {
    const group = this.groups.get(partyId);
    if (!group || !this.openInvite(group, characterId, now)) return 'gone';
    group.invites.delete(characterId);
    this.tell('invite', [characterId]);
    return 'declined';
  }

  async leave(characterId: string): ReturnType<PartyStore['leave']> {
    if (!this.partyOf(characterId)) return 'not_in_party';
    this.remove(characterId);
    return 'left';
  }

  async kick(by: string, characterId: string): ReturnType<PartyStore['kick']> {
    const refusal = this.refusal(by, characterId);
    if (refusal) return refusal;
    this.remove(characterId);
    return 'kicked';
  }

  async lead(by: string, characterId: string): ReturnType<PartyStore['lead']> {
    const refusal = this.refusal(by, characterId);
    if (refusal) return refusal;
    const group = this.partyOf(by)!;
    group.appointedId = characterId;
    this.tell('party', group.memberIds);
    return 'done';
  }

  async disband(by: string): ReturnType<PartyStore['disband']> {
    const refusal = this.refusal(by, by);
    if (refusal) return refusal;
    this.dissolve(this.partyOf(by)!);
    return 'disbanded';
  }

  /** Why `by` may not do something with a member of its party. */
  private refusal(by: string, characterId: string): 'not_in_party' | 'not_leader' | null {
    const group = this.partyOf(by);
    if (!group) return 'not_in_party';
    if (leaderOf(group) !== by) return 'not_leader';
    return group.memberIds.includes(characterId) ? null : 'not_in_party';
  }

  private open(characterId: string): Group {
    const group = { id: randomUUID(), appointedId: null, memberIds: [characterId], invites: new Map() };
    this.groups.set(group.id, group);
    return group;
  }

  private remove(characterId: string): void {
    for (const { invites } of this.groups.values()) invites.delete(characterId);
    const group = this.groupOf(characterId);
    if (!group) return;
    if (group.memberIds.length <= 2) {
      this.dissolve(group);
      return;
    }
    this.tell('party', group.memberIds);
    group.memberIds = group.memberIds.filter((id) => id !== characterId);
    if (group.appointedId === characterId) group.appointedId = null;
    const invited = [...group.invites].filter(([, { fromId }]) => fromId === characterId).map(([id]) => id);
    for (const id of invited) group.invites.delete(id);
    this.tell('invite', invited);
  }

  private dissolve(group: Group): void {
    this.groups.delete(group.id);
    this.tell('invite', [...group.invites.keys()]);
    this.tell('party', group.memberIds);
  }

  private tell(what: SocialNews['what'], characterIds: string[]): void {
    if (characterIds.length > 0) this.news.tell({ what, characterIds: [...characterIds] });
  }

  private groupOf(characterId: string): Group | undefined {
    return [...this.groups.values()].find(({ memberIds }) => memberIds.includes(characterId));
  }

  private partyOf(characterId: string): Group | undefined {
    const group = this.groupOf(characterId);
    return group && group.memberIds.length > 1 ? group : undefined;
  }

  private openInvite(group: Group, characterId: string, now: Date): Invite | undefined {
    const invite = group.invites.get(characterId);
    if (!invite || invite.expiresAt <= now) return undefined;
    return this.friends.areBlocked(invite.fromId, characterId) ? undefined : invite;
  }

  private async member(characterId: string): Promise<PartyMember> {
    const { name, level, classId } = (await this.characters.find(characterId))!;
    const [at] = await this.characters.locate([characterId]);
    const { instance } = at!;
    return { characterId, name, level, classId, place: instance === null ? null : at!.place, instance };
  }
}

function leaderOf(group: Group): string {
  return group.appointedId ?? group.memberIds[0]!;
}
