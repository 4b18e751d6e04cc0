import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { TestApp } from '../kit/test-app.ts';

interface Pilot {
  token: string;
  characterId: string;
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers them
  ships: any[];
  shipId: string;
  /** A header with a new key. */
  key(): Record<string, string>;
}

describe('api: ships', () => {
  let app: TestApp;

  before(async () => {
    app = await TestApp.start();
  });
  after(() => app.stop());

  /** Somebody with a character and its starter. */
  async function newPilot(name: string, pilotName: string): Promise<Pilot> {
    const { accessToken: token } = await app.login(name);
    const body = { name: pilotName, classId: 'ranger' };
    const character = await app.call('POST', '/characters', { token, body });
    assert.equal(character.status, 201, character.text);
    const characterId: string = character.data.id;
    const ships = await app.call('GET', `/inventory/ships?characterId=${characterId}`, { token });
    const shipId: string = ships.data[0].id;
    return {
      token,
      characterId,
      ships: ships.data,
      shipId,
      key: () => ({ 'idempotency-key': randomUUID() }),
    };
  }

  /** Gives a pilot something unique. @returns ids, of what can be carried */
  async function give({ token, characterId }: Pilot, ...kinds: string[]): Promise<string[]> {
    await app.services.inventory.receive({
      key: `loot:${randomUUID()}`,
      kind: 'loot',
      characterId,
      credits: 0,
      stacks: [],
      items: kinds.map((kind) => ({ kind })),
    });
    const { data } = await app.call('GET', `/inventory/${characterId}`, { token });
    const items: { id: string; kind: string }[] = data.character.items;
    return kinds.flatMap((kind) => items.find((item) => item.kind === kind)?.id ?? []);
  }

  it('SH9 a new character has the starter, and flies it', async () => {
    const { characterId, ships } = await newPilot('mira', 'Mira One');
    assert.deepEqual(ships, [
      {
        id: ships[0].id,
        characterId,
        hull: 'wren',
        active: true,
        modules: [],
        stats: {
          mass: 20,
          thrust: 20,
          speed: 100,
          cargo: 20_000,
          scannerRange: 300,
          resistances: { kinetic: 0.05, thermal: 0.05, em: 0.05, explosive: 0.05 },
          collection: 0,
          magnetRange: 0,
          power: { used: 0, total: 24 },
          cpu: { used: 0, total: 20 },
        },
      },
    ]);
  });

  it('SH9 modules are fitted and taken out, and the ship answers what it comes to', async () => {
    const pilot = await newPilot('nadia', 'Nadia One');
    const { token, shipId } = pilot;
    const [drive, rack] = await give(pilot, 'ion-drive', 'cargo-rack');
    const path = `/ships/${shipId}/modules`;
    const call = (moduleId: string, slot?: string) => ({
      token,
      headers: pilot.key(),
      body: { moduleId, ...(slot && { slot }) },
    });
    await app.refused('POST', path, 'slot_mismatch', call(drive!, 'cargo-1'));
    const fitted = await app.call('POST', path, call(drive!));
    assert.equal(fitted.status, 200, fitted.text);
    assert.equal(fitted.data.stats.speed, 145.455);
    await app.refused('POST', path, 'item_in_use', call(drive!));
    await app.call('POST', path, call(rack!, 'cargo-1'));
    const fitting = await app.call('GET', `/ships/${shipId}/fitting`, { token });
    assert.deepEqual(
      fitting.data.slots.map((slot: { id: string; module: { kind: string } | null }) => [
        slot.id,
        slot.module?.kind ?? null,
      ]),
      [
        ['engine-1', 'ion-drive'],
        ['high-1', null],
        ['shield-1', null],
        ['cargo-1', 'cargo-rack'],
        ['scanner-1', null],
      ],
    );
    const stats = await app.call('GET', `/ships/${shipId}/stats`, { token });
    assert.deepEqual(stats.data, fitting.data.stats);
    assert.equal(stats.data.cargo, 60_000);
    const out = await app.call('DELETE', `${path}/${rack}`, { token, headers: pilot.key() });
    assert.equal(out.data.stats.cargo, 20_000);
    await app.refused('DELETE', `${path}/${rack}`, 'item_not_found', { token, headers: pilot.key() });
  });

  it('SH9 another ship is flown', async () => {
    const pilot = await newPilot('oren', 'Oren One');
    const { token, characterId, shipId } = pilot;
    await give(pilot, 'mule');
    const list = () => app.call('GET', `/inventory/ships?characterId=${characterId}`, { token });
    const mule = (await list()).data[1];
    assert.deepEqual([mule.hull, mule.active], ['mule', false]);
    const flown = await app.call('POST', `/ships/${mule.id}/activate`, { token, headers: pilot.key() });
    assert.equal(flown.data.active, true);
    assert.deepEqual(
      (await list()).data.map((ship: { id: string; active: boolean }) => [ship.id, ship.active]),
      [
        [mule.id, true],
        [shipId, false],
      ],
    );
  });

  it('SH9 a change needs a key; the same key answers the same, and serves for nothing else', async () => {
    const pilot = await newPilot('pavel', 'Pavel One');
    const { token, shipId } = pilot;
    const [drive] = await give(pilot, 'ion-drive');
    const path = `/ships/${shipId}/modules`;
    const body = { moduleId: drive };
    await app.refused('POST', path, 'idempotency_key_missing', { token, body });
    await app.refused('POST', `/ships/${shipId}/activate`, 'idempotency_key_missing', { token });
    await app.refused('DELETE', `${path}/${drive}`, 'idempotency_key_missing', { token });
    const headers = pilot.key();
    const first = await app.call('POST', path, { token, body, headers });
    const second = await app.call('POST', path, { token, body, headers });
    assert.deepEqual([second.status, second.data], [200, first.data]);
    await app.refused('DELETE', `${path}/${drive}`, 'idempotency_key_reused', { token, headers });
  });

  it("SH9 somebody else's ship is not found, whatever is asked of it", async () => {
    const [mine, theirs] = [await newPilot('quinn', 'Quinn One'), await newPilot('rosa', 'Rosa One')];
    const { token } = mine;
    const call = { token, headers: mine.key() };
    for (const shipId of [theirs.shipId, randomUUID(), mine.characterId]) {
      await app.refused('GET', `/ships/${shipId}/stats`, 'ship_not_found', { token });
      await app.refused('GET', `/ships/${shipId}/fitting`, 'ship_not_found', { token });
      await app.refused('POST', `/ships/${shipId}/activate`, 'ship_not_found', call);
      await app.refused('DELETE', `/ships/${shipId}/modules/${randomUUID()}`, 'ship_not_found', call);
      const body = { moduleId: randomUUID() };
      await app.refused('POST', `/ships/${shipId}/modules`, 'ship_not_found', { ...call, body });
    }
    const list = `/inventory/ships?characterId=${theirs.characterId}`;
    await app.refused('GET', list, 'character_not_found', { token });
    await app.refused('GET', list, 'unauthenticated');
  });

  it('SH9 what has not the expected form is refused', async () => {
    const pilot = await newPilot('sven', 'Sven One');
    const { token, shipId } = pilot;
    const path = `/ships/${shipId}/modules`;
    const moduleId = randomUUID();
    for (const body of [
      {},
      { moduleId: 7 },
      { moduleId: "'; DROP TABLE items; --" },
      { moduleId, slot: '' },
      { moduleId, slot: 'engine-0' },
      { moduleId, slot: "engine-1' OR '1'='1" },
      { moduleId, slot: '<script>alert(1)</script>' },
      { moduleId, slot: 1 },
      { moduleId, price: 0 },
      [moduleId],
    ]) {
      await app.refused('POST', path, 'invalid_request', { token, headers: pilot.key(), body });
    }
    await app.refused('GET', '/ships/__proto__/stats', 'invalid_request', { token });
    await app.refused('GET', '/ships/1%20OR%201=1/fitting', 'invalid_request', { token });
    await app.refused('GET', '/inventory/ships', 'invalid_request', { token });
    await app.refused('GET', '/inventory/ships?characterId=all', 'invalid_request', { token });
    const list = `/inventory/ships?characterId=${pilot.characterId}`;
    await app.refused('GET', `${list}&characterId=${randomUUID()}`, 'invalid_request', { token });
    const hugeKey = { 'idempotency-key': 'k'.repeat(101) };
    const call = { token, headers: hugeKey };
    await app.refused('POST', `/ships/${shipId}/activate`, 'idempotency_key_missing', call);
  });

  it('SH9 hulls and modules are content', async () => {
    const { hulls, modules } = app.services.content;
    assert.deepEqual((await app.call('GET', '/content/hulls')).data, [...hulls.values()]);
    assert.deepEqual((await app.call('GET', '/content/modules/ion-drive')).data, modules.get('ion-drive'));
    await app.refused('GET', '/content/hulls/ion-drive', 'content_not_found');
    await app.refused('GET', '/content/modules/constructor', 'content_not_found');
  });
});
