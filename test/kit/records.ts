import { randomUUID } from 'node:crypto';
import type { AccountRecord, SessionRecord } from '../../src/accounts/account-store.ts';
import type { CharacterRecord } from '../../src/characters/character-store.ts';
import type { Progress } from '../../src/game/progression.ts';

export const NOW = new Date('2026-03-01T12:00:00.000Z');

/** @returns `NOW`, so many seconds later */
export function later(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}

/** A name that no other test uses. */
export function uniqueName(prefix = 'n'): string {
  return `${prefix}${randomUUID().slice(0, 13)}`;
}

export function accountRecord(changes: Partial<AccountRecord> = {}): AccountRecord {
  return { id: randomUUID(), name: uniqueName(), passwordHash: 'hash', createdAt: NOW, ...changes };
}

export function sessionRecord(accountId: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id: randomUUID(),
    accountId,
    device: 'a browser',
    createdAt: NOW,
    lastUsedAt: NOW,
    expiresAt: later(1000),
    ...changes,
  };
}

/** As far as a character of these records has come. */
export const PROGRESS: Progress = { level: 1, experience: 0, health: 100, mana: 50.5, stamina: 80 };

export function characterRecord(accountId: string, changes: Partial<CharacterRecord> = {}): CharacterRecord {
  return {
    id: randomUUID(),
    accountId,
    name: uniqueName(),
    classId: 'vanguard',
    ...PROGRESS,
    place: 'haven',
    x: 12.25,
    y: 34.5,
    facing: 64,
    createdAt: NOW,
    ...changes,
  };
}

/** What people type who want to know whether it reaches the database unquoted. */
export const HOSTILE_TEXTS = [
  "'; DROP TABLE accounts; --",
  "' OR '1'='1",
  '$1',
  '%',
  '\\',
  '"quoted"',
  '__proto__',
  'constructor',
  '{{7*7}}',
  '\ud800',
];
