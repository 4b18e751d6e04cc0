import assert from 'node:assert/strict';
import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { Recorder } from '../../rooms/recorder.ts';
import { setupOf } from '../../rooms/rules.ts';
import type { PlaceKind } from '../../src/content/types.ts';
import { NO_PAST } from '../../src/game/past.ts';
import { createWorld } from '../../src/game/world.ts';
import { digestOfContent } from '../../src/replay/digest.ts';
import { replay } from '../../src/replay/replay.ts';
import { SEED } from '../kit/harvest.ts';
import { shippedContent } from '../kit/open-content.ts';
import { Realm } from '../kit/realm.ts';
import { inputOf } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

const FOREST = 'verdant-forest';

describe('records of instances', () => {
  const dir = mkdtempSync(join(tmpdir(), 'omega-records-'));
  const content = shippedContent();
  let realm: Realm;

  afterEach(() => realm.stop());
  after(() => rmSync(dir, { recursive: true }));

  it('RP6 a real instance with people who walk, fight, drop out and leave is recorded and comes out the same again', async () => {
    realm = await Realm.start({ env: { RECORD_DIR: dir }, content });
    const people = await Promise.all([realm.person(), realm.person()]);
    const rooms = await Promise.all(
      people.map((person) => realm.join(person, FOREST, realm.client(person), 'zone')),
    );
    const [walker, fighter] = rooms as [(typeof rooms)[0], (typeof rooms)[0]];
    const own = () => walker.state.players.get(people[0]!.characterId);
    const from = await until(() => own()?.x, 'one sees oneself');
    const input = inputOf(walker);
    await until(() => {
      input.data.moveX = 127;
      input.data.facing = 9;
      input.send();
      return own().x !== from || undefined;
    }, 'it walks');
    const confirms: unknown[] = [];
    fighter.onMessage('confirm', (confirm: unknown) => confirms.push(confirm));
    const { classId } = fighter.state.players.get(people[1]!.characterId);
    for (const [n, ability] of content.classes.get(classId)!.abilities.entries())
      fighter.send('ability', { ability, actionId: `a${n}`, aim: 1 });
    await until(() => confirms.length >= 3 || undefined, 'it acts');
    const { roomId } = walker;
    await Promise.all([walker.leave(), fighter.leave()]);
    await realm.server.stop(5_000);

    const file = join(dir, `${FOREST}-${roomId}.jsonl`);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const lines = createInterface({ input: createReadStream(file) });
    const result = await replay(lines, ({ place, kind, seed, content: digest }) => {
      const setup = setupOf(content, place, kind as PlaceKind);
      assert.equal(digestOfContent(setup), digest);
      return createWorld(setup.map, { ...setup, seed });
    });
    assert.equal(result.difference, null);
    assert.equal(result.players, 2);
    assert.ok(result.compared > 0);
  });

  it('RP8 an instance whose record cannot be written goes on without', async () => {
    const file = join(dir, 'in-the-way');
    writeFileSync(file, '');
    realm = await Realm.start({ env: { RECORD_DIR: file }, content });
    const person = await realm.person();
    const room = await realm.join(person, FOREST, realm.client(person), 'zone');
    await room.leave();
  });

  it('RP8 nor does a file that is there already, or a disk that fails, stop the ticks', async () => {
    const setup = setupOf(content, FOREST, 'zone');
    const world = createWorld(setup.map, { ...setup, seed: SEED });
    const options = {
      world,
      setup,
      dir,
      place: FOREST,
      kind: 'zone',
      instance: 'twin',
      seed: SEED,
      stepsPerSec: 30,
    };
    writeFileSync(join(dir, `${FOREST}-twin.jsonl`), '');
    const warnings: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => warnings.push(line) });
    const recorder = new Recorder({ log, ...options });
    await until(() => warnings.length > 0 || undefined, 'it says so');
    assert.match(warnings[0]!, /the file cannot be written/);
    recorder.tick({ dt: 1 / 30, inputs: { size: () => 0, take: () => [] }, past: NO_PAST });
    assert.equal(world.tick, 1);
    assert.equal(world.witness, null);
    await recorder.close();
  });

  it('RP7 without RECORD_DIR nothing is recorded', async () => {
    const before = readdirSync(dir);
    realm = await Realm.start({ content });
    const person = await realm.person();
    const room = await realm.join(person, FOREST, realm.client(person), 'zone');
    await room.leave();
    assert.deepEqual(readdirSync(dir), before);
  });
});
