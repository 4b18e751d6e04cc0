import { type Config, SETTINGS } from '../config.ts';

const REDACTED = '[redacted]';

/** Names under which secrets travel: bodies, headers, environment. Matched whatever their case. */
const SECRET_FIELDS = [
  'password',
  'passwordHash',
  'accessToken',
  'refreshToken',
  'reconnectionToken',
  'token',
  '_authToken',
  'secret',
  'authorization',
  'cookie',
  'set-cookie',
  'x-server-secret',
  ...Object.entries(SETTINGS).flatMap(([name, setting]) => ('secret' in setting ? [name] : [])),
];

const NAMES = SECRET_FIELDS.map((name) => name.replace(/[-_]/g, '\\$&')).join('|');

/**
 * A field of JSON with its string or array. The quotes may themselves be escaped (slashes): JSON inside a string, such as
 * a body quoted by an error message.
 */
const FIELD = new RegExp(
  String.raw`((\\*)"(?:${NAMES})\2"\s*:\s*)(?:\2"(?:(?!\2")(?:\\.|[^\\]))*\2"|\[[^\]]*\])`,
  'gi',
);
const QUERY = new RegExp(String.raw`([?&](?:${NAMES})=)[^&#"\s\\]+`, 'gi');
const BEARER = /\b(Bearer|Basic) +[\w.~+/=-]+/gi;
const URL_CREDENTIALS = /(:\/\/)[^\s"/@\\]*:[^\s"/@\\]*@/g;

/**
 * Removes secrets from a finished log line. It works on the output, not on the objects logged, so that nothing can
 * slip past it: nested objects, bindings of child loggers, messages and stacks of errors, query strings.
 */
export function makeRedactor(config: Config): (line: string) => string {
  const values = Object.entries(SETTINGS)
    .flatMap(([name, setting]) => ('secret' in setting ? [config[name as keyof Config]] : []))
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => JSON.stringify(value).slice(1, -1));

  return (line) => {
    let redacted = line
      .replace(FIELD, (_match, name: string, slashes: string) => `${name}${slashes}"${REDACTED}${slashes}"`)
      .replace(QUERY, `$1${REDACTED}`)
      .replace(BEARER, `$1 ${REDACTED}`)
      .replace(URL_CREDENTIALS, `$1${REDACTED}@`);
    for (const value of values) redacted = redacted.replaceAll(value, REDACTED);
    return redacted;
  };
}
