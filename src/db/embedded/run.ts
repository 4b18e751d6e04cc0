import { execFile } from 'node:child_process';
import { parse } from 'node:path';

/** The operating system's user that a child process runs as. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/**
 * Where and with what PostgreSQL's programs run: never in the project's folder, which their user may not be able to enter,
 * and never with our environment, which holds our secrets and could hold PG* variables meant for other programs.
 */
export function childOptions(user: SystemUser | null) {
  const inherited = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].map((name) => [name, process.env[name]]);
  return {
    ...user,
    cwd: parse(process.cwd()).root,
    env: { ...Object.fromEntries(inherited), LC_ALL: 'C' },
    windowsHide: true,
  };
}

/**
 * Runs a program to its end.
 * @param user null: as whoever runs this process.
 * @throws Error with the program's own message.
 */
export function run(program: string, args: string[], user: SystemUser | null): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, childOptions(user), (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim() || error.message, { cause: error }));
      else resolve(stdout.trim());
    });
  });
}
