import type { ShipStore } from '../../src/ships/ship-store.ts';
import type { MemoryLedger } from './memory-ledger.ts';

export class MemoryShipStore implements ShipStore {
  private readonly ledger: MemoryLedger;

  constructor(ledger: MemoryLedger) {
    this.ledger = ledger;
  }

  async characterOf(itemId: string): Promise<string | null> {
    const owner = this.ledger.items.get(itemId)?.owner;
    return owner?.kind === 'character' ? owner.id : null;
  }
}
