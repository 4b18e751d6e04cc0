import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db/database.ts';
import { operate } from '../../src/db/ledger/operation.ts';
import type { Owner } from '../../src/economy/owner.ts';
import type { Fitting, Ships } from '../../src/ships/ships.ts';

/** A character on a real database, and what it does with its ships: each act with a key of its own. */
export class Pilot {
  readonly accountId: string;
  readonly characterId: string;
  private readonly database: Database;
  private readonly ships: Ships;

  constructor(database: Database, ships: Ships, accountId: string, characterId: string) {
    this.database = database;
    this.ships = ships;
    this.accountId = accountId;
    this.characterId = characterId;
  }

  list() {
    return this.ships.list(this.accountId, this.characterId);
  }

  async starter() {
    return (await this.list())[0]!;
  }

  fit(shipId: string, moduleId: string, slot: string | null = null): Promise<Fitting> {
    return this.ships.fit(this.request(shipId), { moduleId, slot });
  }

  unfit(shipId: string, moduleId: string): Promise<Fitting> {
    return this.ships.unfit(this.request(shipId), moduleId);
  }

  activate(shipId: string): Promise<Fitting> {
    return this.ships.activate(this.request(shipId));
  }

  /** @returns the id of a new item of the kind */
  async own(kind: string): Promise<string> {
    const { result } = await operate(this.database, this.operation(), async ({ createItems }) => {
      const [id] = await createItems([{ kind, owner: this.owner, from: 'rewards' }]);
      return id!;
    });
    return result;
  }

  /** Adds so many, or takes them. */
  async carry(kind: string, amount: number): Promise<void> {
    const asset = `stack:${kind}` as const;
    const rewards = { kind: 'system', id: 'rewards' } as const;
    await operate(this.database, this.operation(), ({ post }) =>
      post([
        { owner: this.owner, asset, amount },
        { owner: rewards, asset, amount: -amount },
      ]),
    );
  }

  async giveAway(itemId: string, to: Owner = { kind: 'escrow', id: randomUUID() }): Promise<void> {
    await operate(this.database, this.operation(), ({ moveItems }) =>
      moveItems([{ itemId, from: this.owner, to }]),
    );
  }

  async placed(itemId: string): Promise<string | null> {
    const rows = await this.database.dataSource.query('SELECT placed FROM items WHERE id = $1', [itemId]);
    return rows[0].placed;
  }

  private get owner(): Owner {
    return { kind: 'character', id: this.characterId };
  }

  private request(shipId: string) {
    return { accountId: this.accountId, shipId, key: `test:${randomUUID()}` };
  }

  private operation() {
    return { key: `test:${randomUUID()}`, kind: 'test', actorId: null, body: {} };
  }
}
