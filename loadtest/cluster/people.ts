import { randomUUID } from 'node:crypto';
import { makeAccessTokens } from '../../src/accounts/access-tokens.ts';
import { SESSIONS_PER_ACCOUNT } from '../../src/accounts/account-rules.ts';
import { hashRefreshToken } from '../../src/accounts/refresh-tokens.ts';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makePartyStore } from '../../src/db/party-store.ts';
import type { Person } from '../person.ts';

const AT_ONCE = 10;
const SESSION_MS = 60 * 60_000;

export interface PeopleOptions {
  database: Database;
  jwtSecret: string;
  /** Members of each party; 1: alone. */
  partySizes: readonly number[];
  level: number;
}

export interface Member extends Person {
  /** Index in `partySizes`. */
  party: number;
}

/** Puts people with logins, characters and parties into the database: to register each would take longer than the test. */
export async function createPeople(options: PeopleOptions): Promise<Member[]> {
  const parties = options.partySizes.map((size, party) => ({ size, party }));
  const made: Member[][] = [];
  const worker = async () => {
    for (let next = parties.pop(); next; next = parties.pop()) made.push(await createParty(options, next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return made.flat().sort((a, b) => a.party - b.party);
}

async function createParty(
  options: PeopleOptions,
  { size, party }: { size: number; party: number },
): Promise<Member[]> {
  const members = [];
  for (let i = 0; i < size; i++) members.push({ ...(await createPerson(options)), party });
  const parties = makePartyStore(options.database);
  const [leader, ...others] = members.map(({ characterId }) => characterId);
  const now = new Date();
  for (const invited of others) {
    await parties.invite(leader!, invited, now);
    const { partyId } = (await parties.invitesFor(invited, now))[0]!;
    const outcome = await parties.accept(invited, partyId, now);
    if (outcome !== 'joined') throw new Error(`A party could not be formed: ${outcome}.`);
  }
  return members;
}

async function createPerson({ database, jwtSecret, level }: PeopleOptions): Promise<Person> {
  const accounts = makeAccountStore(database);
  const now = new Date();
  const [accountId, sessionId, characterId] = [randomUUID(), randomUUID(), randomUUID()];
  const name = `bot_${accountId.replaceAll('-', '').slice(0, 20)}`;
  await accounts.createAccount({ id: accountId, name, passwordHash: 'none', createdAt: now });
  await accounts.createSession(
    {
      id: sessionId,
      accountId,
      device: 'load test',
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_MS),
    },
    hashRefreshToken(sessionId),
    SESSIONS_PER_ACCOUNT,
  );
  await makeCharacterStore(database).create(
    {
      id: characterId,
      accountId,
      name,
      classId: 'vanguard',
      level,
      experience: 0,
      health: 100,
      mana: 100,
      stamina: 100,
      place: 'haven',
      x: 0,
      y: 0,
      facing: 0,
      createdAt: now,
    },
    1,
  );
  const tokens = makeAccessTokens(jwtSecret, () => new Date());
  return { characterId, accessToken: await tokens.sign({ accountId, sessionId }) };
}
