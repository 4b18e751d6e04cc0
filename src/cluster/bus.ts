/** Messages between the processes of a realm. Losing it loses no property: see `ARCHITECTURE.md`. */
export interface Bus {
  /** This process. */
  readonly processId: string;
  /**
   * Asks a process (also this one). The answer is plain JSON.
   * Errors: the GameError that the handler threw; GameError `unavailable` when nothing came back in time.
   */
  request(processId: string, method: string, payload: unknown, timeoutMs?: number): Promise<unknown>;
  /** One handler a method. It may be called twice for one request, and must then do its work once. */
  handle(method: string, handler: (payload: unknown) => Promise<unknown>): void;
  /** Told to every process, this one included; may get lost. */
  publish(topic: string, payload: unknown): void;
  subscribe(topic: string, handler: (payload: unknown) => void): void;
  close(): Promise<void>;
}
