import assert from 'node:assert/strict';
import { parseOptions, UsageError } from '../../loadtest/run/options.ts';

function refusal(...args: string[]): string {
  try {
    parseOptions(args);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  throw new Error('It was taken.');
}

describe('arguments of the load test', () => {
  it('LT4 has a default for everything', () => {
    const { scenario, clients, durationMs, urls, fullShare, assertions, json, html } = parseOptions([]);
    assert.deepEqual(
      { scenario, clients, durationMs, urls, fullShare, assertions, json, html },
      {
        scenario: 'hub',
        clients: 100,
        durationMs: 30_000,
        urls: [],
        fullShare: 0.05,
        assertions: [],
        json: null,
        html: null,
      },
    );
  });

  it('LT4 takes what is given', () => {
    const options = parseOptions(
      '--scenario day --clients 500 --duration 1.5m --full 10% --workers 3 --seed 7 --url http://a:1 --url http://b:2'.split(
        ' ',
      ),
    );
    assert.equal(options.scenario, 'day');
    assert.equal(options.clients, 500);
    assert.equal(options.durationMs, 90_000);
    assert.equal(options.fullShare, 0.1);
    assert.equal(options.workers, 3);
    assert.equal(options.seed, 7);
    assert.deepEqual(
      options.urls.map(({ host }) => host),
      ['a:1', 'b:2'],
    );
  });

  it('LT4 refuses what makes no sense in one line that names it', () => {
    const cases: [string[], RegExp][] = [
      [['--scenario', 'nowhere'], /^--scenario: there is no 'nowhere', but hub, zones, /],
      [['--scenario', '__proto__'], /^--scenario: /],
      [['--clients', '0'], /^--clients: '0' is not a whole number from 1 /],
      [['--clients', '-3'], /--clients/],
      [['--clients', '2.5'], /^--clients: /],
      [['--clients', 'many'], /^--clients: /],
      [['--duration', '0s'], /^--duration: '0s' is not a time /],
      [['--duration', 'soon'], /^--duration: /],
      [['--duration', '25h'], /^--duration: /],
      [['--full', '101%'], /^--full: /],
      [['--full', 'some'], /^--full: /],
      [['--url', 'nonsense'], /^--url: 'nonsense' is not an address /],
      [['--url', 'ftp://a'], /^--url: /],
      [['--seed', '1e3'], /^--seed: /],
      [['--workers', '0'], /^--workers: /],
      [['--assert', 'tick.p98<=3'], /^--assert: there is no figure 'tick.p98', but tick.p50, /],
      [['--assert', 'tick.p99=3'], /^--assert: 'tick.p99=3' is not of the form /],
      [['--assert', ''], /^--assert: /],
      [['--speed', '3'], /--speed/],
      [['hub'], /hub/],
    ];
    for (const [args, expected] of cases) {
      const message = refusal(...args);
      assert.match(message, expected);
      assert.ok(!message.includes('\n'), message);
    }
  });
});
