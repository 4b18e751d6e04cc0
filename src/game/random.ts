/**
 * Dice whose throws follow from a seed (sfc32). Plain data, so that a world can be replayed. 128 bits of state, mixed in
 * ways that do not run backwards: who sees where things appear cannot search for what will be rolled.
 */
export interface Random {
  a: number;
  b: number;
  c: number;
  counter: number;
}

const WARM_UP = 12;

/** @param seed 32 hexadecimal digits. @throws RangeError for anything else */
export function seededRandom(seed: string): Random {
  if (!/^[0-9a-f]{32}$/.test(seed)) throw new RangeError('a seed has 32 hexadecimal digits');
  const word = (at: number) => Number.parseInt(seed.slice(at * 8, at * 8 + 8), 16) | 0;
  const random = { a: word(0), b: word(1), c: word(2), counter: word(3) };
  for (let i = 0; i < WARM_UP; i++) nextFloat(random);
  return random;
}

/** @returns from 0, below 1 */
export function nextFloat(random: Random): number {
  const sum = (((random.a + random.b) | 0) + random.counter) | 0;
  random.counter = (random.counter + 1) | 0;
  random.a = random.b ^ (random.b >>> 9);
  random.b = (random.c + (random.c << 3)) | 0;
  random.c = (((random.c << 21) | (random.c >>> 11)) + sum) | 0;
  return (sum >>> 0) / 4_294_967_296;
}

/** @returns a whole number between them, both included */
export function nextBetween(random: Random, min: number, max: number): number {
  return min + Math.floor(nextFloat(random) * (max - min + 1));
}
