import {
  BLOCKS_LIMIT,
  type Company,
  FRIENDS_LIMIT,
  type Friend,
  type FriendLists,
  type FriendRequest,
  type FriendStore,
} from '../../src/social/friend-store.ts';
import type { SocialFeed, SocialNews } from '../../src/social/party-store.ts';
import { Handlers } from './handlers.ts';
import type { MemoryCharacterStore } from './memory-character-store.ts';

/** From one character to another. */
interface Tie {
  from: string;
  to: string;
  at: Date;
}

/** Ties by both ends, oldest first. */
class Ties {
  private ties: Tie[] = [];

  add(from: string, to: string, at: Date): void {
    if (!this.has(from, to)) this.ties.push({ from, to, at });
  }

  has(from: string, to: string): boolean {
    return this.ties.some((tie) => tie.from === from && tie.to === to);
  }

  from(characterId: string): Tie[] {
    return this.ties.filter(({ from }) => from === characterId);
  }

  to(characterId: string): Tie[] {
    return this.ties.filter(({ to }) => to === characterId);
  }

  /** @returns whether there was one */
  delete(from: string, to: string): boolean {
    return this.keep((tie) => tie.from !== from || tie.to !== to);
  }

  forget(characterId: string): void {
    this.keep(({ from, to }) => from !== characterId && to !== characterId);
  }

  private keep(isKept: (tie: Tie) => boolean): boolean {
    const before = this.ties.length;
    this.ties = this.ties.filter(isKept);
    return this.ties.length < before;
  }
}

/** Friends, requests and blocks in memory, with what a database would announce. */
export class MemoryFriendStore implements FriendStore, SocialFeed {
  private readonly characters: MemoryCharacterStore;
  /** One tie in each direction. */
  private readonly friendships = new Ties();
  private readonly requests = new Ties();
  private readonly blocks = new Ties();
  private readonly news = new Handlers<SocialNews>();

  constructor(characters: MemoryCharacterStore) {
    this.characters = characters;
    characters.onDeleted((characterId) => {
      for (const ties of [this.friendships, this.requests, this.blocks]) ties.forget(characterId);
    });
  }

  onSocialNews(handler: (news: SocialNews) => void): () => void {
    return this.news.add(handler);
  }

  areBlocked(one: string, other: string): boolean {
    return this.blocks.has(one, other) || this.blocks.has(other, one);
  }

  async lists(characterId: string): Promise<FriendLists> {
    const friends = this.friendships.from(characterId).map(({ to, at }) => this.friend(to, at));
    const incoming = this.requests.to(characterId).map(({ from, at }) => this.person(from, at));
    const outgoing = this.requests.from(characterId).map(({ to, at }) => this.person(to, at));
    const blocked = this.blocks.from(characterId).map(({ to, at }) => this.person(to, at));
    return {
      friends: await Promise.all(friends),
      incoming: await Promise.all(incoming),
      outgoing: await Promise.all(outgoing),
      blocked: (await Promise.all(blocked)).map(({ characterId, name }) => ({ characterId, name })),
    };
  }

  async request(by: string, to: string, now: Date): ReturnType<FriendStore['request']> {
    if (!this.areTwo(by, to)) return 'not_found';
    if (this.areBlocked(by, to)) return 'blocked';
    if (this.friendships.has(by, to) || this.requests.has(by, to)) return 'already';
    if (this.requests.has(to, by)) return this.accept(by, to, now);
    const own = this.friendships.from(by).length + this.requests.from(by).length;
    const theirs = this.friendships.from(to).length + this.requests.to(to).length;
    if (own >= FRIENDS_LIMIT || theirs >= FRIENDS_LIMIT) return 'limit_reached';
    this.requests.add(by, to, now);
    this.tell('friends', by, to);
    return 'requested';
  }

  async accept(characterId: string, from: string, now: Date): ReturnType<FriendStore['accept']> {
    if (!this.requests.has(from, characterId)) return 'not_found';
    const isFull = [characterId, from].some((id) => this.friendships.from(id).length >= FRIENDS_LIMIT);
    if (isFull) return 'limit_reached';
    this.part(characterId, from);
    this.friendships.add(characterId, from, now);
    this.friendships.add(from, characterId, now);
    this.tell('friends', characterId, from);
    return 'friends';
  }

  async remove(characterId: string, other: string): ReturnType<FriendStore['remove']> {
    if (!this.part(characterId, other)) return 'not_found';
    this.tell('friends', characterId, other);
    return 'removed';
  }

  async block(characterId: string, other: string, now: Date): ReturnType<FriendStore['block']> {
    if (!this.areTwo(characterId, other)) return 'not_found';
    const isKnown = this.blocks.has(characterId, other);
    if (!isKnown && this.blocks.from(characterId).length >= BLOCKS_LIMIT) return 'limit_reached';
    this.blocks.add(characterId, other, now);
    this.part(characterId, other);
    this.tell('friends', characterId);
    this.tell('invite', characterId);
    return 'blocked';
  }

  async unblock(characterId: string, other: string): ReturnType<FriendStore['unblock']> {
    if (!this.blocks.delete(characterId, other)) return 'not_found';
    this.tell('friends', characterId);
    return 'unblocked';
  }

  async companyIn(place: string, characterIds: string[]): Promise<Company> {
    const friends = characterIds.flatMap((id) => this.friendships.from(id).map(({ to }) => to));
    const blocked = characterIds.flatMap((id) => [
      ...this.blocks.from(id).map(({ to }) => to),
      ...this.blocks.to(id).map(({ from }) => from),
    ]);
    const instances = async (ids: string[]) => {
      const others = [...new Set(ids)].filter((id) => !characterIds.includes(id));
      const found = await this.characters.locate(others);
      return found.flatMap((at) => (at.place === place && at.instance !== null ? [at.instance] : []));
    };
    return { friends: await instances(friends), blocked: await instances(blocked) };
  }

  private areTwo(one: string, other: string): boolean {
    return one !== other && this.characters.has(one) && this.characters.has(other);
  }

  private part(one: string, other: string): boolean {
    const parted = [this.friendships, this.requests].flatMap((ties) => [
      ties.delete(one, other),
      ties.delete(other, one),
    ]);
    return parted.includes(true);
  }

  private tell(what: SocialNews['what'], ...characterIds: string[]): void {
    this.news.tell({ what, characterIds });
  }

  private async person(characterId: string, at: Date): Promise<FriendRequest> {
    const { name } = (await this.characters.find(characterId))!;
    return { characterId, name, at };
  }

  private async friend(characterId: string, since: Date): Promise<Friend> {
    const { name, level, classId } = (await this.characters.find(characterId))!;
    const [at] = await this.characters.locate([characterId]);
    return { characterId, name, level, classId, since, place: at!.instance === null ? null : at!.place };
  }
}
