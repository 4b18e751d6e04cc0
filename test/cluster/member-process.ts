import pino from 'pino';
import { connectCluster } from '../../src/cluster/connect.ts';
import { listing } from './listing.ts';

/** A process of a realm with three rooms, to be stopped and killed. */
const [url, processId] = process.argv.slice(2) as [string, string];
const cluster = await connectCluster(url, pino({ level: 'silent' }));
for (const number of [1, 2, 3]) await cluster.driver.insert(listing(`${processId}${number}`, { processId }));
await cluster.presence.hset('roomcount', processId, '3,0');
await cluster.join(processId);
process.on('SIGTERM', async () => {
  await cluster.driver.cleanup(processId);
  await cluster.close();
  process.disconnect();
});
// Only now: who is told so may end it at once.
process.send!('ready');
