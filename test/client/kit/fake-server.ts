import assert from 'node:assert/strict';
import type { Session } from '../../../client/src/session/session.ts';

type Answer =
  | { status?: number; data?: unknown; code?: string; retryAfter?: string }
  | 'nothing'
  | 'not json';

/** Answers requests in order, and keeps what was asked. */
export class FakeServer implements Disposable {
  readonly asked: { method: string; path: string; token: string | null }[] = [];
  /** The Idempotency-Key of each, or null. */
  readonly keys: (string | null)[] = [];
  /** The body of each, or null. */
  readonly bodies: unknown[] = [];
  private readonly answers: Answer[];
  private readonly realFetch = globalThis.fetch;

  constructor(...answers: Answer[]) {
    this.answers = answers;
    globalThis.fetch = (async (path: string, init: RequestInit) => this.answer(path, init)) as typeof fetch;
  }

  [Symbol.dispose](): void {
    globalThis.fetch = this.realFetch;
  }

  private answer(path: string, { method, headers, body }: RequestInit): Response {
    const token = new Headers(headers).get('authorization');
    this.asked.push({ method: method!, path, token });
    this.keys.push(new Headers(headers).get('idempotency-key'));
    this.bodies.push(typeof body === 'string' ? JSON.parse(body) : null);
    const answer = this.answers.shift();
    assert.ok(answer, `nobody expected ${method} ${path}`);
    if (answer === 'nothing') throw new TypeError('fetch failed');
    if (answer === 'not json') return new Response('<html>', { status: 502 });
    const { status = 200, data = null, code, retryAfter } = answer;
    const error = code ? { code, message: `text of ${code}`, details: null } : null;
    return new Response(JSON.stringify({ success: !code, data, error, timestamp: '' }), {
      status,
      headers: retryAfter ? { 'retry-after': retryAfter } : {},
    });
  }
}

/** A session with the tokens t1, t2 … */
export function fakeSession() {
  const ended: string[] = [];
  let token = 1;
  const session = {
    accessToken: async () => `t${token}`,
    async freshAccessToken(refused: string) {
      if (refused === `t${token}`) token += 1;
      return `t${token}`;
    },
    end: (reason: string) => ended.push(reason),
  };
  return { ended, session: session as unknown as Session };
}
