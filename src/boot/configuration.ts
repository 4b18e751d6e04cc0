import { resolve } from 'node:path';
import { loadConfig, type RunningConfig } from '../config.ts';
import { openDataDir } from './data-dir.ts';
import { generatedSecrets, missingSecrets, type SecretName } from './secrets.ts';

export interface Configuration {
  config: RunningConfig;
  /** Null when nothing is kept on disk: the database is elsewhere and every secret is given. */
  dataDir: string | null;
  /** Names of the settings whose values were generated. */
  generated: SecretName[];
}

/**
 * The settings of the environment, completed by generated secrets outside production.
 * @param project what a relative DATA_DIR starts from, wherever the server is started
 */
export function readConfiguration(project: string): Configuration {
  const given = loadConfig(process.env);
  const generated = missingSecrets(given);
  const keepsData = given.DATABASE_URL === null || generated.length > 0;
  const dataDir = keepsData ? openDataDir(resolve(project, given.DATA_DIR)) : null;
  const secrets = dataDir === null ? {} : generatedSecrets(dataDir, generated);
  return { config: Object.freeze({ ...given, ...secrets }) as RunningConfig, dataDir, generated };
}
