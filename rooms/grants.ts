import { GameError } from '../src/errors.ts';
import type { Services } from '../src/services.ts';
import type { Actions } from './actions.ts';
import type { Commits } from './commits.ts';

type Inventory = Services['inventory'];
export type Grant = Parameters<Inventory['receive']>[0];

export interface GrantsOptions {
  services: {
    inventory: Pick<Inventory, 'receive'>;
    inventoryNews: Pick<Services['inventoryNews'], 'note'>;
    log: Services['log'];
  };
  actions: Pick<Actions, 'finish' | 'refuse' | 'tell'>;
  commits: Pick<Commits, 'add'>;
}

/** Makes what characters get in a room their property, and tells them only then. */
export class Grants {
  private readonly options: GrantsOptions;

  constructor(options: GrantsOptions) {
    this.options = options;
  }

  /** Once for its key. Never rejects. @param actionId what is answered when it is committed; null: nobody asked for it */
  async give(grant: Grant, actionId: string | null): Promise<void> {
    const { actions, commits, services } = this.options;
    const { key, characterId, credits } = grant;
    try {
      const write = () => services.inventory.receive(grant);
      const where = await commits.add({ key, characterId, write });
      services.inventoryNews.note(characterId);
      if (actionId !== null) actions.finish(characterId, actionId, { ok: true, code: null });
      actions.tell(characterId, { type: 'gained', credits, items: piecesOf(grant), where });
    } catch (error) {
      services.log.error({ err: error, key, characterId }, 'something could not be granted');
      const code = error instanceof GameError ? error.code : 'internal';
      if (actionId !== null) actions.refuse(characterId, actionId, code);
    }
  }
}

function piecesOf({ stacks, items }: Grant): { kind: string; amount: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [
    ...stacks.map(({ kind, amount }) => ({ kind, amount })),
    ...[...counts].map(([kind, amount]) => ({ kind, amount })),
  ];
}
