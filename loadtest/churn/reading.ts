import { join } from 'node:path';
import { Client } from 'pg';
import type { OwnTarget } from '../run/target.ts';
import { Metrics } from '../server-metrics.ts';
import type { ProbeReading } from './probe.ts';

export const PROBE = join(import.meta.dirname, 'probe.ts');

/** What a server holds at one moment. */
export interface Reading extends ProbeReading {
  /** Joins until then. */
  joins: number;
  /** What it says that it holds for its players, each kind how often; and the leases, by the database. */
  held: Record<string, number>;
}

const HELD = /^held_entries\{what="(\w+)"\}$/;

/** @throws Error the server or its database does not answer */
export async function read({ server, databaseUrl, urls }: OwnTarget, joins: number): Promise<Reading> {
  const [metrics, leases] = await Promise.all([Metrics.readAll(urls), countLeases(databaseUrl)]);
  const probed = (await server.ask('probe')) as ProbeReading | undefined;
  if (!probed) throw new Error('The server ended by itself.');
  return { joins, ...probed, held: { ...metrics.byLabel(HELD), leases } };
}

async function countLeases(databaseUrl: string): Promise<number> {
  const client = new Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT count(*)::int AS count FROM characters WHERE lease_instance IS NOT NULL',
    );
    return rows[0].count;
  } finally {
    await client.end();
  }
}
