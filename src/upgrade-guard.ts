import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { addressKey } from './accounts/account-limits.ts';
import { addressBehind } from './api/client-address.ts';

type Answer = (accepted: boolean, status?: number) => void;

/**
 * Looks at WebSocket upgrades before the handshake; express and its limits never see them. Form of ws' `verifyClient`.
 * @param perMinute upgrades that one address may ask for
 * @param trustedProxies reverse proxies in front, whose X-Forwarded-For is believed
 */
export function makeUpgradeGuard(perMinute: number, trustedProxies: number) {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return ({ req }: { req: IncomingMessage }, answer: Answer): void => {
    // Colyseus finds rooms in a plain object: `constructor` would be one.
    const roomId = (req.url ?? '').split('?')[0]!.split('/').at(-1)!;
    if (roomId in {}) {
      answer(false, 404);
      return;
    }
    limiter.consume(addressKey(addressBehind(req, trustedProxies))).then(
      () => answer(true),
      () => answer(false, 429),
    );
  };
}
