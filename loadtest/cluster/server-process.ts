import { type ChildProcess, type Serializable, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../../src/free-port.ts';

const READY_WITHIN_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;

/** A server in a process of its own, which says `ready` when it may be used. */
export class ServerProcess {
  readonly base: URL;
  private readonly child: ChildProcess;
  private questions = 0;
  /** Resolves when it has ended, for whatever reason. */
  readonly exited: Promise<unknown>;

  /**
   * @param script absolute path
   * @param env what is set besides our own environment; PORT and PUBLIC_ADDRESS are added
   * @param nodeOptions command line options of its Node
   * @param onOutput hears its output, which nobody hears otherwise
   */
  static async start(
    script: string,
    env: NodeJS.ProcessEnv,
    nodeOptions: readonly string[] = [],
    onOutput?: (line: string) => void,
  ): Promise<ServerProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [...nodeOptions, script], {
      env: {
        ...process.env,
        ...env,
        PORT: String(port),
        PUBLIC_ADDRESS: `127.0.0.1:${port}`,
        // It watches its parent as if that were npm's shell, and does not outlive us.
        npm_lifecycle_event: 'loadtest',
      },
      stdio: ['ignore', onOutput ? 'pipe' : 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    if (onOutput) createInterface(child.stdout!).on('line', onOutput);
    const server = new ServerProcess(port, child);
    await server.ready();
    return server;
  }

  private constructor(port: number, child: ChildProcess) {
    this.base = new URL(`http://127.0.0.1:${port}`);
    this.child = child;
    this.exited = once(child, 'exit');
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.exited;
  }

  /** Without a word. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /**
   * Asks a module that answers questions of this name, see `answerQuestions`.
   * @returns undefined: it has ended instead
   */
  async ask(name: string, argument: Serializable = true): Promise<unknown> {
    const id = ++this.questions;
    const answered = this.told(
      (message) => typeof message === 'object' && 'answers' in message && message.answers === id,
      ANSWER_WITHIN_MS,
    );
    this.child.send({ id, [name]: argument });
    return ((await answered) as { answer?: unknown } | undefined)?.answer;
  }

  private async ready(): Promise<void> {
    const outcome = await this.told((message) => message === 'ready', READY_WITHIN_MS);
    if (outcome === undefined) throw new Error('A server process ended before it was ready.');
  }

  /** Libraries that a server uses send messages of their own. @returns undefined: it has ended instead */
  private async told(isMeant: (message: Serializable) => boolean, withinMs: number): Promise<unknown> {
    const messages = on(this.child, 'message', { signal: AbortSignal.timeout(withinMs) });
    const found = async () => {
      for await (const [message] of messages) if (isMeant(message)) return message;
    };
    return Promise.race([found(), this.exited.then(() => undefined)]);
  }
}
