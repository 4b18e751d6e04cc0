/** pino's number of the level. */
const ERROR = 50;

/** What a server's log says at level error or above. */
export class ErrorLog {
  readonly texts: string[] = [];

  /** @param line of the log; what is no JSON was written by a crash */
  readonly hear = (line: string): void => {
    let entry: { level?: number; msg?: string; err?: { message?: string } };
    try {
      entry = JSON.parse(line);
    } catch {
      return;
    }
    if ((entry.level ?? 0) >= ERROR)
      this.texts.push([entry.msg, entry.err?.message].filter(Boolean).join(': '));
  };
}
