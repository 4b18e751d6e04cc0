import type { Connections } from '../characters/connections.ts';
import type { Bus } from '../cluster/bus.ts';
import type { Inventory } from './inventory.ts';

const TOPIC = 'inventory';
/** Many changes follow each other while somebody loots or trades: all of a moment are one question. */
const GATHER_MS = 250;

export interface InventoryNewsOptions {
  inventory: Pick<Inventory, 'usedSlots'>;
  connections: Pick<Connections, 'get' | 'all'>;
  bus: Pick<Bus, 'publish' | 'subscribe'>;
  onError(error: unknown): void;
}

/** Brings what the characters in this process's rooms are told of their inventories up to what the database says. */
export class InventoryNews {
  private readonly options: InventoryNewsOptions;
  private readonly due = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(options: InventoryNewsOptions) {
    this.options = options;
    options.bus.subscribe(TOPIC, (news) => this.hear(news as { accountId: string }));
  }

  /** Something that belongs to an account has changed: whatever process its characters are in hears of it. */
  changed(accountId: string): void {
    this.options.bus.publish(TOPIC, { accountId });
  }

  /** The inventory of a character, which is in a room of this process, may have changed. */
  note(characterId: string): void {
    this.due.add(characterId);
    this.timer ??= setTimeout(() => void this.tell(), GATHER_MS).unref();
  }

  private hear({ accountId }: { accountId: string }): void {
    for (const connection of this.options.connections.all()) {
      if (connection.accountId === accountId) this.note(connection.characterId);
    }
  }

  private async tell(): Promise<void> {
    const { connections, inventory, onError } = this.options;
    const here = [...this.due].filter((id) => connections.get(id));
    this.due.clear();
    this.timer = undefined;
    if (here.length === 0) return;
    try {
      for (const [id, slots] of await inventory.usedSlots(here)) connections.get(id)?.noteInventory(slots);
    } catch (error) {
      onError(error);
    }
  }
}
