import { createServer } from 'node:net';

/** Fails early, before a database is started for nothing. */
export async function checkPort(port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  }).catch((error) => {
    throw explainListenError(error, port, host);
  });
}

/** What to do about an error of `listen`; other errors are answered as they are. */
export function explainListenError(error: unknown, port: number, host: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
        {
          cause: error,
        },
      );
    case 'EACCES':
      return new Error(
        `Port ${port} may not be opened by this user. Choose a port above 1023: PORT=2567 npm start`,
        {
          cause: error,
        },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Error(
        `HOST: this machine has no address ${host}. Set HOST=0.0.0.0 to listen on all of them.`,
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}
