import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { realmJobs } from '../../src/jobs.ts';
import { startJobs } from '../../src/operations/jobs.ts';
import type { Services } from '../../src/services.ts';
import { until } from '../kit/until.ts';
import { MarketKit } from './kit.ts';

describe('the jobs of the trading post', () => {
  it('MK11 the realm ends what is over by itself, in whatever process', async () => {
    const kit = await MarketKit.start();
    const { database, market, mail } = kit;
    const log = pino({ level: 'silent' });
    const jobs = realmJobs({ market, mail } as Services);
    const processes = await Promise.all(
      Array.from({ length: 2 }, () => startJobs({ url: database.url, log, jobs })),
    );
    try {
      const seller = await kit.person(100, { 'iron-ore': 5 });
      const { id } = await market.list(randomUUID(), {
        sellerId: seller,
        goods: { kind: 'iron-ore', amount: 5 },
        unitPrice: 1,
        startingBid: null,
        hours: 1,
      });
      kit.later(3);
      await Promise.all(processes.map((one) => one.runSoon('market-close-expired')));
      await until(async () => (await market.get(id)).status === 'expired', 'it has ended', 10_000);
      assert.deepEqual(
        (await kit.mails(seller)).map(({ reason }) => reason),
        ['unsold'],
      );
      await kit.audit();
    } finally {
      await Promise.all(processes.map((one) => one.stop(5_000)));
      await kit.close();
    }
  });
});
