import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, SETTINGS } from '../config.ts';

const NAMES = ['JWT_SECRET', 'SERVER_SECRET', 'OPERATOR_PASSWORD'] as const;
export type SecretName = (typeof NAMES)[number];
type Secrets = Partial<Record<SecretName, string>>;

/** The secrets that nobody configured. In production there are none: `loadConfig` has refused to go on. */
export function missingSecrets(config: Config): SecretName[] {
  return NAMES.filter((name) => config[name] === null);
}

/**
 * Generates secrets once and keeps them in `secrets.json`, so that logins survive a restart.
 * @param dataDir exists
 * @returns exactly the named ones
 */
export function generatedSecrets(dataDir: string, names: SecretName[]): Secrets {
  const file = join(dataDir, 'secrets.json');
  const kept = readSecrets(file);
  const unknown = names.filter((name) => kept[name] === undefined);
  if (unknown.length > 0) {
    for (const name of unknown) kept[name] = generate(name);
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(unfinished, file);
  }
  return Object.fromEntries(names.map((name) => [name, kept[name]]));
}

/** The operator's is typed by a person, so it is shorter: still 96 bits. */
function generate(name: SecretName): string {
  return randomBytes(name === 'OPERATOR_PASSWORD' ? 12 : 48).toString('base64url');
}

function readSecrets(file: string): Secrets {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}). Start as the user that owns it.`,
    );
  }
  try {
    const content = JSON.parse(text) as Record<string, unknown>;
    const known = NAMES.filter((name) => content[name] !== undefined);
    return Object.fromEntries(known.map((name) => [name, SETTINGS[name].parse(String(content[name]))]));
  } catch {
    // Without the parser's message, which quotes what it read.
    throw new Error(
      `${file} is damaged. Restore it, or delete it to get new secrets (everybody must log in again).`,
    );
  }
}
