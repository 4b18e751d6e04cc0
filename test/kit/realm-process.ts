import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openContent } from './open-content.ts';
import { freePort } from './ports.ts';
import { Realm } from './realm.ts';
import { RealmClient } from './realm-client.ts';

export interface RealmProcessOptions {
  databaseUrl: string;
  env?: Record<string, string>;
  /** On the maps for tests instead of the real ones. */
  isOpen?: boolean;
}

/** A realm in a process of its own: Colyseus allows one server a process. */
export class RealmProcess extends RealmClient {
  readonly url: string;
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;

  static async start(options: RealmProcessOptions): Promise<RealmProcess> {
    const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const [port] = await Promise.race([
      once(child.stdout, 'data'),
      exited.then(([code]) => {
        throw new Error(`the realm process ended with ${code}`);
      }),
    ]);
    return new RealmProcess(`http://127.0.0.1:${Number(String(port))}`, child, exited);
  }

  private constructor(url: string, child: ChildProcess, exited: Promise<unknown>) {
    super();
    this.url = url;
    this.child = child;
    this.exited = exited;
  }

  /** In order: it drains. */
  async stop(): Promise<void> {
    this.child.stdin!.end();
    await this.exited;
  }

  /** Without a word. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }
}

/** Settings of a process that shares a Redis with others, and is reached at an address of its own. */
export async function clusterEnv(redisUrl: string): Promise<Record<string, string>> {
  const port = String(await freePort());
  return { REDIS_URL: redisUrl, PORT: port, PUBLIC_ADDRESS: `127.0.0.1:${port}` };
}

if (import.meta.main) {
  const { isOpen, ...options } = JSON.parse(process.argv[2]!) as RealmProcessOptions;
  const realm = await Realm.start({ ...options, ...(isOpen && { content: openContent() }) });
  process.stdout.write(`${realm.server.port}\n`);
  // The parent ends it by closing the pipe, also by dying.
  process.stdin.resume().once('end', () => void realm.stop().then(() => process.exit(0)));
}
