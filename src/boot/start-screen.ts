import { styleText } from 'node:util';
import { type Config, SETTINGS } from '../config.ts';

export interface StartFacts {
  version: string;
  config: Config;
  /** The one that is really listened on. */
  port: number;
  dataDir: string | null;
  /** Names of the settings whose values were generated into `dataDir`. */
  generated: readonly string[];
  /** Null when DATABASE_URL is used. */
  embedded: { folder: string; elsewhere: boolean } | null;
  /** Of a cluster: the address of each process, the first one's first. */
  addresses?: readonly string[];
  colors: boolean;
}

/** What a person needs to know once the server is ready. Shows the operator's password only if nobody chose it. */
export function startScreen(facts: StartFacts): string {
  const { config } = facts;
  const bold = (text: string) => (facts.colors ? styleText('bold', text, { validateStream: false }) : text);
  const addresses = facts.addresses ?? [`${hostInUrl(config.HOST)}:${facts.port}`];
  const origin = `http://${addresses[0]}`;
  const rows: [string, string][] = [
    ['Play', origin],
    ...addresses.slice(1).map((address): [string, string] => ['', `http://${address}`]),
    ['API docs', `${origin}/api/docs`],
    ['Monitor', `${origin}/monitor`],
    ['', operatorLogin(facts)],
    ['Database', databaseText(facts)],
    ...(facts.embedded?.elsewhere
      ? [['', "not below DATA_DIR, which the database's own user may not enter"] as [string, string]]
      : []),
    ['Processes', processesText(facts)],
  ];
  const lines = rows.map(([name, text]) => `  ${bold(name.padEnd(11))}${text}`);
  return [
    '',
    `  ${bold(`Omega Realm ${facts.version}`)} is ready (${config.NODE_ENV})`,
    '',
    ...lines,
    '',
    ...(config.NODE_ENV === 'production'
      ? []
      : [`  For production set ${productionSettings()}; see .env.example.`]),
    '  Ctrl-C saves everybody and stops.',
    '',
    '',
  ].join('\n');
}

function operatorLogin({ config, generated, dataDir }: StartFacts): string {
  return generated.includes('OPERATOR_PASSWORD')
    ? `user operator, password ${config.OPERATOR_PASSWORD} (kept in ${dataDir}/secrets.json)`
    : 'user operator, password as set in OPERATOR_PASSWORD';
}

function processesText({ config, addresses }: StartFacts): string {
  const joined = 'joined through REDIS_URL';
  if (addresses)
    return `${addresses.length}, ${config.REDIS_URL ? joined : 'joined through a Redis of their own'}`;
  return config.REDIS_URL ? joined : 'this one alone';
}

function databaseText({ config, embedded }: StartFacts): string {
  if (embedded) return `embedded PostgreSQL, data in ${embedded.folder}`;
  const { hostname, port, pathname } = new URL(config.DATABASE_URL!);
  return `PostgreSQL ${pathname.slice(1)} at ${hostname || 'localhost'}:${port || 5432}`;
}

function productionSettings(): string {
  const required = Object.entries(SETTINGS).filter(([, setting]) => 'requiredInProduction' in setting);
  return ['NODE_ENV=production', ...required.map(([name]) => name)].join(', ');
}

/** The address to type on this machine. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
