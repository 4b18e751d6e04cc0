import { isDeepStrictEqual } from 'node:util';
import { errorsOf } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import type { Action } from './action.ts';
import type { Answer } from './api.ts';

interface Entry {
  action: Action;
  /** The first answer that it was done. */
  done: Answer | null;
}

/** What clients asked for and were answered; holds every answer against those before it and against the document. */
export class Journal {
  /** Answers that should never have been given. */
  readonly complaints: string[] = [];
  /** How often each code, or 'done', was answered, by route. */
  readonly outcomes = new Map<string, number>();
  private readonly entries = new Map<string, Entry>();
  private readonly gone: ReadonlySet<string>;

  /** @param gone characters that were deleted: who acts for one is told so, whatever was done before */
  constructor(gone: ReadonlySet<string>) {
    this.gone = gone;
  }

  /** Keys of everything that was acknowledged. */
  get done(): string[] {
    return [...this.entries].filter(([, { done }]) => done !== null).map(([key]) => key);
  }

  isDone(key: string): boolean {
    return this.entries.get(key)?.done != null;
  }

  /**
   * @param wasDone at the time of the question it had been acknowledged before
   * @returns whether it is acknowledged for the first time
   */
  record(key: string, action: Action, answer: Answer, wasDone: boolean): boolean {
    this.count(`${action.route} ${answer.code ?? 'done'}`);
    const entry = this.entries.get(key) ?? { action, done: null };
    this.entries.set(key, entry);
    if (answer.code === null) return this.acknowledge(key, entry, answer);
    const route = ROUTES.find(({ id }) => id === action.route)!;
    if (answer.status >= 500 || !errorsOf(route).includes(answer.code as never))
      this.complain(key, action, `was answered ${answer.status} ${answer.code}`);
    if (wasDone && !this.gone.has(action.actor))
      this.complain(key, action, `was done, and is answered ${answer.code}`);
    return false;
  }

  /** The same key with another body after it was done. */
  recordReuse(key: string, action: Action, { code }: Answer): void {
    this.count(`reused ${code ?? 'done'}`);
    if (code !== 'idempotency_key_reused' && !this.gone.has(action.actor))
      this.complain(key, action, `was done, and with another body is answered ${code ?? 'done'}`);
  }

  private acknowledge(key: string, entry: Entry, answer: Answer): boolean {
    if (entry.done === null) {
      entry.done = answer;
      return true;
    }
    if (!isDeepStrictEqual(answer, entry.done))
      this.complain(
        key,
        entry.action,
        `is answered ${JSON.stringify(answer.data)} after ${JSON.stringify(entry.done.data)}`,
      );
    return false;
  }

  private complain(key: string, { method, path, body }: Action, what: string): void {
    this.complaints.push(`${key} ${method} ${path} ${JSON.stringify(body)} ${what}`);
  }

  private count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }
}
