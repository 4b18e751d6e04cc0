/** People who arrive: one, or a party that comes together or one by one. */
export interface Arrival {
  /** Milliseconds from the beginning. */
  atMs: number;
  place: string;
  partyId: string | null;
  /** Everybody in the party, also those who come in arrivals of their own. */
  partySize: number;
  /** Who comes now, in one ticket. */
  members: { characterId: string; staysMs: number }[];
}

export interface ArrivalOptions {
  pattern: 'steady' | 'burst' | 'tide';
  place: string;
  /** Who are there at once, on average; with `tide`, at its height. */
  players: number;
  /** Share of people who come in parties of two to five. */
  parties: number;
  hours: number;
  /** Mean of the time that people stay; it is distributed exponentially. */
  stayMin: number;
  random: () => number;
}

const MINUTE_MS = 60_000;
const BURST_MS = 1_000;
/** Half of the parties come one by one within this time. */
const PARTY_GATHERS_MS = 5_000;
/** At low tide a tenth of those at high tide come. */
const LOW_TIDE = 0.1;

/** Synthetic arrivals, in the order of time. */
export function synthesise(options: ArrivalOptions): Arrival[] {
  const { pattern, players, hours, stayMin, random } = options;
  const endMs = hours * 60 * MINUTE_MS;
  const perMs = players / (stayMin * MINUTE_MS);
  const arrivals: Arrival[] = [];
  let groups = 0;
  const come = (atMs: number) => {
    groups += 1;
    const group = groupAt(atMs, groups, options);
    arrivals.push(...group);
    return group.reduce((sum, { members }) => sum + members.length, 0);
  };
  if (pattern === 'burst') {
    for (let people = 0; people < players; ) people += come(BURST_MS * random());
  }
  for (let atMs = 0; atMs < endMs; ) {
    const people = random() < shareAt(atMs, endMs, pattern) ? come(atMs) : 1;
    atMs += (-Math.log(1 - random()) * people) / perMs;
  }
  return arrivals.sort((a, b) => a.atMs - b.atMs);
}

/** Share of the highest rate that arrives: one tide from low water to low water. */
function shareAt(atMs: number, endMs: number, pattern: ArrivalOptions['pattern']): number {
  if (pattern !== 'tide') return 1;
  return LOW_TIDE + ((1 - LOW_TIDE) * (1 - Math.cos((2 * Math.PI * atMs) / endMs))) / 2;
}

function groupAt(atMs: number, group: number, options: ArrivalOptions): Arrival[] {
  const { place, parties, stayMin, random } = options;
  // Parties have 3.5 members on average, so fewer groups than people are parties.
  const isParty = random() < parties / (3.5 - 2.5 * parties);
  const size = isParty ? 2 + Math.floor(4 * random()) : 1;
  const staysMs = -Math.log(1 - random()) * stayMin * MINUTE_MS;
  const members = Array.from({ length: size }, (_, index) => ({
    characterId: `c${group}.${index}`,
    staysMs,
  }));
  const common = { place, partyId: size > 1 ? `party${group}` : null, partySize: size };
  if (size === 1 || random() < 0.5) return [{ ...common, atMs, members }];
  return members.map((member) => ({
    ...common,
    atMs: atMs + PARTY_GATHERS_MS * random(),
    members: [member],
  }));
}

/**
 * Recorded arrivals: one JSON object a line, `{"atMs", "place", "partyId"?, "staysMs"?}`, one line a person.
 * @throws Error that names the line
 */
export function parseRecording(text: string, stayMin: number): Arrival[] {
  const people = text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => parseLine(line, number));
  const sizes = Map.groupBy(people, ({ partyId }) => partyId);
  return people
    .map(({ atMs, place, partyId, staysMs = stayMin * MINUTE_MS }, index) => ({
      atMs,
      place,
      partyId: partyId ?? null,
      partySize: partyId === undefined ? 1 : sizes.get(partyId)!.length,
      members: [{ characterId: `c${index}`, staysMs }],
    }))
    .sort((a, b) => a.atMs - b.atMs);
}

interface RecordedPerson {
  atMs: number;
  place: string;
  partyId?: string;
  staysMs?: number;
}

function parseLine(line: string, number: number): RecordedPerson {
  const wrong = (what: string) => new Error(`line ${number} of the recording: ${what}`);
  let person: Partial<Record<keyof RecordedPerson, unknown>>;
  try {
    person = JSON.parse(line);
  } catch {
    throw wrong('is not JSON');
  }
  const { atMs, place, partyId, staysMs } = person ?? {};
  if (typeof atMs !== 'number' || !(atMs >= 0)) throw wrong('atMs is not a time in milliseconds');
  if (typeof place !== 'string') throw wrong('place is not the id of a place');
  if (partyId !== undefined && typeof partyId !== 'string') throw wrong('partyId is not text');
  if (staysMs !== undefined && !(typeof staysMs === 'number' && staysMs >= 0)) {
    throw wrong('staysMs is not a time in milliseconds');
  }
  return person as RecordedPerson;
}
