import assert from 'node:assert/strict';
import type { AccountStore } from '../../src/accounts/account-store.ts';
import type { CharacterRecord, CharacterStore } from '../../src/characters/character-store.ts';
import type { FriendStore } from '../../src/social/friend-store.ts';
import type { PartyStore, SocialFeed, SocialNews } from '../../src/social/party-store.ts';
import { characterRecord, NOW } from '../kit/records.ts';
import { until } from '../kit/until.ts';
import { CharacterFixture, type CharacterStoreHarness } from './character-fixture.ts';

export interface SocialHarness {
  accounts: AccountStore;
  characters: CharacterStore;
  parties: PartyStore;
  friends: FriendStore;
  feed: SocialFeed;
  ageLeases: CharacterStoreHarness['ageLeases'];
  close(): Promise<void>;
}

/** What the tests of a PartyStore and of a FriendStore begin with. */
export class SocialFixture {
  readonly harness: SocialHarness;
  readonly parties: PartyStore;
  readonly friends: FriendStore;
  readonly characters: CharacterStore;
  private readonly news: SocialNews[] = [];
  private readonly fixture: CharacterFixture;

  constructor(harness: SocialHarness) {
    const { accounts, characters, parties, friends, feed } = harness;
    this.harness = harness;
    this.parties = parties;
    this.friends = friends;
    this.characters = characters;
    this.fixture = new CharacterFixture({
      ...harness,
      accounts,
      store: characters,
      feed: { onLeaseTaken: () => () => undefined },
    });
    feed.onSocialNews((news) => this.news.push(news));
  }

  newAccountId(): Promise<string> {
    return this.fixture.newAccountId();
  }

  newCharacter(): Promise<CharacterRecord> {
    return this.fixture.newCharacter();
  }

  /** Characters of one account. */
  async newCharacters(count: number): Promise<CharacterRecord[]> {
    const accountId = await this.newAccountId();
    const records = Array.from({ length: count }, () => characterRecord(accountId));
    for (const record of records) assert.equal(await this.characters.create(record, count), 'created');
    return records;
  }

  /** Ids of the members of a new party: the leader, and who joined after it. */
  async newParty(size: number): Promise<string[]> {
    const [leader, ...others] = (await this.newCharacters(size)).map(({ id }) => id);
    for (const other of others) await this.join(leader!, other);
    return [leader!, ...others];
  }

  async join(leader: string, invited: string): Promise<void> {
    assert.equal(await this.parties.invite(leader, invited, NOW), 'invited');
    assert.equal(await this.parties.accept(invited, await this.invitedTo(invited), NOW), 'joined');
  }

  /** @returns id of the party of the character's only open invitation */
  async invitedTo(characterId: string): Promise<string> {
    const invites = await this.parties.invitesFor(characterId, NOW);
    assert.equal(invites.length, 1);
    return invites[0]!.partyId;
  }

  async befriend(one: string, other: string): Promise<void> {
    assert.equal(await this.friends.request(one, other, NOW), 'requested');
    assert.equal(await this.friends.accept(other, one, NOW), 'friends');
  }

  async enter({ id, accountId }: CharacterRecord, instance: string): Promise<void> {
    assert.ok(await this.characters.takeLease(id, accountId, instance));
  }

  async memberIds(characterId: string): Promise<string[]> {
    const party = await this.parties.of(characterId);
    return party?.members.map((member) => member.characterId) ?? [];
  }

  async leaderOf(characterId: string): Promise<string | undefined> {
    return (await this.parties.of(characterId))?.leaderId;
  }

  /** Waits until each of them was told. */
  async heard(what: SocialNews['what'], characterIds: string[]): Promise<void> {
    await until(
      () => characterIds.every((id) => this.wasTold(what, id)),
      `${characterIds.length} hear of ${what}`,
    );
  }

  wasTold(what: SocialNews['what'], characterId: string): boolean {
    return this.news.some((news) => news.what === what && news.characterIds.includes(characterId));
  }

  forgetNews(): void {
    this.news.length = 0;
  }
}
