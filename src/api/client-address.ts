import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { addressKey } from '../accounts/account-limits.ts';

const MAPPED_IPV4 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** The caller's IP address; behind TRUSTED_PROXIES the one that they report. */
export function clientAddress(req: Request): string {
  return (req.ip ?? req.socket.remoteAddress ?? 'unknown').replace(MAPPED_IPV4, '');
}

/** As `clientAddress`, for requests that never pass express: so many hops back from the socket's own address. */
export function addressBehind(req: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  const hops = [req.socket.remoteAddress ?? 'unknown', ...forwarded.reverse()];
  return hops[Math.min(trustedProxies, hops.length - 1)]!;
}

/** What limits per address count by. */
export function limitKey(req: Request): string {
  return addressKey(clientAddress(req));
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$)/.test(address.replace(MAPPED_IPV4, ''));
}
