import assert from 'node:assert/strict';
import { backoffMs } from '../../client/src/connection/backoff.ts';
import { outcomeOfClose, outcomeOfFailedJoin } from '../../client/src/connection/outcome.ts';
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
      text: ERRORS.shutting_down.text,
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
      assert.match(outcomeOfClose(close, code).next, /^(rejoin|taken_over|login|characters)$/, code);
    }
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
    assert.equal(outcomeOfFailedJoin('undefined').next, 'reconnect');
    assert.equal(
      outcomeOfFailedJoin('reconnection_refused: The seat is no longer held. Join again.').next,
      'rejoin',
    );
    assert.equal(outcomeOfFailedJoin('place_full: The place is full. Try again in a moment.').next, 'rejoin');
  });
});

describe('backoff', () => {
  it('CL4 waits double up to 15 s, spread over their upper half', () => {
    const [least, most] = [() => 0, () => 1];
    assert.deepEqual(
      [0, 1, 2, 3].map((attempt) => backoffMs(attempt, least)),
      [200, 400, 800, 1600],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((attempt) => backoffMs(attempt, most)),
      [400, 800, 1600, 3200],
    );
    assert.deepEqual(
      [backoffMs(6, most), backoffMs(60, most), backoffMs(2000, most)],
      [15_000, 15_000, 15_000],
    );
  });
});

describe('traffic', () => {
  it('CL5 rates are those of the last four seconds', () => {
    const traffic = new Traffic();
    for (let at = 0; at < 8000; at += 50) traffic.add(at, 100);
    assert.deepEqual(traffic.rates(7950), { framesPerSec: 80 / 3.95, bytesPerSec: 8000 / 3.95 });
  });

  it('CL5 silence brings the rates down to nothing', () => {
    const traffic = new Traffic();
    assert.deepEqual(traffic.rates(0), { framesPerSec: 0, bytesPerSec: 0 });
    traffic.add(0, 500);
    assert.deepEqual(traffic.rates(100), { framesPerSec: 1, bytesPerSec: 500 });
    assert.deepEqual(traffic.rates(2000), { framesPerSec: 0.5, bytesPerSec: 250 });
    assert.deepEqual(traffic.rates(4000), { framesPerSec: 0, bytesPerSec: 0 });
  });
});
