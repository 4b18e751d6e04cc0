import { setTimeout as delay } from 'node:timers/promises';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every form
  data: any;
  /** Of the error; null: there was none. */
  code: string | null;
}

export interface Question {
  /** Absent: asked by nobody in particular. */
  token?: string | undefined;
  method: string;
  /** Below /api/v1. */
  path: string;
  /** Sent as Idempotency-Key. */
  key?: string | undefined;
  body?: unknown;
}

const PAUSE_MS = 200;

/** The server answered with an error. */
export class ApiFailure extends Error {
  override name = 'ApiFailure';
  readonly code: string;

  constructor({ method, path }: Question, code: string) {
    super(`${method} ${path}: ${code}`);
    this.code = code;
  }
}

/** The API as a client sees it that never gives up: it asks again until it is answered. */
export class Api {
  /** Questions that reached a server which then gave no answer. */
  cutOff = 0;
  private readonly base: () => URL;
  private readonly patient: boolean;

  /**
   * @param base asked before each attempt, since the server may have moved
   * @param patient asks again after a broken connection; otherwise that is thrown
   */
  constructor(base: () => URL, patient: boolean) {
    this.base = base;
    this.patient = patient;
  }

  async ask(question: Question): Promise<Answer> {
    for (;;) {
      try {
        return await this.attempt(question);
      } catch (error) {
        if (!isRefused(error)) this.cutOff += 1;
        if (!this.patient) throw error;
        await delay(PAUSE_MS);
      }
    }
  }

  /** As `ask`, for what must go well. @returns the data. @throws ApiFailure */
  async must(question: Question): Promise<Answer['data']> {
    const { data, code } = await this.ask(question);
    if (code !== null) throw new ApiFailure(question, code);
    return data;
  }

  private async attempt({ token, method, path, key, body }: Question): Promise<Answer> {
    const response = await fetch(new URL(`/api/v1${path}`, this.base()), {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { data = null, error } = (await response.json()) as { data?: unknown; error?: { code: string } };
    return { status: response.status, data, code: error?.code ?? null };
  }
}

/** There was no server to reach. */
function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && Reflect.get(cause, 'code') === 'ECONNREFUSED';
}
