import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';

// pm2 start ecosystem.config.js: one game process per core. Run `npm ci`, `npm run client:build` and `npm run migrate` before.
if (existsSync('.env')) process.loadEnvFile('.env');
const {
  CLUSTER_HOST = 'localhost',
  CLUSTER_PROCESSES = String(availableParallelism()),
  PORT = '2567',
  PUBLIC_HOST,
  SHUTDOWN_SECONDS = '20',
} = process.env;

/** Behind nginx (PUBLIC_HOST, see deploy/nginx) a process has a path there; without, clients reach its own port. */
function publicAddress(number, port) {
  return PUBLIC_HOST ? `${PUBLIC_HOST}/p${number}` : `${CLUSTER_HOST}:${port}`;
}

export const apps = Array.from({ length: Number(CLUSTER_PROCESSES) }, (_, index) => {
  const port = Number(PORT) + index;
  return {
    name: `omega-realm-${index + 1}`,
    script: 'src/main.ts',
    interpreter: './node_modules/.bin/node',
    // Not pm2's cluster mode: a room's sockets must reach the process that holds it.
    exec_mode: 'fork',
    wait_ready: true,
    listen_timeout: 60_000,
    // Above the process's own deadline, which hands players over and saves them.
    kill_timeout: (Number(SHUTDOWN_SECONDS) + 5) * 1000,
    exp_backoff_restart_delay: 500,
    env: { PORT: String(port), PUBLIC_ADDRESS: publicAddress(index + 1, port) },
  };
});
