import { LightBot } from '../bots/light-bot.ts';
import { LoopLag } from '../measure/loop-lag.ts';
import { PROGRAMMES } from '../scenarios/index.ts';
import { Crew } from './crew.ts';
import type { News, Order, Sample, Share } from './messages.ts';

/** One process of the load: its share of the bots, told once a second. */
const SAMPLE_MS = 1_000;
/** What counts from when measuring begins; of the rest the arrival counts, too. */
const WHILE_MEASURING = [
  'latency',
  'api',
  'player.down',
  'player.up',
  'player.patches',
  'player.frames',
  'shown',
];

const share = JSON.parse(process.argv[2]!) as Share;
const crew = new Crew(share, PROGRAMMES.get(share.scenario)!);
const lag = new LoopLag();
let isMeasuring = false;

// The SDK and the client's connection tell the console of every reconnection and refusal; here they are counted.
console.info = () => {};
console.warn = () => {};

const sampling = setInterval(() => tell(sample()), SAMPLE_MS);
process.on('message', (order: Order) => {
  if (order.type === 'measure') {
    crew.measure();
    tell(sample());
    isMeasuring = true;
  } else if (order.type === 'rest') rest();
  else void end();
});
process.once('disconnect', () => process.exit(1));
// Ctrl+C reaches the whole group; who started this process decides.
process.on('SIGINT', () => {});

crew.gather().then(
  () => tell({ type: 'ready' }),
  (error: Error) => tell({ type: 'failed', message: error.message }),
);

function rest(): void {
  for (const bot of crew.bots) bot.measureTraffic();
  tell(sample());
  isMeasuring = false;
}

async function end(): Promise<void> {
  clearInterval(sampling);
  if (isMeasuring) rest();
  const last = sample();
  await crew.stop();
  tell({ ...last, tallies: merged(last) });
  tell({ type: 'done' });
  process.disconnect();
  process.exit(0);
}

/** The last sample with what came of the farewell. */
function merged({ tallies }: Sample): Sample['tallies'] {
  crew.tallies.merge(tallies);
  forgetUnmeasured();
  return crew.tallies.drain();
}

function forgetUnmeasured(): void {
  if (!isMeasuring) for (const name of WHILE_MEASURING) crew.tallies.forget(name);
}

function sample(): Sample {
  for (const bot of crew.bots) bot.countTraffic();
  forgetUnmeasured();
  const lagMs = lag.takeWorst();
  const inside = crew.bots.filter(({ isInside }) => isInside);
  return {
    type: 'sample',
    inside: inside.length + crew.paired,
    light: inside.filter((bot) => bot instanceof LightBot).length,
    tallies: crew.tallies.drain(),
    lagMs: isMeasuring ? lagMs : 0,
    instances: instances(),
  };
}

function instances(): Sample['instances'] {
  const found = Map.groupBy(
    crew.bots.flatMap(({ where }) => where ?? []),
    ({ instance }) => instance,
  );
  return [...found].map(([instance, inside]) => [inside[0]!.place, instance, inside.length]);
}

function tell(news: News): void {
  process.send?.(news);
}
