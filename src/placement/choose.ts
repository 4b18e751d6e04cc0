import type { KindPolicy, PlacementPolicy, ScoreWeights } from '../content/types.ts';
import type { Candidate, Exclusion } from './decision.ts';
import type { KnownInstance } from './directory.ts';
import { seatLimit } from './policy.ts';
import type { Ticket } from './ticket.ts';

/** Friends beyond these do not make an instance better. */
const ENOUGH_FRIENDS = 3;
/** A region that was not measured counts as this far away, and nothing as farther. */
const FARTHEST_MS = 250;

/** An instance that may be chosen, as the placer sees it. */
export interface Option {
  instance: KnownInstance;
  /** Seats counted there, and what is promised but not yet counted. */
  seats: number;
  /** Seats kept free for members of other parties, who are on their way. */
  expected: number;
  /** Members of the ticket's party who are there, or were sent there a moment ago. */
  party: number;
  /** Its process did not answer a moment ago. */
  isSilent: boolean;
}

export interface Ranked {
  option: Option;
  candidate: Candidate;
}

/** The numbers that choices are made with, and the build that may be chosen. */
export interface ChoicePolicy extends Pick<PlacementPolicy, 'kinds' | 'weights'> {
  version: string;
}

/**
 * The options, best first, those that will not do last. An instance where the ticket's party is comes before every other,
 * since parties stay together; then the score decides, then who is fuller, older, and the id.
 */
export function rank(ticket: Ticket, options: readonly Option[], policy: ChoicePolicy): Ranked[] {
  return options.map((option) => ({ option, candidate: assess(ticket, option, policy) })).sort(byMerit);
}

/** Seats up to which the ticket may fill an instance with nobody in it that it knows. */
export function openLimit(ticket: Ticket, kind: KindPolicy): number {
  return Math.max(seatLimit(kind, baseTier(ticket)), Math.min(kind.cap, seatsWanted(ticket)));
}

/** What a whole party needs, also when only one of it asks: the others are expected to follow. */
export function seatsWanted(ticket: Ticket): number {
  return Math.max(ticket.members.length, ticket.partySize);
}

function assess(ticket: Ticket, option: Option, policy: ChoicePolicy): Candidate {
  const { instance, seats } = option;
  const kind = policy.kinds[ticket.kind];
  const limit = limitOf(ticket, option, kind);
  const parts = scoreParts(ticket, option, kind, policy.weights);
  return {
    instanceId: instance.id,
    processId: instance.process.processId,
    seats,
    limit,
    excluded: exclusionOf(ticket, option, limit, policy.version),
    score: parts.party + parts.friends + parts.guild + parts.fill + parts.language + parts.rtt,
    parts,
  };
}

function exclusionOf(ticket: Ticket, option: Option, limit: number, version: string): Exclusion | null {
  const { instance, seats, expected, party, isSilent } = option;
  if (instance.process.version !== version) return 'version';
  if (ticket.region !== null && instance.process.region !== ticket.region) return 'region';
  if (instance.process.draining) return 'draining';
  if (instance.closing) return 'closing';
  if (instance.owner !== ticket.owner) return 'private';
  if (ticket.near.blocked.includes(instance.id)) return 'blocked';
  if (ticket.exclude.includes(instance.id)) return 'excluded';
  if (isSilent) return 'silent';
  const wanted = party > 0 ? ticket.members.length : seatsWanted(ticket);
  return seats + expected + wanted > limit ? 'full' : null;
}

function limitOf(ticket: Ticket, { instance, seats, expected, party }: Option, kind: KindPolicy): number {
  const isKnownThere =
    ticket.isReturning ||
    party > 0 ||
    ticket.near.friends.includes(instance.id) ||
    ticket.near.guild.includes(instance.id);
  const base = baseTier(ticket);
  if (isKnownThere && base === 'target') return seatLimit(kind, 'soft');
  return seats + expected === 0 ? openLimit(ticket, kind) : seatLimit(kind, base);
}

/** Small instances are there to be full. */
function baseTier({ kind }: Ticket): 'target' | 'hard' {
  return kind === 'rift' || kind === 'arena' ? 'hard' : 'target';
}

/** Each part is from 0 to its weight. */
function scoreParts(
  ticket: Ticket,
  { instance, seats, party }: Option,
  kind: KindPolicy,
  weights: ScoreWeights,
): Candidate['parts'] {
  const { friends, guild } = ticket.near;
  const others = Math.max(1, ticket.partySize - ticket.members.length);
  const friendsThere = friends.filter((id) => id === instance.id).length;
  const target = seatLimit(kind, baseTier(ticket));
  const rttMs = Math.min(FARTHEST_MS, ticket.rttMs[instance.process.region] ?? FARTHEST_MS);
  return {
    party: weights.party * Math.min(1, party / others),
    friends: weights.friends * Math.min(1, friendsThere / ENOUGH_FRIENDS),
    guild: weights.guild * (guild.includes(instance.id) ? 1 : 0),
    fill: weights.fill * (seats > target ? 0 : seats / target),
    language: weights.language * (isSameLanguage(ticket.language, instance.language) ? 1 : 0),
    rtt: weights.rtt * (1 - rttMs / FARTHEST_MS),
  };
}

/** 'pt-BR' and 'pt' understand each other. */
function isSameLanguage(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.split('-')[0] === b.split('-')[0];
}

function byMerit(a: Ranked, b: Ranked): number {
  return (
    Number(a.candidate.excluded !== null) - Number(b.candidate.excluded !== null) ||
    Number(b.option.party > 0) - Number(a.option.party > 0) ||
    b.candidate.score - a.candidate.score ||
    b.candidate.seats - a.candidate.seats ||
    a.option.instance.openedAt - b.option.instance.openedAt ||
    (a.candidate.instanceId < b.candidate.instanceId ? -1 : 1)
  );
}
