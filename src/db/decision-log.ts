import { GameError } from '../errors.ts';
import type { Decision, DecisionLog } from '../placement/decision.ts';
import type { Database } from './database.ts';
import { PlacementDecisionEntity, type PlacementDecisionRow } from './entities/placement-decision.ts';
import { isUuid } from './ids.ts';

/** Decisions wait this long to be written together. */
const WRITE_EVERY_MS = 1_000;
/** While the database is away the oldest beyond these are given up. */
const MOST_WAITING = 10_000;
const KEPT_DAYS = 7;
const PRUNE_EVERY_MS = 3_600_000;

const COLUMNS = [
  'id',
  'ticket_id',
  'at',
  'place',
  'character_ids',
  'party_id',
  'reason',
  'candidates',
  'outcome',
  'instance_id',
  'retries',
  'waited_ms',
].join(', ');

export function makeDecisionLog(database: Database): DecisionLog {
  const log = new BufferedDecisionLog(database);
  database.onClose(() => log.close());
  return log;
}

/** Writes beside placement, in batches; what cannot be written is given up at last, and counted in the process's log. */
class BufferedDecisionLog implements DecisionLog {
  readonly #database: Database;
  #waiting: Decision[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #prunedAt = 0;
  #givenUp = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  record(decision: Decision): void {
    this.#waiting.push(decision);
    this.#giveUpOldest();
    this.#timer ??= setTimeout(() => void this.#flush(), WRITE_EVERY_MS).unref();
  }

  async byCharacter(characterId: string, limit: number): Promise<Decision[]> {
    if (!isUuid(characterId)) return [];
    return this.#find('decision.characterIds @> ARRAY[:value]::uuid[]', characterId, limit);
  }

  byInstance(instanceId: string, limit: number): Promise<Decision[]> {
    return this.#find('decision.instanceId = :value', instanceId, limit);
  }

  async close(): Promise<void> {
    await this.#flush();
    if (this.#timer) clearTimeout(this.#timer);
  }

  /** What this process decided a moment ago is in the answer. */
  async #find(condition: string, value: string, limit: number): Promise<Decision[]> {
    await this.#flush();
    const rows = await this.#database.run((manager) =>
      manager
        .createQueryBuilder(PlacementDecisionEntity, 'decision')
        .where(condition, { value })
        .orderBy('decision.position', 'DESC')
        .take(limit)
        .getMany(),
    );
    return rows.map(({ position: _, instanceId: __, ...decision }: PlacementDecisionRow) => decision);
  }

  /** One at a time, so that decisions are stored in their order. Never rejects. */
  #flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#tellWhatWasGivenUp();
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      if (batch.length > 0) await this.#insert(batch);
      await this.#prune();
    } catch (error) {
      this.#failed(batch, error);
    }
  }

  /** Twice, when the answer to the first time was lost, is once. */
  async #insert(batch: readonly Decision[]): Promise<void> {
    const rows = JSON.stringify(batch.map(toRow));
    await this.#database.run((manager) =>
      manager.query(
        `INSERT INTO placement_decisions (${COLUMNS})
         SELECT ${COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS given (
           id uuid, ticket_id text, at timestamptz, place text, character_ids uuid[], party_id uuid, reason text,
           candidates jsonb, outcome jsonb, instance_id text, retries integer, waited_ms integer)
         ON CONFLICT (id) DO NOTHING`,
        [rows],
      ),
    );
  }

  async #prune(): Promise<void> {
    const now = performance.now();
    if (this.#prunedAt > 0 && now - this.#prunedAt < PRUNE_EVERY_MS) return;
    this.#prunedAt = now;
    await this.#database.run((manager) =>
      manager.query('DELETE FROM placement_decisions WHERE at < now() - make_interval(days => $1)', [
        KEPT_DAYS,
      ]),
    );
  }

  #failed(batch: Decision[], error: unknown): void {
    const { log } = this.#database;
    if (!(error instanceof GameError && error.code === 'unavailable')) {
      log.error({ err: error, decisions: batch.length }, 'placement decisions could not be stored');
      return;
    }
    log.warn({ err: error, decisions: batch.length }, 'placement decisions wait for the database');
    this.#waiting = [...batch, ...this.#waiting];
    this.#giveUpOldest();
    this.#timer ??= setTimeout(() => void this.#flush(), WRITE_EVERY_MS).unref();
  }

  #giveUpOldest(): void {
    while (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift();
      this.#givenUp += 1;
    }
  }

  #tellWhatWasGivenUp(): void {
    if (this.#givenUp === 0) return;
    this.#database.log.error({ decisions: this.#givenUp }, 'placement decisions were given up');
    this.#givenUp = 0;
  }
}

function toRow(decision: Decision): Record<string, unknown> {
  const { outcome } = decision;
  return {
    id: decision.id,
    ticket_id: decision.ticketId,
    at: decision.at,
    place: decision.place,
    character_ids: decision.characterIds,
    party_id: decision.partyId,
    reason: decision.reason,
    candidates: decision.candidates,
    outcome,
    instance_id: outcome.type === 'placed' ? outcome.instanceId : null,
    retries: decision.retries,
    waited_ms: decision.waitedMs,
  };
}
