import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import { makeFriendStore } from '../../src/db/friend-store.ts';
import { openFeeds } from '../../src/db/notifications.ts';
import { makePartyStore } from '../../src/db/party-store.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import { MemoryFriendStore } from '../kit/memory-friend-store.ts';
import { MemoryPartyStore } from '../kit/memory-party-store.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { joinFeeds } from '../kit/social-feed.ts';
import type { SocialHarness } from './social-fixture.ts';

export async function memoryHarness(): Promise<SocialHarness> {
  let nowMs = 0;
  const accounts = new MemoryAccountStore();
  const characters = new MemoryCharacterStore(accounts, () => nowMs);
  const friends = new MemoryFriendStore(characters);
  const parties = new MemoryPartyStore(characters, friends);
  return {
    accounts,
    characters,
    parties,
    friends,
    feed: joinFeeds(parties, friends),
    async ageLeases(seconds) {
      nowMs += seconds * 1000;
    },
    close: async () => undefined,
  };
}

export async function postgresHarness(): Promise<SocialHarness> {
  const database = await openFreshDatabase();
  return {
    accounts: makeAccountStore(database),
    characters: makeCharacterStore(database),
    parties: makePartyStore(database),
    friends: makeFriendStore(database),
    feed: await openFeeds(database),
    async ageLeases(seconds) {
      await database.dataSource.query(
        'UPDATE characters SET lease_renewed_at = lease_renewed_at - make_interval(secs => $1)',
        [seconds],
      );
    },
    close: () => database.close(),
  };
}
