import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Realm } from './kit/realm.ts';
import { until } from './kit/until.ts';

/** The README's first JavaScript block, against another server. */
function exampleFor(url: string): string {
  const [, example] = /```js\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))!;
  const stay = "process.stdin.resume().once('end', () => room.leave().then(() => process.exit(0)));";
  return `${example!.replaceAll('http://localhost:2567', url)}\n${stay}`;
}

describe('README', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start();
  });
  after(() => realm.stop());

  it('DO5 its example, nothing but fetch and the SDK, registers, joins, speaks and walks, and another sees it', async () => {
    const observer = await realm.person();
    const room = await realm.join(observer);
    const heard: string[] = [];
    room.onMessage('chat', ({ name, text }) => heard.push(`${name}: ${text}`));
    const example = spawn(process.execPath, ['--input-type=module', '--eval', exampleFor(realm.url)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = once(example, 'exit');
    const ann = await until(
      () => [...room.state.players.values()].find(({ name }) => name.startsWith('Ann ')),
      'Ann comes into view',
      10_000,
    );
    await until(() => heard.length === 1, 'Ann speaks');
    assert.deepEqual(heard, [`${ann.name}: Hello, Haven!`]);
    const { spawns } = realm.services.content.maps.get('haven')!;
    await until(() => !spawns.some(({ x }) => x === ann.x), 'Ann has stepped away from her spawn');
    example.stdin.end();
    assert.deepEqual(await exited, [0, null]);
    await until(() => !room.state.players.has(ann.characterId), 'Ann is gone');
    await room.leave();
  });
});
