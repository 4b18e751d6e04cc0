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

// JSON inside a string, such as a body quoted by an error, has its quotes and backslashes escaped once more for each
// string around it. Group 2 is what stands before each quote there; one backslash of the value is then `\2\\`.
const STRING = String.raw`\2"(?:\2\\(?:\2\\|\2"|[^\\"])|[^\\"])*\2"`;
const LIST = String.raw`\[(?:${STRING}|\\[nrt]|[^\]"\\]){0,200}\]`;
const OBJECT = String.raw`\{(?:${STRING}|\\[nrt]|[^}"\\]){0,200}\}`;
const FIELD = new RegExp(
  String.raw`(?<!\\)((\\*)"(?:${NAMES})\2"\s*:\s*)(?:${STRING}|${LIST}|${OBJECT})`,
  'gi',
);

const QUERY = new RegExp(String.raw`([?&](?:${NAMES})=)[^&#"\s\\]+`, 'gi');
const CREDENTIALS = /\b(Bearer|Basic) +[\w.~+/=-]{16,}/gi;
const URL_CREDENTIALS = /(:\/\/)[^\s"/@:\\]*:[^\s"/@\\]*@/g;

/**
 * Removes secrets from a finished log line. It works on the output, not on the objects logged, so that nothing can
 * slip past it: nested objects, bindings of child loggers, messages and stacks of errors, query strings.
 * Its time grows with the line's length and no faster: part of a line is the caller's to choose.
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
      .replace(CREDENTIALS, `$1 ${REDACTED}`)
      .replace(URL_CREDENTIALS, `$1${REDACTED}@`);
    for (const value of values) redacted = redacted.replaceAll(value, REDACTED);
    return redacted;
  };
}
