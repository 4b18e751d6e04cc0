/**
 * What a failed start says, for standard error: what is wrong and what to do. Whoever writes the messages that end up here keeps
 * them free of secrets. The stack is for developers of the server, at LOG_LEVEL=debug.
 */
export function startFailure(error: unknown, logLevel: string | undefined): string {
  const { message, stack, code } = error as { message?: string; stack?: string; code?: string };
  const detailed = logLevel === 'debug' || logLevel === 'trace';
  return `Cannot start: ${(detailed && stack) || message || code || String(error)}\n`;
}
