/** What an operator did. Kept for good; read by those who run the realm. */
export interface AuditEntry {
  id: string;
  at: Date;
  operator: string;
  address: string;
  /** Such as 'monitor.login', 'monitor.login_failed', 'monitor.room_call'. */
  action: string;
  /** Such as a room id; null when the action has none. */
  target: string | null;
  details: unknown;
  outcome: 'done' | 'refused';
}

export interface AuditLog {
  /** Resolves once the entry is stored; an action that cannot be audited must not be carried out. */
  append(entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<AuditEntry[]>;
}
