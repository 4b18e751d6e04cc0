import type { Job } from './operations/jobs.ts';
import type { Services } from './services.ts';

/** What the realm does by itself. Everything is also right when its job runs late: nobody can buy what is over, for example. */
export function realmJobs({ market, mail, economyAudit, leaderboards, gameEvents, log }: Services): Job[] {
  return [
    {
      name: 'market-close-expired',
      cron: '* * * * *',
      async run() {
        await market.closeExpired();
      },
    },
    {
      name: 'market-sum-up-sales',
      cron: '5 0 * * *',
      async run() {
        await market.sumUpSales();
      },
    },
    {
      name: 'mail-forget-claimed',
      cron: '15 0 * * *',
      async run() {
        await mail.forgetClaimed();
      },
    },
    {
      name: 'leaderboards-refresh',
      cron: '*/5 * * * *',
      run: () => leaderboards.refresh(),
    },
    {
      name: 'leaderboards-season',
      cron: '* * * * *',
      async run() {
        if (await leaderboards.turnSeason()) log.info('a new season has begun');
      },
    },
    {
      name: 'game-events-forget',
      cron: '25 0 * * *',
      async run() {
        await gameEvents.forgetOld();
      },
    },
    {
      name: 'economy-audit',
      cron: '40 3 * * *',
      async run() {
        const { problems } = await economyAudit.run();
        if (problems.length > 0) log.error({ problems }, 'the books of the economy are wrong');
      },
    },
  ];
}
