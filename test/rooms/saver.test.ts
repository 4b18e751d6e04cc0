import assert from 'node:assert/strict';
import pino from 'pino';
import { type Saved, Saver } from '../../rooms/saver.ts';
import type { CharacterSave, Lease } from '../../src/characters/character-store.ts';
import { GameError } from '../../src/errors.ts';
import { PROGRESS } from '../kit/records.ts';

/** A database that can be sent away, and that knows who holds which lease. */
class FakeCharacters {
  readonly fences = new Map<string, number>();
  readonly saves: CharacterSave[][] = [];
  readonly left: string[] = [];
  /** Statements that gave leases back. */
  releases = 0;
  isAway = false;
  refuses = '';
  hang: Promise<void> | undefined;

  async save(saves: CharacterSave[]): Promise<string[]> {
    await this.hang;
    this.answer();
    if (saves.some(({ characterId }) => characterId === this.refuses)) throw new Error('a check constraint');
    this.saves.push(saves);
    return this.staleOf(saves);
  }

  async leaveAll(leases: Lease[]): Promise<void> {
    this.answer();
    this.releases += 1;
    this.left.push(...leases.map(({ characterId }) => characterId));
  }

  async renewLeases(leases: Lease[]): Promise<string[]> {
    this.answer();
    return this.staleOf(leases);
  }

  private staleOf(leases: Lease[]): string[] {
    return leases
      .filter((lease) => this.fences.get(lease.characterId) !== lease.fence)
      .map((lease) => lease.characterId);
  }

  private answer(): void {
    if (this.isAway) throw new GameError('unavailable');
  }
}

describe('saver', () => {
  let characters: FakeCharacters;
  let saver: Saver;
  beforeEach(() => {
    characters = new FakeCharacters();
    saver = new Saver({ characters: characters as never, log: pino({ level: 'silent' }) });
  });

  function enter(characterId: string, fence = 1): Saved & { at: CharacterSave; ended: string[] } {
    characters.fences.set(characterId, fence);
    const at: CharacterSave = { characterId, fence, place: 'haven', x: 1, y: 2, facing: 0, ...PROGRESS };
    const saved = {
      lease: { characterId, fence },
      at,
      ended: [] as string[],
      now: () => ({ ...saved.at }),
      onUnsaveable(reason: string) {
        saved.ended.push(reason);
      },
    };
    saver.track(saved, { ...at });
    return saved;
  }

  it('PG10 every change of what a character has become is written', async () => {
    const ann = enter('ann');
    for (const [writes, name] of (['level', 'experience', 'health', 'mana', 'stamina'] as const).entries()) {
      ann.at[name] += 1;
      await saver.flush();
      await saver.flush();
      assert.equal(characters.saves.length, writes + 1, name);
      assert.deepEqual(characters.saves.at(-1), [ann.at]);
    }
  });

  it('SV1 only who changed since the last save is written, all in one statement', async () => {
    const [ann, , eve] = [enter('ann'), enter('bob'), enter('eve')];
    await saver.flush();
    assert.deepEqual(characters.saves, []);
    ann.at.x = 10;
    eve.at.facing = 9;
    await saver.flush();
    assert.deepEqual(characters.saves, [[ann.at, eve.at]]);
    await saver.flush();
    assert.equal(characters.saves.length, 1);
  });

  it('SV2 while the database is away nothing is lost: moves and departures are written when it is back', async () => {
    const [ann, bob] = [enter('ann'), enter('bob')];
    characters.isAway = true;
    ann.at.x = 10;
    bob.at.x = 20;
    let bobIsSaved = false;
    const release = saver.release(bob).then(() => {
      bobIsSaved = true;
    });
    await saver.flush();
    await saver.flush();
    assert.deepEqual([characters.saves, bobIsSaved], [[], false]);
    characters.isAway = false;
    ann.at.x = 11;
    await saver.flush();
    await release;
    assert.deepEqual(characters.saves, [[bob.at], [ann.at]]);
    assert.deepEqual(characters.left, ['bob']);
  });

  it('SV3 a refused save means that the lease is gone: the room is told', async () => {
    const ann = enter('ann');
    characters.fences.set('ann', 2);
    ann.at.x = 10;
    await saver.flush();
    assert.deepEqual(ann.ended, ['character_taken_over']);
  });

  it('SV4 the last save is of the moment of leaving, and comes before the lease is given back', async () => {
    const ann = enter('ann');
    ann.at.x = 10;
    const saved = saver.release(ann);
    ann.at.x = 99;
    await saved;
    assert.equal(characters.saves[0]![0]!.x, 10);
    assert.deepEqual(characters.left, ['ann']);
  });

  it('SV4 who comes back waits until the last save is written', async () => {
    const ann = enter('ann');
    void saver.release(ann);
    await saver.whenSaved('ann');
    assert.deepEqual(characters.left, ['ann']);
    await saver.whenSaved('nobody');
  });

  it('LK4 a crowd that leaves is saved, and gives its leases back, in two statements', async () => {
    const crowd = Array.from({ length: 300 }, (_, i) => enter(`guest-${i}`));
    await Promise.all(crowd.map((saved) => saver.release(saved)));
    assert.deepEqual([characters.saves.length, characters.releases], [1, 1]);
    assert.deepEqual(
      characters.left,
      crowd.map(({ lease }) => lease.characterId),
    );
    assert.equal(saver.size, 0);
  });

  it('SV6 a row that the database refuses ends its connection, and keeps nobody else from being written', async () => {
    const [ann, bob, eve] = [enter('ann'), enter('bob'), enter('eve')];
    characters.refuses = 'bob';
    for (const { at } of [ann, bob, eve]) at.x = 10;
    await saver.flush();
    assert.deepEqual(characters.saves.flat(), [ann.at, eve.at]);
    assert.deepEqual([ann.ended, bob.ended, eve.ended], [[], ['save_failed'], []]);
    await saver.release(bob);
    assert.deepEqual(characters.left, ['bob']);
  });

  it('SV5 a stop keeps its deadline, also while the database hangs', async () => {
    const ann = enter('ann');
    const hanging = Promise.withResolvers<void>();
    characters.hang = hanging.promise;
    const release = saver.release(ann);
    assert.equal(await saver.stop(50), 1);
    hanging.resolve();
    await release;
  });

  it('SV5 a stop writes everything, and says how many it could not write by the deadline', async () => {
    const [ann, bob] = [enter('ann'), enter('bob')];
    ann.at.x = 10;
    void saver.release(bob);
    assert.equal(await saver.stop(1000), 0);
    assert.deepEqual(characters.saves, [[bob.at], [ann.at]]);
    characters.isAway = true;
    void saver.release(ann);
    assert.equal(await saver.stop(10), 1);
  });
});
