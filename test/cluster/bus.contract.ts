import assert from 'node:assert/strict';
import type { Bus } from '../../src/cluster/bus.ts';
import { GameError } from '../../src/errors.ts';
import { until } from '../kit/until.ts';

/** A bus that is asked, and the one that answers: for a single process the very same. */
export interface BusPair {
  asking: Bus;
  answering: Bus;
}

/** What every bus does, whatever carries it. */
export function busContract(pair: () => BusPair): void {
  let method = 0;
  /** Handlers stay for good: each test has a method of its own. */
  function answerWith(
    handler: (payload: unknown) => Promise<unknown>,
  ): (payload: unknown) => Promise<unknown> {
    const { asking, answering } = pair();
    const name = `method${++method}`;
    answering.handle(name, handler);
    return (payload) => asking.request(answering.processId, name, payload);
  }

  it('CU2 a request is answered by the handler of its method, as JSON', async () => {
    const at = new Date(0);
    const seen: unknown[] = [];
    const ask = answerWith(async (payload) => {
      seen.push(payload);
      return { at, nothing: undefined, list: [1, null] };
    });
    assert.deepEqual(await ask({ at, nothing: undefined }), { at: at.toISOString(), list: [1, null] });
    assert.deepEqual(seen, [{ at: at.toISOString() }]);
    assert.equal(await answerWith(async () => undefined)({}), undefined);
    assert.equal(await answerWith(async () => null)({}), null);
  });

  it('CU2 neither side can change what the other one has', async () => {
    const kept = { seats: [1] };
    const ask = answerWith(async () => kept);
    const answer = (await ask({})) as typeof kept;
    answer.seats.push(2);
    assert.deepEqual(kept, { seats: [1] });
  });

  it('CU2 requests that overlap get each its own answer', async () => {
    const ask = answerWith(async (payload) => payload);
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    assert.deepEqual(
      await Promise.all(numbers.map((number) => ask({ number }))),
      numbers.map((number) => ({ number })),
    );
  });

  it('CU3 a GameError comes back as it was thrown', async () => {
    const ask = answerWith(async () => {
      throw new GameError('place_full', { message: 'Full.', details: { place: 'haven' }, retryAfterSec: 3 });
    });
    await assert.rejects(ask({}), (error: unknown) => {
      assert.ok(error instanceof GameError);
      const { code, message, details, retryAfterSec } = error;
      assert.deepEqual(
        { code, message, details, retryAfterSec },
        { code: 'place_full', message: 'Full.', details: { place: 'haven' }, retryAfterSec: 3 },
      );
      return true;
    });
  });

  it('CU3 any other error, and a method without a handler, come back as internal, without their text', async () => {
    const ask = answerWith(async () => {
      throw new Error('password of the database');
    });
    const internal = new GameError('internal');
    await assert.rejects(ask({}), { code: 'internal', message: internal.message });
    const { asking, answering } = pair();
    await assert.rejects(asking.request(answering.processId, 'nobody handles this', {}), {
      code: 'internal',
      message: internal.message,
    });
  });

  it('CU4 a request without an answer in time ends with unavailable', async () => {
    const { asking, answering } = pair();
    answering.handle('silence', () => new Promise(() => {}));
    await assert.rejects(asking.request(answering.processId, 'silence', {}, 50), { code: 'unavailable' });
  });

  it('CU4 a request to a process that is not there ends with unavailable, before any timeout', async () => {
    await assert.rejects(pair().asking.request('gone', 'anything', {}, 60_000), {
      code: 'unavailable',
      retryAfterSec: 2,
    });
  });

  it('CU5 what is published reaches every subscriber, also its own, in order and once', async () => {
    const { asking, answering } = pair();
    const heard: [string, unknown][] = [];
    asking.subscribe('news', (payload) => heard.push(['asking', payload]));
    answering.subscribe('news', (payload) => heard.push(['answering', payload]));
    asking.subscribe('other', (payload) => heard.push(['other', payload]));
    for (const number of [1, 2, 3]) asking.publish('news', { number });
    await until(() => heard.length >= 6, 'everybody heard');
    // A message that came twice would be here by then.
    answering.handle('last', async () => undefined);
    await asking.request(answering.processId, 'last', {});
    for (const name of ['asking', 'answering']) {
      assert.deepEqual(
        heard.filter(([who]) => who === name).map(([, payload]) => payload),
        [{ number: 1 }, { number: 2 }, { number: 3 }],
      );
    }
    assert.equal(heard.length, 6);
  });

  it('CU5 a subscriber that throws does not keep the news from others', async () => {
    const { asking } = pair();
    const heard: unknown[] = [];
    asking.subscribe('trouble', () => {
      throw new Error('a fault');
    });
    asking.subscribe('trouble', (payload) => heard.push(payload));
    asking.publish('trouble', 1);
    await until(() => heard.length > 0, 'the second subscriber heard');
    assert.deepEqual(heard, [1]);
  });
}
