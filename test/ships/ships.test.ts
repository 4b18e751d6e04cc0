import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeCharacters } from '../../src/characters/make-characters.ts';
import { makeAccountStore } from '../../src/db/account-store.ts';
import { makeCharacterStore } from '../../src/db/character-store.ts';
import type { Database } from '../../src/db/database.ts';
import { makeInventoryStore } from '../../src/db/inventory-store.ts';
import { makeShipStore } from '../../src/db/ship-store.ts';
import { makeShips } from '../../src/ships/make-ships.ts';
import type { Ships } from '../../src/ships/ships.ts';
import { shippedContent } from '../kit/open-content.ts';
import { openFreshDatabase } from '../kit/postgres.ts';
import { accountRecord, characterRecord } from '../kit/records.ts';
import { shipContent } from './kit.ts';
import { Pilot } from './pilot.ts';

describe('ships', () => {
  let database: Database;
  let ships: Ships;

  before(async () => {
    database = await openFreshDatabase();
    const content = { ...shippedContent(), ...shipContent() };
    const characters = makeCharacters({
      store: makeCharacterStore(database),
      content,
      limitPerAccount: 5,
      clock: () => new Date(),
    });
    const inventory = makeInventoryStore(database, () => new Date());
    ships = makeShips({ store: makeShipStore(database), inventory, characters, content });
  });
  after(() => database.close());

  async function newPilot(): Promise<Pilot> {
    const account = accountRecord();
    await makeAccountStore(database).createAccount(account);
    const character = characterRecord(account.id);
    assert.equal(await makeCharacterStore(database).create(character, 5), 'created');
    return new Pilot(database, ships, account.id, character.id);
  }

  describe('starter', () => {
    it('SH5 who never had a ship has one at the first look, flown, and never a second', async () => {
      const pilot = await newPilot();
      const lists = await Promise.all([pilot.list(), pilot.list(), pilot.list()]);
      assert.deepEqual(
        lists.map((list) => list.map(({ hull, active }) => [hull, active])),
        [[['skiff', true]], [['skiff', true]], [['skiff', true]]],
      );
      await ships.giveStarter(pilot.characterId);
      assert.equal((await pilot.list()).length, 1);
    });

    it('SH5 whoever has other ships gets it too, and flies it', async () => {
      const pilot = await newPilot();
      await pilot.own('barge');
      for (let look = 0; look < 2; look++) {
        assert.deepEqual(
          (await pilot.list()).map(({ hull, active }) => [hull, active]),
          [
            ['skiff', true],
            ['barge', false],
          ],
        );
      }
    });

    it('SH5 a character that is gone gets none', async () => {
      await assert.rejects(ships.giveStarter(randomUUID()), { code: 'character_not_found' });
      const pilot = await newPilot();
      await assert.rejects(ships.list(pilot.accountId, randomUUID()), { code: 'character_not_found' });
      await assert.rejects(ships.list(randomUUID(), pilot.characterId), { code: 'character_not_found' });
    });
  });

  describe('fitting', () => {
    it('SH3 a module goes in and comes out, and the stats follow', async () => {
      const pilot = await newPilot();
      const { id: shipId } = await pilot.starter();
      const burner = await pilot.own('burner');
      const fitted = await pilot.fit(shipId, burner);
      assert.deepEqual(fitted.slots, [
        { id: 'engine-1', kind: 'engine', module: { id: burner, kind: 'burner' } },
        { id: 'engine-2', kind: 'engine', module: null },
        { id: 'shield-1', kind: 'shield', module: null },
        { id: 'cargo-1', kind: 'cargo', module: null },
        { id: 'core-1', kind: 'core', module: null },
      ]);
      assert.deepEqual([fitted.stats.speed, fitted.stats.power.used], [120, 5]);
      assert.deepEqual(await ships.fitting(pilot.accountId, shipId), fitted);
      const empty = await pilot.unfit(shipId, burner);
      assert.deepEqual([empty.modules, empty.stats.speed], [[], 100]);
      assert.equal(await pilot.placed(burner), null);
    });

    it('SH3 of modules that race for one slot one gets it; the budget holds too', async () => {
      const pilot = await newPilot();
      const { id: shipId } = await pilot.starter();
      const burners = await Promise.all(Array.from({ length: 8 }, () => pilot.own('burner')));
      const tries = await Promise.allSettled(
        burners.map((id) => pilot.fit(shipId, id, id < burners[3]! ? 'engine-1' : null)),
      );
      const fitting = await ships.fitting(pilot.accountId, shipId);
      assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, fitting.modules.length);
      assert.ok(fitting.modules.length >= 1 && fitting.modules.length <= 2);
      for (const one of tries) if (one.status === 'rejected') assert.equal(one.reason.code, 'slot_taken');
    });

    it('SH3 one module does not go into two ships or slots', async () => {
      const pilot = await newPilot();
      const { id: starter } = await pilot.starter();
      const [barge, burner] = [await pilot.own('barge'), await pilot.own('burner')];
      const tries = await Promise.allSettled([
        pilot.fit(starter, burner),
        pilot.fit(starter, burner, 'engine-2'),
        pilot.fit(barge, burner),
      ]);
      const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
      assert.deepEqual(refusals, ['item_in_use', 'item_in_use']);
    });

    it("SH6 somebody else's ship or module, and what is none, is not found", async () => {
      const [pilot, other] = [await newPilot(), await newPilot()];
      const { id: mine } = await pilot.starter();
      const { id: theirs } = await other.starter();
      const [burner, theirBurner] = [await pilot.own('burner'), await other.own('burner')];
      await assert.rejects(pilot.fit(theirs, burner), { code: 'ship_not_found' });
      await assert.rejects(pilot.fit(mine, theirBurner), { code: 'item_not_found' });
      await assert.rejects(pilot.fit(mine, randomUUID()), { code: 'item_not_found' });
      await assert.rejects(pilot.fit(burner, burner), { code: 'ship_not_found' });
      await assert.rejects(pilot.fit(mine, mine), { code: 'item_in_use' });
      await assert.rejects(pilot.fit(mine, await pilot.own('barge')), { code: 'slot_mismatch' });
      await assert.rejects(pilot.unfit(mine, burner), { code: 'item_not_found' });
      await assert.rejects(ships.fitting(pilot.accountId, theirs), { code: 'ship_not_found' });
      await assert.rejects(ships.fitting(pilot.accountId, "' OR '1'='1"), { code: 'ship_not_found' });
      await assert.rejects(pilot.activate(theirs), { code: 'ship_not_found' });
      assert.deepEqual((await other.starter()).modules, []);
    });

    it('SH6 a character of the same account has its own ships and modules', async () => {
      const pilot = await newPilot();
      const sister = characterRecord(pilot.accountId);
      await makeCharacterStore(database).create(sister, 5);
      const second = new Pilot(database, ships, pilot.accountId, sister.id);
      const burner = await second.own('burner');
      await assert.rejects(pilot.fit((await pilot.starter()).id, burner), { code: 'item_not_found' });
    });

    it('SH6 a repeated key answers what it answered, and another request under it is refused', async () => {
      const pilot = await newPilot();
      const { id: shipId } = await pilot.starter();
      const burner = await pilot.own('burner');
      const request = { accountId: pilot.accountId, shipId, key: `test:${randomUUID()}` };
      const module = { moduleId: burner, slot: null };
      const answers = await Promise.all([ships.fit(request, module), ships.fit(request, module)]);
      assert.deepEqual(answers[0], answers[1]);
      await pilot.unfit(shipId, burner);
      assert.deepEqual(await ships.fit(request, module), answers[0]);
      assert.equal(await pilot.placed(burner), null);
      await assert.rejects(ships.unfit(request, burner), { code: 'idempotency_key_reused' });
      const other = { moduleId: burner, slot: 'engine-2' };
      await assert.rejects(ships.fit(request, other), { code: 'idempotency_key_reused' });
    });

    it('SH6 a repeated key answers the same also when the ship is gone since, even to a sister', async () => {
      const pilot = await newPilot();
      const [barge, rack] = [await pilot.own('barge'), await pilot.own('rack')];
      const request = { accountId: pilot.accountId, shipId: barge, key: `test:${randomUUID()}` };
      const first = await ships.fit(request, { moduleId: rack, slot: null });
      await pilot.unfit(barge, rack);
      const sister = characterRecord(pilot.accountId);
      await makeCharacterStore(database).create(sister, 5);
      await pilot.giveAway(barge, { kind: 'character', id: sister.id });
      assert.deepEqual(await ships.fit(request, { moduleId: rack, slot: null }), first);
      await assert.rejects(ships.activate(request), { code: 'idempotency_key_reused' });
      const others = await newPilot();
      await assert.rejects(others.activate(barge), { code: 'ship_not_found' });
    });
  });

  describe('property', () => {
    it('SH6 a fitted module, a flown ship, and a ship with modules in it cannot change hands', async () => {
      const pilot = await newPilot();
      const { id: starter } = await pilot.starter();
      const [barge, rack] = [await pilot.own('barge'), await pilot.own('rack')];
      await pilot.fit(barge, rack);
      for (const item of [starter, barge, rack])
        await assert.rejects(pilot.giveAway(item), { code: 'item_in_use' });
      await pilot.unfit(barge, rack);
      await pilot.giveAway(barge);
      await pilot.giveAway(rack);
      assert.deepEqual(
        (await pilot.list()).map(({ id }) => id),
        [starter],
      );
    });

    it('SH6 a module that is given away and fitted at once is in one of the two places', async () => {
      const pilot = await newPilot();
      const { id: shipId } = await pilot.starter();
      for (let round = 0; round < 10; round++) {
        const rack = await pilot.own('rack');
        const [fit, gift] = await Promise.allSettled([pilot.fit(shipId, rack), pilot.giveAway(rack)]);
        assert.notEqual(fit.status, gift.status);
        const { modules } = await ships.fitting(pilot.accountId, shipId);
        assert.deepEqual(
          modules.map(({ id }) => id),
          fit.status === 'fulfilled' ? [rack] : [],
        );
        if (fit.status === 'fulfilled') await pilot.unfit(shipId, rack);
      }
    });
  });

  describe('everything at once', () => {
    it('SH6 three hundred changes at once: each happens or is refused with its code, and what is left is sound', async () => {
      const pilot = await newPilot();
      const seed = Date.now() % 2 ** 31;
      const pick = chooser(seed);
      const hulls = [(await pilot.starter()).id, await pilot.own('barge'), await pilot.own('barge')];
      const modules: string[] = [];
      for (const kind of ['burner', 'burner', 'burner', 'reactor', 'reactor', 'rack', 'rack', 'thinker'])
        modules.push(await pilot.own(kind));
      const acts = [
        () => pilot.fit(pick(hulls), pick(modules)),
        () => pilot.unfit(pick(hulls), pick(modules)),
        () => pilot.activate(pick(hulls)),
        () => (pick([1, 2, 3, 4, 5]) === 1 ? pilot.giveAway(pick([...hulls, ...modules])) : pilot.list()),
      ];
      const results = await Promise.allSettled(Array.from({ length: 300 }, () => pick(acts)()));
      const codes = new Set(results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])));
      const known = [
        'ship_not_found',
        'item_not_found',
        'item_in_use',
        'slot_taken',
        'power_exceeded',
        'cpu_exceeded',
      ];
      assert.deepEqual(
        [...codes].filter((code) => !known.includes(code)),
        [],
        `seed ${seed}`,
      );
      const ships = await pilot.list();
      assert.equal(ships.filter(({ active }) => active).length, 1, `seed ${seed}`);
      const rows: { placed: string | null; owner: string }[] = await database.dataSource.query(
        'SELECT placed, owner_kind AS owner FROM items WHERE id = ANY ($1)',
        [[...hulls, ...modules]],
      );
      assert.equal(rows.length, 11);
      const fitted = rows.filter(({ placed }) => placed?.startsWith('fit:'));
      assert.ok(rows.every(({ placed, owner }) => placed === null || owner === 'character'));
      assert.equal(ships.flatMap((ship) => ship.modules).length, fitted.length, `seed ${seed}`);
      for (const { stats } of ships) {
        assert.ok(stats.power.used <= stats.power.total && stats.cpu.used <= stats.cpu.total);
      }
    });
  });

  describe('flying', () => {
    it('SH5 one ship is flown at a time, also when several are chosen at once', async () => {
      const pilot = await newPilot();
      await pilot.starter();
      const barges = [await pilot.own('barge'), await pilot.own('barge'), await pilot.own('barge')];
      await Promise.all(barges.map((id) => pilot.activate(id)));
      const list = await pilot.list();
      assert.equal(list.length, 4);
      assert.deepEqual(
        list.map(({ active }) => active),
        [true, false, false, false],
      );
      const again = await pilot.activate(list[0]!.id);
      assert.equal(again.active, true);
    });

    it('SH6 a ship that is no longer flown keeps its modules, and is held by them', async () => {
      const pilot = await newPilot();
      const { id: starter } = await pilot.starter();
      const [barge, rack] = [await pilot.own('barge'), await pilot.own('rack')];
      await pilot.fit(barge, rack);
      assert.equal((await pilot.activate(barge)).modules.length, 1);
      await pilot.activate(starter);
      await assert.rejects(pilot.giveAway(barge), { code: 'item_in_use' });
      await pilot.unfit(barge, rack);
      await pilot.activate(barge);
      await pilot.activate(starter);
      await pilot.giveAway(barge);
    });

    it('SH7 what was loaded into a hold keeps the hold: it is not taken out or left behind full', async () => {
      const pilot = await newPilot();
      const { id: starter } = await pilot.starter();
      const [barge, rack] = [await pilot.own('barge'), await pilot.own('rack')];
      await pilot.activate(barge);
      await pilot.fit(barge, rack);
      // 60 kg by itself, 90 of the barge, 40 of the rack.
      await pilot.carry('iron-ore', 380);
      await assert.rejects(pilot.unfit(barge, rack), { code: 'over_capacity' });
      await assert.rejects(pilot.activate(starter), { code: 'over_capacity' });
      await pilot.carry('iron-ore', -81);
      await pilot.unfit(barge, rack);
      await assert.rejects(pilot.activate(starter), { code: 'over_capacity' });
      assert.equal((await pilot.list())[0]!.id, barge);
    });
  });
});

/** @returns what chooses one of several; the same seed chooses the same */
function chooser(seed: number): <T>(from: readonly T[]) => T {
  let state = seed;
  return (from) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)]!;
  };
}
