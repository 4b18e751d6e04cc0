import { join } from 'node:path';
import { ownTarget, type ProcessTarget, processTarget, type Target } from '../run/target.ts';
import type { Frames } from './servers/frame-plan.ts';
import type { Study } from './servers/study.ts';

export const CONTENDERS = {
  ours: 'this server, whole: database, login, placement, one hub',
  broadcast: 'stock Colyseus room, everybody is told of everybody',
  views: 'stock Colyseus room, a StateView for each client at our radius',
  ws: 'bare ws, as many frames of the same size as ours sent',
} as const;
export type ContenderName = keyof typeof CONTENDERS;

const SERVERS = join(import.meta.dirname, 'servers');
const STUDY = join(SERVERS, 'study.ts');
const MOST_STUDY_MS = 5_000;

/** A server process that is loaded in its turn. */
export class Contender {
  readonly name: ContenderName;
  readonly target: Target;
  private readonly process: ProcessTarget;
  private lastStudy: Study | null = null;

  /** @param studyMs how long it is profiled at the end of a turn */
  constructor(name: ContenderName, process: ProcessTarget, studyMs: number) {
    this.name = name;
    this.process = process;
    this.target = {
      ...process,
      isBare: name === 'ws',
      study: async () => {
        this.lastStudy = ((await process.server.ask('studyMs', studyMs)) as Study | undefined) ?? null;
      },
    };
  }

  /** @returns of the turn that has just ended; null: it did not come so far */
  takeStudy(): Study | null {
    const study = this.lastStudy;
    this.lastStudy = null;
    return study;
  }

  /** What it is to send from now on; the bare one alone. */
  async imitate(frames: Frames): Promise<void> {
    await this.process.server.ask('frames', frames);
  }
}

/** Starts all of them. @returns in their order @throws Error one cannot be started; the others have been stopped */
export async function startContenders(contentDir: string, seconds: number): Promise<Contender[]> {
  const preload = [STUDY];
  const stock = (script: string, env: NodeJS.ProcessEnv, text: string) =>
    processTarget(join(SERVERS, script), { ...env, CONTENT_DIR: contentDir }, { preload, text });
  const starts: Record<ContenderName, () => Promise<ProcessTarget>> = {
    ours: () => ownTarget({ env: { CONTENT_DIR: contentDir }, preload }),
    broadcast: () => stock('stock-server.ts', { SHOWS: 'everybody' }, CONTENDERS.broadcast),
    views: () => stock('stock-server.ts', { SHOWS: 'those near' }, CONTENDERS.views),
    ws: () => stock('bare-server.ts', {}, CONTENDERS.ws),
  };
  const studyMs = Math.min(MOST_STUDY_MS, seconds * 1000);
  const entries = Object.entries(starts) as [ContenderName, () => Promise<ProcessTarget>][];
  const outcomes = await Promise.allSettled(
    entries.map(async ([name, start]) => new Contender(name, await start(), studyMs)),
  );
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failed) return started;
  await stopAll(started);
  throw failed.reason;
}

export async function stopAll(contenders: readonly Contender[]): Promise<void> {
  await Promise.allSettled(contenders.map(({ target }) => target.stop()));
}
