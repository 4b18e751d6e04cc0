/**
 * All configuration, as one table. `.env.example` and the README are kept equal to it by a test.
 * `loadConfig` checks every value, so that a bad one stops the boot with one clear line.
 */

type Environment = Record<string, string | undefined>;

interface Setting<T> {
  /** `null`: no default; the value is `null` when unset. */
  default: string | null;
  unit: string;
  text: string;
  /** Never printed or logged. */
  secret?: boolean;
  /** Production refuses to start without it. */
  requiredInProduction?: boolean;
  parse(raw: string): T;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

function integer(min: number, max: number) {
  return (raw: string): number => {
    const value = Number(raw);
    if (!/^-?\d+$/.test(raw) || value < min || value > max) {
      throw new ConfigError(`must be a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

function oneOf<T extends string>(...values: T[]) {
  return (raw: string): T => {
    if (!values.includes(raw as T)) throw new ConfigError(`must be one of ${values.join(', ')}`);
    return raw as T;
  };
}

function url(...protocols: string[]) {
  return (raw: string): string => {
    const protocol = URL.parse(raw)?.protocol;
    if (!protocol || !protocols.includes(protocol)) {
      throw new ConfigError(`must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    }
    return raw;
  };
}

function longSecret(minLength: number) {
  return (raw: string): string => {
    if (raw.length < minLength) throw new ConfigError(`must have at least ${minLength} characters`);
    return raw;
  };
}

function text(raw: string): string {
  return raw;
}

function name(raw: string): string {
  if (!/^[a-z0-9-]{1,32}$/.test(raw)) {
    throw new ConfigError('must be a name of 1 to 32 small letters, digits and hyphens');
  }
  return raw;
}

function origins(raw: string): string[] {
  const list = raw
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  for (const origin of list) {
    if (URL.parse(origin)?.origin !== origin) {
      throw new ConfigError('must be origins such as https://play.example.com, separated by commas');
    }
  }
  return list;
}

function hostAndPath(raw: string): string {
  if (!/^[A-Za-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~/-]*)?$/.test(raw)) {
    throw new ConfigError('must be host[:port][/path] without a protocol');
  }
  return raw;
}

function hostName(raw: string): string {
  if (!/^[A-Za-z0-9.-]+$/.test(raw)) throw new ConfigError('must be a host without protocol and port');
  return raw;
}

export const SETTINGS = {
  NODE_ENV: {
    default: 'development',
    unit: 'development | test | production',
    text: 'Production refuses insecure defaults and the embedded database.',
    parse: oneOf('development', 'test', 'production'),
  },
  PORT: { default: '2567', unit: 'TCP port', text: 'HTTP and WebSocket port.', parse: integer(0, 65535) },
  HOST: { default: '0.0.0.0', unit: 'address', text: 'Address to listen on.', parse: text },
  DATA_DIR: {
    default: './data',
    unit: 'path',
    text: 'Embedded database and generated development secrets.',
    parse: text,
  },
  CONTENT_DIR: {
    default: './content',
    unit: 'path',
    text: "Folder of the game's content.",
    parse: text,
  },
  DATABASE_URL: {
    default: null,
    unit: 'URL',
    text: 'PostgreSQL to use instead of the embedded one.',
    secret: true,
    requiredInProduction: true,
    parse: url('postgres:', 'postgresql:'),
  },
  DATABASE_POOL_SIZE: {
    default: '10',
    unit: 'connections',
    text: 'Database connections that this process may hold.',
    parse: integer(1, 500),
  },
  REDIS_URL: {
    default: null,
    unit: 'URL',
    text: 'Redis through which several processes form one realm.',
    secret: true,
    parse: url('redis:', 'rediss:'),
  },
  PUBLIC_ADDRESS: {
    default: null,
    unit: 'host[:port][/path]',
    text: 'Address at which clients reach this very process; unset: the address they called.',
    parse: hostAndPath,
  },
  CLUSTER_HOST: {
    default: 'localhost',
    unit: 'host',
    text: 'Of npm run cluster, the name or address of this machine, as clients reach it.',
    parse: hostName,
  },
  CLUSTER_PROCESSES: {
    default: '3',
    unit: 'processes',
    text: 'Of npm run cluster, game processes, at PORT and the ports after it.',
    parse: integer(1, 64),
  },
  JWT_SECRET: {
    default: null,
    unit: '32 characters or more',
    text: 'Key that signs access tokens; generated into DATA_DIR in development.',
    secret: true,
    requiredInProduction: true,
    parse: longSecret(32),
  },
  SERVER_SECRET: {
    default: null,
    unit: '32 characters or more',
    text: 'Shared secret of service-to-service routes (X-Server-Secret); generated in development.',
    secret: true,
    requiredInProduction: true,
    parse: longSecret(32),
  },
  OPERATOR_PASSWORD: {
    default: null,
    unit: '12 characters or more',
    text: 'Password of the operator at /monitor and /metrics; generated in development.',
    secret: true,
    requiredInProduction: true,
    parse: longSecret(12),
  },
  LOG_LEVEL: {
    default: null,
    unit: 'fatal | error | warn | info | debug | trace | silent',
    text: 'Smallest level that is logged; unset: info in production, warn elsewhere.',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  RECORD_DIR: {
    default: null,
    unit: 'path',
    text: 'Where each instance is recorded, to be lived through again with npm run replay; unset: nothing is recorded.',
    parse: text,
  },
  CORS_ORIGINS: {
    default: '',
    unit: 'origins, comma-separated',
    text: 'Other sites whose pages may call the API and join rooms.',
    parse: origins,
  },
  TRUSTED_PROXIES: {
    default: '0',
    unit: 'hops',
    text: 'Reverse proxies in front, whose X-Forwarded-For is believed.',
    parse: integer(0, 10),
  },
  CHARACTERS_PER_ACCOUNT: {
    default: '5',
    unit: 'characters',
    text: 'Characters that one account may have.',
    parse: integer(1, 100),
  },
  REGION: {
    default: 'local',
    unit: 'name',
    text: 'Region in which this process runs; clients may ask for one, or for the nearest.',
    parse: name,
  },
  SHUTDOWN_SECONDS: {
    default: '20',
    unit: 's',
    text: 'Deadline of an orderly stop; after it the process ends anyway.',
    parse: integer(1, 600),
  },
  REQUESTS_PER_MINUTE: {
    default: '600',
    unit: 'requests/min',
    text: 'API requests that one address may make; of pages and files ten times as many.',
    parse: integer(1, 1_000_000),
  },
  LOGINS_PER_NAME: {
    default: '10',
    unit: 'attempts per name',
    text: 'Failed logins of one account name in 15 minutes, and registrations of one name in an hour.',
    parse: integer(1, 1_000_000),
  },
  LOGINS_PER_ADDRESS: {
    default: '100',
    unit: 'attempts/15 min',
    text: 'Logins from one address.',
    parse: integer(1, 1_000_000),
  },
  REGISTRATIONS_PER_ADDRESS: {
    default: '50',
    unit: 'attempts/h',
    text: 'Registrations from one address.',
    parse: integer(1, 1_000_000),
  },
} as const satisfies Record<string, Setting<unknown>>;

type Settings = typeof SETTINGS;
type Value<S> = S extends { default: string; parse(raw: string): infer T }
  ? T
  : S extends { parse(raw: string): infer T }
    ? T | null
    : never;
export type Config = Readonly<{ [K in keyof Settings]: Value<Settings[K]> }>;
/** The configuration of a server that runs: secrets that were not given have been generated. */
export type RunningConfig = Config &
  Readonly<Record<'JWT_SECRET' | 'SERVER_SECRET' | 'OPERATOR_PASSWORD', string>>;

/**
 * Reads and checks every setting.
 * @throws ConfigError naming the setting, what is wrong and what to do; it never contains a secret's value.
 */
export function loadConfig(environment: Environment): Config {
  const config: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(SETTINGS)) {
    const given = environment[name];
    const raw = given === undefined || given === '' ? setting.default : given;
    try {
      config[name] = raw === null ? null : setting.parse(raw);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const shown = setting.secret ? 'its value' : JSON.stringify(raw);
      throw new ConfigError(`${name}: ${shown} is not usable, it ${error.message}.`);
    }
  }
  if (config.NODE_ENV === 'production') {
    const missing = Object.entries<Setting<unknown>>(SETTINGS)
      .filter(([name, setting]) => setting.requiredInProduction && config[name] === null)
      .map(([name]) => name);
    if (missing.length > 0) {
      throw new ConfigError(`${missing.join(', ')} must be set in production. See .env.example.`);
    }
  }
  return Object.freeze(config) as Config;
}
