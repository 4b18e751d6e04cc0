/** Ends a load test that cannot go on with one line that says what to do. */
export function endWithReason(error: unknown, base: URL): never {
  process.stderr.write(`${reasonOf(error, base)}\n`);
  process.exit(1);
}

function reasonOf(error: unknown, base: URL): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message === 'fetch failed')
    return `No server answers at ${base.origin}. Start one, or name it with --url.`;
  if (message.includes('rate_limited')) {
    return 'The server limits how often one address may register, log in or ask. Start it with higher limits, see the README.';
  }
  return message;
}
