import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Does the password belong to the hash? For `null`, when there is no such account, it does the same work and
   * answers false: the time it takes does not tell whether the account exists.
   */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** argon2id with the parameters that OWASP's Password Storage Cheat Sheet recommends. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function makePasswords(): Passwords {
  const nobodysHash = hash(randomBytes(32), ARGON2ID);
  return {
    hash: (password) => hash(normalised(password), ARGON2ID),
    async verify(passwordHash, password) {
      const matches = await verify(passwordHash ?? (await nobodysHash), normalised(password));
      return passwordHash !== null && matches;
    },
  };
}

/** Keyboards differ in how they encode the same accented letter. */
function normalised(password: string): string {
  return password.normalize('NFC');
}
