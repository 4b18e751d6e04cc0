import type { Passwords } from '../../src/accounts/passwords.ts';

/** Passwords that cost nothing, and a record of the work that was asked for. */
export class SpyPasswords implements Passwords {
  /** 'hash', 'verify' or, for an unknown name, 'verify nobody'. */
  readonly work: string[] = [];

  async hash(password: string): Promise<string> {
    this.work.push('hash');
    return `hashed ${password}`;
  }

  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    this.work.push(passwordHash === null ? 'verify nobody' : 'verify');
    return passwordHash === `hashed ${password}`;
  }
}
