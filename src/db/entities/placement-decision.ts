import { EntitySchema } from 'typeorm';
import type { Decision } from '../../placement/decision.ts';

export interface PlacementDecisionRow extends Decision {
  /** Order of storing; bigint, which the driver hands out as text. */
  position: string;
  /** Where the outcome placed them; null: it refused. */
  instanceId: string | null;
}

export const PlacementDecisionEntity = new EntitySchema<PlacementDecisionRow>({
  name: 'PlacementDecision',
  tableName: 'placement_decisions',
  columns: {
    position: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'placement_decisions_pkey',
      generated: 'increment',
    },
    id: { type: 'uuid' },
    ticketId: { type: 'text', name: 'ticket_id' },
    at: { type: 'timestamptz' },
    place: { type: 'text' },
    characterIds: { type: 'uuid', name: 'character_ids', array: true },
    partyId: { type: 'uuid', name: 'party_id', nullable: true },
    reason: { type: 'text' },
    candidates: { type: 'jsonb' },
    outcome: { type: 'jsonb' },
    instanceId: { type: 'text', name: 'instance_id', nullable: true },
    retries: { type: 'integer' },
    waitedMs: { type: 'integer', name: 'waited_ms' },
  },
  uniques: [{ name: 'placement_decisions_id_unique', columns: ['id'] }],
  indices: [
    { name: 'placement_decisions_at', columns: ['at'] },
    { name: 'placement_decisions_instance', columns: ['instanceId', 'position'] },
    // A GIN index, which TypeORM cannot describe.
    { name: 'placement_decisions_characters', columns: ['characterIds'], synchronize: false },
  ],
});
