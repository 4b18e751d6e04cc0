/** What a locked place still wants of somebody. */
export interface MissingRequirement {
  kind: string;
  /** Id of the upgrade, if it is one. */
  upgrade?: string | undefined;
  needed: number;
  has: number;
}

/** For people: "level 5 (now 1)", "zone access 1 (now 0)". Empty: nothing is missing. */
export function missingText(missing: readonly MissingRequirement[]): string {
  return missing
    .map(({ kind, upgrade, needed, has }) => {
      const what = upgrade?.replaceAll('-', ' ') ?? kind;
      return `${what} ${needed} (now ${has})`;
    })
    .join(', ');
}

/** What the details of `place_locked` tell: who needs what. Null if they tell nothing. */
export function lockedText(details: unknown): string | null {
  const { characters } = (details ?? {}) as { characters?: unknown };
  const everybody = Array.isArray(characters) ? characters : [details];
  const needs = everybody.map((one: { name?: unknown; missing?: unknown } | null) => {
    const missing = Array.isArray(one?.missing) ? one.missing.filter(isRequirement) : [];
    if (missing.length === 0) return null;
    return `${typeof one?.name === 'string' ? `${one.name} needs` : 'needs'} ${missingText(missing)}`;
  });
  const told = needs.filter((need) => need !== null);
  return told.length === 0 ? null : `Locked: ${told.join('; ')}.`;
}

function isRequirement(value: unknown): value is MissingRequirement {
  const { kind, upgrade, needed, has } = (value ?? {}) as Partial<MissingRequirement>;
  return (
    typeof kind === 'string' &&
    (upgrade === undefined || typeof upgrade === 'string') &&
    typeof needed === 'number' &&
    typeof has === 'number'
  );
}
