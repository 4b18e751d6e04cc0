/** Waits for a condition; fails with what was waited for. */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  withinMs = 5_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
