import type { Request } from 'express';
import { addressKey } from '../accounts/account-limits.ts';

const MAPPED_IPV4 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** The caller's IP address; behind TRUSTED_PROXIES the one that they report. */
export function clientAddress(req: Request): string {
  return (req.ip ?? req.socket.remoteAddress ?? 'unknown').replace(MAPPED_IPV4, '');
}

/** What limits per address count by. */
export function limitKey(req: Request): string {
  return addressKey(clientAddress(req));
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$)/.test(address.replace(MAPPED_IPV4, ''));
}
