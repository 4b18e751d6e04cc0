import type { Profiler } from 'node:inspector';

/** Deciding who sees whom, making frames of it, and what sockets take, both ways. */
export type Part = 'interest' | 'encode' | 'sockets';

interface Marker {
  part: Part;
  file: RegExp;
  /** Absent: all that is in the file. */
  functions?: ReadonlySet<string>;
}

/** What is called from here on belongs to the part, until another marker is met. */
const MARKERS: readonly Marker[] = [
  { part: 'interest', file: /\/game\/steps\/interest-step\.ts$/ },
  { part: 'interest', file: /\/rooms\/mirror\.ts$/, functions: new Set(['apply', 'show', 'hide']) },
  { part: 'interest', file: /\/bench\/servers\/view-room\.ts$/, functions: new Set(['lookAround']) },
  { part: 'encode', file: /\/rooms\/sync\/shared-serializer\.ts$/, functions: new Set(['applyPatches']) },
  { part: 'encode', file: /\/serializer\/SchemaSerializer\.\w+$/, functions: new Set(['applyPatches']) },
  { part: 'sockets', file: /\/@colyseus\/ws-transport\/|\/ws\/lib\// },
];
/** V8's own entries beside the program's functions. */
const IDLE = '(idle)';

/** @returns how much of a profile was not idle, and how much of that each part took; microseconds */
export function partsOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): {
  busy: number;
  parts: Record<Part, number>;
} {
  const own = new Map<number, number>();
  for (const [i, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + timeDeltas[i]!);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts: Record<Part, number> = { interest: 0, encode: 0, sockets: 0 };
  let busy = 0;
  const walk = (node: Profiler.ProfileNode, outer: Part | null): void => {
    const part = partAt(node.callFrame) ?? outer;
    const micros = node.callFrame.functionName === IDLE ? 0 : (own.get(node.id) ?? 0);
    busy += micros;
    if (part) parts[part] += micros;
    for (const child of node.children ?? []) walk(byId.get(child)!, part);
  };
  if (nodes[0]) walk(nodes[0], null);
  return { busy, parts };
}

function partAt({ functionName, url }: Profiler.ProfileNode['callFrame']): Part | undefined {
  return MARKERS.find(({ file, functions }) => file.test(url) && (functions?.has(functionName) ?? true))
    ?.part;
}
