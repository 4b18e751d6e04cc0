/** What a leaf of a request is replaced by. None of it is right anywhere, but for what `Request.accepts` says. */
const TEXTS = [
  "'; DROP TABLE ledger_accounts; --",
  "1' OR '1'='1",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '',
  ' ',
  '5',
  '1e3',
  'NaN',
  '-1',
  'x'.repeat(5_000),
];
const NUMBERS = [
  0,
  -1,
  -0.5,
  0.5,
  1.000_000_1,
  1_000_000_001,
  2 ** 31,
  2 ** 53,
  1e21,
  -(2 ** 63),
  Number.MIN_VALUE,
];
const OTHERS: readonly unknown[] = [
  null,
  true,
  false,
  [],
  [1],
  {},
  { $gt: 0 },
  { toString: 'x' },
  { length: 1 },
];

export const HOSTILE: readonly unknown[] = [...TEXTS, ...NUMBERS, ...OTHERS];

/** Bodies that are not what any route expects. JSON as it is sent. */
export const HOSTILE_BODIES = [
  '',
  'null',
  '[]',
  '"text"',
  '5',
  '{}',
  '{"__proto__":{"amount":1}}',
  '{"constructor":{"prototype":{"amount":1}}}',
  '{"amount":NaN}',
  '{"amount":Infinity}',
  '{"amount":1e999}',
  '['.repeat(5_000),
];

/** @returns paths to all leaves: 'stacks.0.amount' as ['stacks', 0, 'amount'] */
export function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** @returns a copy in which one leaf is another; undefined: it is missing */
export function replaced(value: object, path: readonly (string | number)[], leaf: unknown): object {
  const copy = structuredClone(value);
  // biome-ignore lint/suspicious/noExplicitAny: it goes wherever the path leads
  let inner: any = copy;
  for (const key of path.slice(0, -1)) inner = inner[key];
  if (leaf === undefined) delete inner[path.at(-1)!];
  else inner[path.at(-1)!] = leaf;
  return copy;
}
