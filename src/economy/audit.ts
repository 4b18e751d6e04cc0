/** Something that may never be, found in the books. */
export interface AuditProblem {
  /** Which rule it breaks, see `src/db/audit/checks.ts`. */
  check: string;
  /** What is wrong where, in one line. */
  text: string;
}

export interface AuditReport {
  at: Date;
  tookMs: number;
  /** Of each check at most the first hundred. */
  problems: AuditProblem[];
}

/** Proves that nothing was made, lost or doubled. */
export interface EconomyAudit {
  /** Reads all of the books as they are at one moment, and keeps the report. */
  run(): Promise<AuditReport>;
  /** Null: there has been none. */
  last(): Promise<AuditReport | null>;
}
