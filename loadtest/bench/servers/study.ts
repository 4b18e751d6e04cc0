import { Session } from 'node:inspector/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { answerQuestions } from '../../cluster/answer-questions.ts';
import { type Part, partsOf } from './profile-parts.ts';

/** Where a server's time goes; milliseconds of its processor in a second. */
export type Study = Record<Part | 'all', number>;

const SAMPLE_EVERY_US = 250;

/**
 * Loaded before a server that is compared (node --import …): profiles it when its parent asks, and tells what deciding who
 * sees whom, encoding and sockets take. The same way for every server, whatever it is made of.
 */
answerQuestions('studyMs', study);

async function study(ms: number): Promise<Study> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
  await session.post('Profiler.start');
  const [startedAt, before] = [performance.now(), process.threadCpuUsage()];
  await delay(ms);
  const { system, user } = process.threadCpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1000;
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  // Samples are taken by the clock: on a busy machine they say in which shares the processor's time was used, not how much.
  const msPerSec = (system + user) / 1000 / seconds;
  const { busy, parts } = partsOf(profile);
  const scaled = (part: Part) => (busy === 0 ? 0 : (parts[part] / busy) * msPerSec);
  return {
    all: msPerSec,
    interest: scaled('interest'),
    encode: scaled('encode'),
    sockets: scaled('sockets'),
  };
}
