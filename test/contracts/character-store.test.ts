import { randomUUID } from 'node:crypto';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import { openFeeds } from '../../src/db/notifications.ts';
import { leaveParty } from '../../src/db/party-membership.ts';
import { MemoryAccountStore } from '../kit/memory-account-store.ts';
import { MemoryCharacterStore } from '../kit/memory-character-store.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { characterStoreContract } from './character-store.contract.ts';

characterStoreContract('in memory', async () => {
  const parties = new Map<string, string[]>();
  let nowMs = 0;
  const accounts = new MemoryAccountStore();
  const store = new MemoryCharacterStore(accounts, () => nowMs);
  store.partyMembers = (partyId) => parties.get(partyId) ?? [];
  return {
    accounts,
    store,
    feed: store,
    async ageLeases(seconds) {
      nowMs += seconds * 1000;
    },
    async makeParty(memberIds) {
      const id = randomUUID();
      parties.set(id, memberIds);
      return id;
    },
    async leaveParty(characterId) {
      for (const [id, members] of parties) {
        parties.set(
          id,
          members.filter((member) => member !== characterId),
        );
      }
    },
    close: async () => undefined,
  };
});

characterStoreContract('PostgreSQL', async () => {
  const database = await openFreshDatabase();
  return {
    accounts: makeAccountStore(database),
    store: makeCharacterStore(database),
    feed: await openFeeds(database),
    async ageLeases(seconds) {
      await database.dataSource.query(
        'UPDATE characters SET lease_renewed_at = lease_renewed_at - make_interval(secs => $1)',
        [seconds],
      );
    },
    async makeParty(memberIds) {
      const id = randomUUID();
      await database.dataSource.query('INSERT INTO parties (id) VALUES ($1)', [id]);
      await database.dataSource.query(
        'INSERT INTO party_members (character_id, party_id) SELECT unnest($2::uuid[]), $1',
        [id, memberIds],
      );
      return id;
    },
    async leaveParty(characterId) {
      await database.transaction((manager) => leaveParty(manager, characterId));
    },
    close: () => database.close(),
  };
});
