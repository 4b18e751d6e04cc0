import assert from 'node:assert/strict';
import pino from 'pino';
import { LocalBus } from '../src/cluster/local-bus.ts';
import { makeMetrics } from '../src/operations/metrics.ts';
import { makeServices, type ServiceOptions } from '../src/services.ts';
import { shippedContent } from './kit/open-content.ts';
import { until } from './kit/until.ts';

describe('services', () => {
  it('AC14 after a gap in the news a process asks what it missed, until it is told', async () => {
    let onGap = () => {};
    let failures = 2;
    const asked: string[][] = [];
    const storage = {
      accounts: {
        async endedSessions(sessionIds: string[]) {
          asked.push(sessionIds);
          if (failures-- > 0) throw new Error('still away');
          return ['revoked-session'];
        },
      },
      characters: { renewLeases: async () => ['lost-character'] },
      effects: { find: async () => ({ upgrades: new Map(), items: [] }) },
      feeds: {
        onSessionsRevoked() {},
        onLeaseTaken() {},
        onSocialNews() {},
        onEffectsChanged() {},
        onMarketNews() {},
        onGap(handler: () => void) {
          onGap = handler;
        },
      },
    };
    const config = { JWT_SECRET: 'a test secret of more than 32 characters', CHARACTERS_PER_ACCOUNT: 5 };
    const log = pino({ level: 'silent' });
    const bus = new LocalBus('test', log);
    const content = shippedContent();
    const metrics = makeMetrics();
    const options = { config, log, storage, bus, content, metrics } as unknown as ServiceOptions;
    const { connections } = makeServices(options);
    const closed: [string, string][] = [];
    const join = (characterId: string, sessionId: string) =>
      connections.add({
        characterId,
        accountId: 'account',
        sessionId,
        fence: 1,
        close: async (code) => void closed.push([characterId, code]),
        tell() {},
        affect() {},
        noteInventory() {},
      });
    join('loved-character', 'live-session');
    join('lost-character', 'live-session');
    join('my-character', 'revoked-session');

    onGap();
    await until(() => closed.length === 2, 'it is told');
    assert.deepEqual(closed, [
      ['my-character', 'session_revoked'],
      ['lost-character', 'character_taken_over'],
    ]);
    assert.deepEqual(asked, Array(3).fill(['live-session', 'live-session', 'revoked-session']));
  });
});
