import assert from 'node:assert/strict';
import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AppOptions, makeApp } from '../../src/api/app.ts';
import { ErrorEnvelope, envelopeOf } from '../../src/api/envelope.ts';
import { errorsOf, type Route } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import { ERRORS, type ErrorCode } from '../../src/errors.ts';
import { type MemoryServices, memoryServices } from './memory-services.ts';

export const PASSWORD = 'correct horse battery';

export interface Call {
  token?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** The answer's bytes. */
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into data of every form
  data: any;
  error: { code: ErrorCode; message: string; details: unknown } | null;
}

/** The HTTP application on a free port, its domains on storage in memory. */
export class TestApp {
  readonly services: MemoryServices;
  private readonly server: Server;

  static async start(env: Record<string, string> = {}, options: Partial<AppOptions> = {}): Promise<TestApp> {
    const services = memoryServices(env);
    const app = makeApp(services, {
      matchmake: () => assert.fail('nobody asked for a seat'),
      roomNames: ['hub'],
      monitor: (_req, res) => void res.send('panel'),
      clientDirectory: '/nonexistent',
      ...options,
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
    return new TestApp(services, server);
  }

  private constructor(services: MemoryServices, server: Server) {
    this.services = services;
    this.server = server;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Any request; redirects are not followed. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { redirect: 'manual', ...init });
  }

  /**
   * Calls a route of the table and checks the answer against what the route declares: its envelope, its response
   * schema with nothing beyond it, and that it only answers errors that it names.
   */
  async call(method: string, path: string, { token, body, raw, headers }: Call = {}): Promise<Answer> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await this.fetch(`/api/v1${path}`, {
      method,
      headers: {
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text };
    if (response.status === 304) return { ...answer, data: null, error: null };
    assert.match(response.headers.get('content-type') ?? '', /^application\/json\b/);
    const envelope = JSON.parse(text);
    checkDeclared(findRoute(method, path), response.status, envelope);
    return { ...answer, data: envelope.data, error: envelope.error };
  }

  /** As `call`, for what must be refused. */
  async refused(method: string, path: string, code: ErrorCode, call: Call = {}): Promise<Answer> {
    const answer = await this.call(method, path, call);
    assert.equal(answer.error?.code, code, answer.text);
    return answer;
  }

  /** Registers and logs in. @returns the login's data */
  async login(name: string, device?: string) {
    await this.call('POST', '/auth/register', { body: { name, password: PASSWORD } });
    const body = { name, password: PASSWORD, ...(device !== undefined && { device }) };
    const answer = await this.call('POST', '/auth/login', { body });
    assert.equal(answer.status, 200, answer.text);
    return answer.data;
  }

  /** For headers that fetch does not let through, such as Host and Sec-Fetch-Site. */
  plainRequest(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port: this.port, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.once('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, text }),
        );
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }
}

function findRoute(method: string, path: string): Route | undefined {
  const pathname = `/api/v1${path}`.split('?')[0]!;
  return ROUTES.find(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );
}

function checkDeclared(
  route: Route | undefined,
  status: number,
  envelope: { success: boolean; error: Answer['error'] },
): void {
  if (!envelope.success) {
    const { error } = ErrorEnvelope.parse(envelope);
    assert.equal(status, ERRORS[error.code].status);
    const declared = route ? errorsOf(route) : ['not_found', 'rate_limited'];
    assert.ok(declared.includes(error.code), `${route?.id} does not declare ${error.code}`);
    return;
  }
  assert.ok(route, 'an answer from an address that no route declares');
  assert.equal(status, route.status);
  assert.deepEqual(envelopeOf(route.response).parse(envelope), envelope);
}
