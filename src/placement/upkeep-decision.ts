import type { KindPolicy, PlaceKind, PlacementPolicy } from '../content/types.ts';
import type { KnownInstance } from './directory.ts';
import { seatLimit } from './policy.ts';

/** How long instances have been as they are, milliseconds since 1970, by instance id. */
export interface Since {
  empty: ReadonlyMap<string, number>;
  /** Below the share at which they are consolidated. */
  low: ReadonlyMap<string, number>;
}

export interface Consolidation {
  instanceId: string;
  processId: string;
  place: string;
  kind: PlaceKind;
  /** Instances of the same place with room for its players, fullest first. */
  targets: string[];
}

export type UpkeepAction =
  | { type: 'open'; place: string; kind: PlaceKind }
  | { type: 'closeEmpty'; instanceId: string; processId: string }
  | ({ type: 'consolidate' } & Consolidation);

/** Since when each instance is empty or low, now that they stand as given. */
export function observe(
  instances: readonly KnownInstance[],
  before: Since,
  policy: PlacementPolicy,
  now: number,
): Since {
  const since = (known: ReadonlyMap<string, number>, applies: (instance: KnownInstance) => boolean) =>
    new Map(instances.filter(applies).map(({ id }) => [id, known.get(id) ?? now]));
  return {
    empty: since(before.empty, ({ seats }) => seats === 0),
    low: since(before.low, (instance) => instance.seats > 0 && isLow(instance, policy.kinds[instance.kind])),
  };
}

/**
 * What is to be done so that there is a warm instance where it is needed, and none that nobody needs. Instances that
 * close, or whose process drains, are left alone.
 */
export function decideUpkeep(
  instances: readonly KnownInstance[],
  since: Since,
  policy: PlacementPolicy,
  now: number,
): UpkeepAction[] {
  const staying = instances.filter(({ closing, process }) => !closing && !process.draining);
  // Whose players are on their way to the others: what room is left there shows when it is gone.
  const inMotion = new Set(instances.filter(({ closing }) => closing).map(({ place }) => place));
  const actions: UpkeepAction[] = [];
  for (const ofPlace of Map.groupBy(staying, ({ place }) => place).values()) {
    const kind = policy.kinds[ofPlace[0]!.kind];
    const open = warm(ofPlace, kind);
    if (open) actions.push(open);
    actions.push(...closable(ofPlace, since, kind, now, policy.closeEmptyAfterSec));
    const isInMotion = inMotion.has(ofPlace[0]!.place);
    const consolidation = isInMotion ? null : consolidatable(ofPlace, since, kind, now);
    if (consolidation) actions.push(consolidation);
  }
  return actions;
}

function isLow({ seats }: KnownInstance, { cap, consolidateBelow }: KindPolicy): boolean {
  return consolidateBelow !== null && seats < cap * consolidateBelow;
}

/** Every one of them is fuller than is good for those who come next. */
function areAllWarm(instances: readonly KnownInstance[], { cap, warmAbove }: KindPolicy): boolean {
  return (
    warmAbove !== null && instances.length > 0 && instances.every(({ seats }) => seats > cap * warmAbove)
  );
}

function warm(ofPlace: readonly KnownInstance[], kind: KindPolicy): UpkeepAction | null {
  const { place, kind: name } = ofPlace[0]!;
  return areAllWarm(ofPlace, kind) ? { type: 'open', place, kind: name } : null;
}

/** One that has been empty for long enough, unless all others are so full that it would be opened again at once. */
function closable(
  ofPlace: readonly KnownInstance[],
  { empty }: Since,
  kind: KindPolicy,
  now: number,
  afterSec: number,
): UpkeepAction[] {
  const due = ofPlace.filter(({ id }) => now - (empty.get(id) ?? now) >= afterSec * 1000);
  const open = new Set(ofPlace);
  const actions: UpkeepAction[] = [];
  for (const instance of due) {
    open.delete(instance);
    if (areAllWarm([...open], kind)) open.add(instance);
    else actions.push({ type: 'closeEmpty', instanceId: instance.id, processId: instance.process.processId });
  }
  return actions;
}

/** The emptiest of those that have been low for long enough and whose players fit into the others below target. */
function consolidatable(
  ofPlace: readonly KnownInstance[],
  { low }: Since,
  kind: KindPolicy,
  now: number,
): UpkeepAction | null {
  const target = seatLimit(kind, 'target');
  const due = ofPlace
    .filter(({ id }) => now - (low.get(id) ?? now) >= kind.consolidateAfterSec * 1000 && low.has(id))
    .sort((a, b) => a.seats - b.seats || b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1));
  for (const instance of due) {
    const others = ofPlace
      .filter((other) => other !== instance && other.seats > 0 && other.seats < target)
      .sort((a, b) => b.seats - a.seats || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1));
    const room = others.reduce((sum, { seats }) => sum + target - seats, 0);
    if (room < instance.seats) continue;
    return {
      type: 'consolidate',
      instanceId: instance.id,
      processId: instance.process.processId,
      place: instance.place,
      kind: instance.kind,
      targets: others.map(({ id }) => id),
    };
  }
  return null;
}
