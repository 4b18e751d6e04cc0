import assert from 'node:assert/strict';
import { backoffMs } from '../../client/src/connection/backoff.ts';
import { outcomeOfClose, outcomeOfFailedJoin } from '../../client/src/connection/outcome.ts';
import { RetryPause } from '../../client/src/connection/retry-pause.ts';
import { Traffic } from '../../client/src/connection/traffic.ts';
import { ERRORS } from '../../src/errors.ts';

describe('what follows the end of a connection', () => {
  it('CL3 a connection that broke asks for the held seat', () => {
    for (const code of [1001, 1005, 1006, 4010])
      assert.equal(outcomeOfClose(code, '').next, 'reconnect', String(code));
  });

  it('CL3 a revoked session leads to the login, a takeover to its panel, with or without a reason text', () => {
    assert.deepEqual(outcomeOfClose(4102, 'session_revoked'), { next: 'login' });
    assert.deepEqual(outcomeOfClose(4102, ''), { next: 'login' });
    assert.deepEqual(outcomeOfClose(4105, 'character_taken_over'), { next: 'taken_over' });
    assert.deepEqual(outcomeOfClose(4105, ''), { next: 'taken_over' });
  });

  it('CL3 a server that shuts down is rejoined, and says so', () => {
    assert.deepEqual(outcomeOfClose(4001, ''), {
      next: 'rejoin',
      text: 'The server is restarting.',
      tokenRefused: false,
    });
  });

  it('CL3 what trying again cannot help leads back to the characters', () => {
    assert.deepEqual(outcomeOfClose(4104, 'character_not_found'), {
      next: 'characters',
      text: ERRORS.character_not_found.text,
    });
    assert.deepEqual(outcomeOfFailedJoin('place_not_found: There is no such place of this kind.'), {
      next: 'characters',
      text: ERRORS.place_not_found.text,
    });
  });

  it('CL3 no close code and no text leads nowhere: anything unknown rejoins', () => {
    assert.equal(outcomeOfClose(4999, 'constructor').next, 'rejoin');
    assert.equal(outcomeOfClose(1011, '').next, 'rejoin');
    for (const [code, { close }] of Object.entries(ERRORS)) {
      assert.match(outcomeOfClose(close, code).next, /^(rejoin|follow|taken_over|login|characters)$/, code);
    }
  });

  it('CL16 a character that travelled on is followed, with or without a reason text', () => {
    const expected = { next: 'follow', text: ERRORS.travelled.text };
    assert.deepEqual(outcomeOfClose(4113, 'travelled'), expected);
    assert.deepEqual(outcomeOfClose(4113, ''), expected);
    assert.deepEqual(outcomeOfFailedJoin('travelled: The character has travelled on.'), expected);
    assert.equal(outcomeOfFailedJoin('place_unreachable: No way leads there from here.').next, 'follow');
  });

  it('CL3 a place that will not have the character leads back to the characters', () => {
    for (const code of ['place_locked', 'rift_private', 'party_too_large'] as const)
      assert.deepEqual(outcomeOfFailedJoin(`${code}: …`), { next: 'characters', text: ERRORS[code].text });
  });

  it('CL17 a seat whose process does not take the socket is given up', () => {
    assert.deepEqual(outcomeOfFailedJoin(''), {
      next: 'rejoin',
      text: 'The realm does not answer.',
      tokenRefused: false,
    });
  });

  it('CL3 an access token that the server does not take is not shown to it again', () => {
    for (const code of ['token_expired', 'unauthenticated'] as const) {
      const expected = { next: 'rejoin', text: ERRORS[code].text, tokenRefused: true };
      assert.deepEqual(outcomeOfFailedJoin(`${code}: …`), expected);
      assert.deepEqual(outcomeOfClose(4101, code), expected);
    }
  });

  it('CL3 a failed join keeps the seat when nobody answered, gives it up when the server refused', () => {
    assert.equal(outcomeOfFailedJoin('Failed to fetch').next, 'reconnect');
    assert.deepEqual(outcomeOfFailedJoin('reconnection_refused: The seat is no longer held. Join again.'), {
      next: 'rejoin',
      text: 'The place has closed, another one is being found.',
      tokenRefused: false,
    });
    assert.equal(outcomeOfFailedJoin('place_full: The place is full. Try again in a moment.').next, 'rejoin');
  });
});

describe('backoff', () => {
  it('CL4 waits double up to 4 s in the first minute and 15 s later, spread over their upper half', () => {
    const [least, most] = [() => 0, () => 1];
    assert.deepEqual(
      [0, 1, 2, 3].map((attempt) => backoffMs(attempt, 0, least)),
      [200, 400, 800, 1600],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((attempt) => backoffMs(attempt, 0, most)),
      [400, 800, 1600, 3200],
    );
    const later = (triedMs: number) => [4, 20, 2000].map((attempt) => backoffMs(attempt, triedMs, most));
    assert.deepEqual(later(59_999), [4000, 4000, 4000]);
    assert.deepEqual(later(60_000), [6400, 15_000, 15_000]);
  });

  const HOUR_MS = 3_600_000;

  it('CL4 a wait ends at once when the network or the person is back, or when it is skipped', async () => {
    const signs = new EventTarget();
    const pause = new RetryPause(signs);
    for (const end of [
      () => signs.dispatchEvent(new Event('online')),
      () => signs.dispatchEvent(new Event('focus')),
      () => pause.end(),
    ]) {
      const waiting = pause.wait(HOUR_MS);
      end();
      await waiting;
    }
  });

  it('CL4 skipping while nothing waits does not shorten the next wait', async () => {
    const pause = new RetryPause(new EventTarget());
    pause.end();
    const waiting = pause.wait(HOUR_MS).then(() => 'waited');
    assert.equal(
      await Promise.race([waiting, new Promise((resolve) => setImmediate(resolve, 'waits'))]),
      'waits',
    );
    pause.end();
    assert.equal(await waiting, 'waited');
  });
});

describe('traffic', () => {
  it('CL5 rates are those of the last four seconds', () => {
    const traffic = new Traffic(0);
    for (let at = 0; at < 8000; at += 50) traffic.add(at, 100);
    assert.deepEqual(traffic.rates(7950), { framesPerSec: 20, bytesPerSec: 2000 });
  });

  it('CL5 frames that arrive together after a stall count as those of the whole window', () => {
    const traffic = new Traffic(0);
    for (let frame = 0; frame < 80; frame++) traffic.add(10_000, 100);
    assert.deepEqual(traffic.rates(10_000), { framesPerSec: 20, bytesPerSec: 2000 });
  });

  it('CL5 silence brings the rates down to nothing', () => {
    const traffic = new Traffic(0);
    assert.deepEqual(traffic.rates(0), { framesPerSec: 0, bytesPerSec: 0 });
    traffic.add(0, 500);
    assert.deepEqual(traffic.rates(100), { framesPerSec: 1, bytesPerSec: 500 });
    assert.deepEqual(traffic.rates(2000), { framesPerSec: 0.5, bytesPerSec: 250 });
    assert.deepEqual(traffic.rates(4000), { framesPerSec: 0, bytesPerSec: 0 });
  });
});
