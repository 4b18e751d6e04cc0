const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;

const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** What a person recognises their device by in the list of sessions, such as "Firefox on Linux". */
export function deviceName(userAgent: string): string {
  const find = (table: readonly (readonly [string, string])[], otherwise: string) =>
    table.find(([sign]) => userAgent.includes(sign))?.[1] ?? otherwise;
  return `${find(BROWSERS, 'a browser')} on ${find(SYSTEMS, 'an unknown system')}`;
}
