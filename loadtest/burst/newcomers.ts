/** Somebody of a crowd: who it is, and where it wants to go. */
export interface Newcomer {
  /** Index among all people, party by party. */
  person: number;
  /** Index of its party. */
  party: number;
  place: string;
}

export interface Crowd {
  /** In the order in which they ask. */
  newcomers: Newcomer[];
  partySizes: number[];
}

const MOST_MEMBERS = 5;

/** Parties of one to five, each bound for one place; their members ask all mixed up. @param random from 0 to 1 */
export function crowdOf({
  people,
  places,
  random,
}: {
  people: number;
  places: readonly string[];
  random: () => number;
}): Crowd {
  const newcomers: Newcomer[] = [];
  const partySizes: number[] = [];
  while (newcomers.length < people) {
    const size = Math.min(1 + Math.floor(random() * MOST_MEMBERS), people - newcomers.length);
    const place = places[Math.floor(random() * places.length)]!;
    const party = partySizes.push(size) - 1;
    for (let i = 0; i < size; i++) newcomers.push({ person: newcomers.length, party, place });
  }
  return { newcomers: shuffled(newcomers, random), partySizes };
}

function shuffled<T>(values: T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
