/** Answers of /health. */
export interface Health {
  /** Each check's name, whether it passes, and how long it took. */
  ready(): Promise<{ ready: boolean; checks: Record<string, { ok: boolean; ms: number; reason?: string }> }>;
  /** From now on the process answers "not ready", so that balancers send nobody new. */
  startDraining(): void;
}
