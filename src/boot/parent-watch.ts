const POLL_MS = 250;

/**
 * npm starts a script through a shell. When npm is told to stop it tells the shell, which may die without telling us: then the
 * shell's end is the signal. Started in any other way, a parent that goes away means nothing.
 */
export function onShellOfNpmGone(handler: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    handler();
  }, POLL_MS);
  timer.unref();
}
