import type { ErrorCode } from '../../src/errors.ts';
import type { Choices } from './choices.ts';
import type { Model, ModelHolder, Step } from './model.ts';
import type { RealEconomy } from './real-economy.ts';

interface Scene {
  accountId: string;
  shipId: string;
  /** Who has the ship, as it is tried out; null: it is not a ship of the account's characters. */
  draft: ModelHolder | null;
  pilotId: string;
}

/** @returns null: there is no ship anywhere */
function sceneOf(model: Model, choices: Choices): Scene | null {
  const stranger = model.holder(choices.pick(model.characters)!).accountId!;
  const ships = [...model.holders].flatMap(([ownerId, { items }]) =>
    [...items]
      .filter(([, { kind }]) => model.content.hulls.has(kind))
      .map(([id, { kind }]) => ({ ownerId, id, kind })),
  );
  // The larger ones have room for what goes together, or not.
  const large = ships.filter(({ kind }) => kind === 'kestrel');
  const ship = choices.pick(large.length > 0 && choices.upTo(3) < 3 ? large : ships);
  if (!ship) return null;
  const { isStorage, accountId: owner } = model.holder(ship.ownerId);
  const accountId = choices.upTo(7) < 7 ? owner! : stranger;
  const isOwn = !isStorage && owner === accountId;
  return {
    accountId,
    shipId: ship.id,
    pilotId: ship.ownerId,
    draft: isOwn ? model.draft(ship.ownerId) : null,
  };
}

export function fit(model: Model, real: RealEconomy, choices: Choices): Step | null {
  const scene = sceneOf(model, choices);
  const loose =
    scene &&
    [...model.holder(scene.pilotId).items].filter(
      ([, { kind, placed }]) => placed === null && model.content.modules.has(kind),
    );
  const moduleId = choices.upTo(4) === 4 ? choices.pick(model.itemIds()) : choices.pick(loose ?? [])?.[0];
  if (!scene || moduleId === undefined) return null;
  const slot = choices.pick([
    null,
    null,
    null,
    null,
    null,
    null,
    'engine-1',
    'high-1',
    'high-2',
    'core-1',
    'cargo-1',
  ])!;
  return step(
    model,
    scene,
    `fits ${moduleId} to ${slot}`,
    (draft) => tryFit(model, draft, scene.shipId, moduleId, slot),
    (key) => real.ships.fit({ accountId: scene.accountId, shipId: scene.shipId, key }, { moduleId, slot }),
  );
}

export function unfit(model: Model, real: RealEconomy, choices: Choices): Step | null {
  const scene = sceneOf(model, choices);
  if (!scene) return null;
  const fitted = model.fitted(model.holder(scene.pilotId), scene.shipId).map(({ id }) => id);
  const moduleId = choices.pick(choices.upTo(4) === 4 ? model.itemIds() : fitted);
  if (moduleId === undefined) return null;
  const attempt = (draft: ModelHolder): ErrorCode[] => {
    if (!model.fitted(draft, scene.shipId).some(({ id }) => id === moduleId)) return ['item_not_found'];
    draft.items.get(moduleId)!.placed = null;
    return budgets(model, draft, scene.shipId);
  };
  return step(model, scene, `takes ${moduleId} out`, attempt, (key) =>
    real.ships.unfit({ accountId: scene.accountId, shipId: scene.shipId, key }, moduleId),
  );
}

export function activate(model: Model, real: RealEconomy, choices: Choices): Step | null {
  const scene = sceneOf(model, choices);
  if (!scene) return null;
  const attempt = (draft: ModelHolder): ErrorCode[] => {
    for (const item of draft.items.values()) if (item.placed === 'active') item.placed = null;
    draft.items.get(scene.shipId)!.placed = 'active';
    return [];
  };
  return step(model, scene, 'is activated', attempt, (key) =>
    real.ships.activate({ accountId: scene.accountId, shipId: scene.shipId, key }),
  );
}

function step(
  model: Model,
  { shipId, pilotId, draft }: Scene,
  what: string,
  attempt: (draft: ModelHolder) => ErrorCode[],
  run: Step['run'],
): Step {
  const reasons: ErrorCode[] = draft ? attempt(draft) : ['ship_not_found'];
  if (draft && reasons.length === 0) {
    berth(model, draft);
    if (model.isOverloaded(model.holder(pilotId), draft)) reasons.push('over_capacity');
  }
  return {
    name: `ship ${shipId} of ${pilotId}: ${what}`,
    reasons,
    run,
    apply: () => void model.holders.set(pilotId, draft!),
  };
}

function tryFit(
  model: Model,
  draft: ModelHolder,
  shipId: string,
  moduleId: string,
  wanted: string | null,
): ErrorCode[] {
  const item = draft.items.get(moduleId);
  if (!item) return ['item_not_found'];
  const reasons: ErrorCode[] = item.placed === null ? [] : ['item_in_use'];
  const hull = model.content.hulls.get(draft.items.get(shipId)!.kind)!;
  const kind = model.content.modules.get(item.kind)?.slot;
  const slots = kind ? Array.from({ length: hull.slots[kind] }, (_, n) => `${kind}-${n + 1}`) : [];
  const fitting = slots.filter((slot) => (wanted ?? slot) === slot);
  if (fitting.length === 0) return [...reasons, 'slot_mismatch'];
  const taken = new Set(model.fitted(draft, shipId).map(({ slot }) => slot));
  const free = fitting.find((slot) => !taken.has(slot));
  if (free === undefined) return [...reasons, 'slot_taken'];
  if (reasons.length > 0) return reasons;
  item.placed = `fit:${shipId}:${free}`;
  return budgets(model, draft, shipId);
}

function budgets(model: Model, draft: ModelHolder, shipId: string): ErrorCode[] {
  const hull = model.content.hulls.get(draft.items.get(shipId)!.kind)!;
  const modules = model.fitted(draft, shipId).map(({ kind }) => model.content.modules.get(kind)!);
  const sum = (of: (module: (typeof modules)[number]) => number) =>
    modules.reduce((all, one) => all + of(one), 0);
  const reasons: ErrorCode[] = [];
  if (sum(({ power }) => power) > hull.power + sum(({ stats }) => stats.powerOutput))
    reasons.push('power_exceeded');
  if (sum(({ cpu }) => cpu) > hull.cpu + sum(({ stats }) => stats.cpuOutput)) reasons.push('cpu_exceeded');
  return reasons;
}

/** A ship with modules in it cannot be moved, nor one that is flown. */
function berth(model: Model, draft: ModelHolder): void {
  for (const [id, item] of draft.items) {
    if (!model.content.hulls.has(item.kind) || item.placed === 'active') continue;
    item.placed = model.fitted(draft, id).length > 0 ? `outfitted:${id}` : null;
  }
}
