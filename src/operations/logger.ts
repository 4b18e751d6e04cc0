import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import { makeRedactor } from './redaction.ts';

/** Structured logs, one JSON object per line, without secrets. @param destination standard output when not given. */
export function makeLogger(config: Config, destination?: DestinationStream): Logger {
  const options = {
    level: config.LOG_LEVEL ?? (config.NODE_ENV === 'production' ? 'info' : 'warn'),
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: makeRedactor(config) },
  };
  return destination ? pino(options, destination) : pino(options);
}
