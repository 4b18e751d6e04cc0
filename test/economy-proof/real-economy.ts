import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeInventoryStore } from '../../src/db/inventory-store.ts';
import { makeMailStore } from '../../src/db/market/mail-store.ts';
import { makeMarketStore } from '../../src/db/market/market-store.ts';
import { makeShipStore } from '../../src/db/ship-store.ts';
import type { HolderOwner } from '../../src/economy/inventory-store.ts';
import { characterOwner, makeInventory } from '../../src/economy/make-inventory.ts';
import { GameError } from '../../src/errors.ts';
import { Catalogue } from '../../src/market/catalogue.ts';
import { makeMailBox } from '../../src/market/mail.ts';
import { makeMarket } from '../../src/market/make-market.ts';
import { makeShips } from '../../src/ships/make-ships.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord, NOW } from '../kit/records.ts';
import { CLASS, LEVEL } from './model.ts';

const CHARACTERS_PER_ACCOUNT = 5;
const content = loadContent(join(import.meta.dirname, '../../content'));

/** The economy on PostgreSQL as the server composes it, with a clock that is set by hand. */
export class RealEconomy {
  readonly content = content;
  readonly database: Database;
  readonly store;
  readonly inventory;
  readonly ships;
  readonly market;
  readonly mail;
  readonly failures: unknown[] = [];
  nowMs = NOW.getTime();

  static async start(): Promise<RealEconomy> {
    return new RealEconomy(await openFreshDatabase());
  }

  private constructor(database: Database) {
    const clock = () => new Date(this.nowMs);
    this.database = database;
    this.store = makeInventoryStore(database, clock);
    this.inventory = makeInventory({ store: this.store, content });
    const characters = makeCharacterStore(database);
    this.ships = makeShips({
      store: makeShipStore(database),
      inventory: this.store,
      characters: {
        async get(accountId, characterId) {
          const found = await characters.find(characterId);
          if (found?.accountId !== accountId) throw new GameError('character_not_found');
          return found;
        },
      },
      content,
    });
    this.market = makeMarket({
      store: makeMarketStore(database),
      catalogue: new Catalogue(content),
      clock,
      onError: (error) => this.failures.push(error),
    });
    this.mail = makeMailBox({ store: makeMailStore(database), content, clock });
  }

  /** @returns id of a new account */
  async account(): Promise<string> {
    const account = accountRecord();
    await makeAccountStore(this.database).createAccount(account);
    return account.id;
  }

  /** @returns id of a new character, which has its starter ship and nothing else */
  async character(accountId: string): Promise<string> {
    const character = characterRecord(accountId, { classId: CLASS, level: LEVEL });
    await makeCharacterStore(this.database).create(character, CHARACTERS_PER_ACCOUNT);
    await this.ships.giveStarter(character.id);
    return character.id;
  }

  /** @returns what is not right with the books */
  async audit(): Promise<unknown[]> {
    return [...(await makeEconomyAudit(this.database).run()).problems, ...this.failures];
  }

  owner(id: string, isStorage: boolean): HolderOwner {
    return isStorage ? { kind: 'storage', id } : (characterOwner(id) as HolderOwner);
  }
}
