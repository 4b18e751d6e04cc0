import { givenOrEmbedded, type PostgresServer } from './given-or-embedded.ts';

/** The database of DATABASE_URL, which must be empty and is not emptied afterwards; or an own one, which is removed. */
export function benchDatabase(connections: number): Promise<PostgresServer> {
  return givenOrEmbedded(process.env.DATABASE_URL, connections + 5);
}
