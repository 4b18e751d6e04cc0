import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Realm } from './realm.ts';

/** A realm in a process of its own: Colyseus allows one server a process. */
export interface RealmProcess {
  url: string;
  stop(): Promise<void>;
}

export async function startRealmProcess(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<RealmProcess> {
  const child = spawn(process.execPath, [import.meta.filename, databaseUrl, JSON.stringify(env)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [port] = await Promise.race([
    once(child.stdout, 'data'),
    exited.then(([code]) => {
      throw new Error(`the realm process ended with ${code}`);
    }),
  ]);
  return {
    url: `http://127.0.0.1:${Number(String(port))}`,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

if (import.meta.main) {
  const [databaseUrl, env] = process.argv.slice(2) as [string, string];
  const realm = await Realm.start({ databaseUrl, env: JSON.parse(env) });
  process.stdout.write(`${realm.server.port}\n`);
  // The parent ends it by closing the pipe, also by dying.
  process.stdin.resume().once('end', () => void realm.stop().then(() => process.exit(0)));
}
