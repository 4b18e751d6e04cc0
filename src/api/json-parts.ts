import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { success } from './envelope.ts';

/** Data of the form that its route documents, as JSON in parts: for what is too much to be handled in one go. */
export class JsonParts {
  /** Together they are the data. */
  readonly parts: readonly string[];

  constructor(parts: readonly string[]) {
    this.parts = parts;
  }
}

/** Where the data stands in the envelope. */
const DATA = '"data":';

/** Answers as fast as it is taken: others are served between the parts. */
export async function sendParts(res: Response, status: number, { parts }: JsonParts): Promise<void> {
  res.status(status).set('Cache-Control', 'no-store').type('json');
  try {
    await pipeline(Readable.from(enveloped(parts), { objectMode: true }), res);
  } catch (error) {
    // Who asked has gone.
    if (!res.destroyed) throw error;
  }
}

function* enveloped(parts: readonly string[]): Iterable<string> {
  const envelope = JSON.stringify(success(null));
  const start = envelope.indexOf(DATA) + DATA.length;
  yield envelope.slice(0, start);
  yield* parts;
  yield envelope.slice(start + 'null'.length);
}
