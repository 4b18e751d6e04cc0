import type { InventoryApi, InventoryState } from '../api/inventory-api.ts';
import { Latest } from '../data/latest.ts';

/** What the character and its account's storage hold, for everybody who shows it. */
export class Inventory {
  private readonly api: Pick<InventoryApi, 'look'>;
  private readonly known = new Latest<InventoryState | null>(null);
  private readonly listeners = new Set<() => void>();

  constructor(api: Pick<InventoryApi, 'look'>) {
    this.api = api;
  }

  /** Null: not asked yet. */
  get state(): InventoryState | null {
    return this.known.value;
  }

  /** Whole credits that the character has with it; null: not asked yet. */
  get credits(): number | null {
    return this.state?.character.credits ?? null;
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** @throws ApiError */
  async refresh(): Promise<void> {
    if (!(await this.known.take(() => this.api.look()))) return;
    for (const listener of this.listeners) listener();
  }
}
