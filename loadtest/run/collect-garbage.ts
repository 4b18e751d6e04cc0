/**
 * Loaded before a server that is measured (node --expose-gc --import …): collects garbage when its parent asks, since the
 * memory that players take cannot be told from garbage otherwise.
 */
process.on('message', (message) => {
  if (message !== 'collect garbage') return;
  globalThis.gc?.();
  process.send?.({ answer: 'collected' });
});
