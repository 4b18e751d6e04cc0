import assert from 'node:assert/strict';
import type { AccountStore } from '../../src/accounts/account-store.ts';
import type {
  CharacterRecord,
  CharacterSave,
  CharacterStore,
  Lease,
  LeaseFeed,
} from '../../src/characters/character-store.ts';
import type { Progress } from '../../src/game/progression.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';

export interface CharacterStoreHarness {
  accounts: AccountStore;
  store: CharacterStore;
  feed: LeaseFeed;
  /** Makes every lease older, as if nobody had renewed it for so long. */
  ageLeases(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Parties, as far as moving leases has to do with them. */
export interface PartyHarness {
  makeParty(memberIds: string[]): Promise<string>;
  leaveParty(characterId: string): Promise<void>;
}

/** What the tests of a CharacterStore begin with. */
export class CharacterFixture {
  readonly store: CharacterStore;
  readonly harness: CharacterStoreHarness;

  constructor(harness: CharacterStoreHarness) {
    this.store = harness.store;
    this.harness = harness;
  }

  async newAccountId(): Promise<string> {
    const account = accountRecord();
    await this.harness.accounts.createAccount(account);
    return account.id;
  }

  async newCharacter(): Promise<CharacterRecord> {
    const character = characterRecord(await this.newAccountId());
    assert.equal(await this.store.create(character, 5), 'created');
    return character;
  }

  /** A character in the world, and the lease of its instance. */
  async newLease(): Promise<Lease & { accountId: string }> {
    const { id, accountId } = await this.newCharacter();
    const taken = await this.store.takeLease(id, accountId, 'room-1');
    return { characterId: id, accountId, fence: taken!.fence };
  }
}

/** After a while in the world. */
export const GROWN: Progress = { level: 3, experience: 41, health: 0, mana: 12.5, stamina: 7 };

export function saveOf({ characterId, fence }: Lease, x: number): CharacterSave {
  return { characterId, fence, place: 'meridian', x, y: -x, facing: 255, ...GROWN };
}
