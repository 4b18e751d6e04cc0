import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Decision, DecisionLog } from '../../src/placement/decision.ts';
import { HOSTILE_TEXTS } from '../kit/records.ts';

export interface DecisionLogHarness {
  log: DecisionLog;
  close(): Promise<void>;
}

export function decision(changes: Partial<Decision> = {}): Decision {
  return {
    id: randomUUID(),
    ticketId: randomUUID(),
    at: new Date(),
    place: 'forest',
    characterIds: [randomUUID()],
    partyId: null,
    reason: 'join',
    candidates: [
      {
        instanceId: 'i1',
        processId: 'p1',
        seats: 79,
        limit: 80,
        excluded: null,
        score: 1.4875,
        parts: { party: 0, friends: 0, guild: 0, fill: 0.9875, language: 0.5, rtt: 0 },
      },
    ],
    outcome: { type: 'placed', instanceId: 'i1', opened: false },
    retries: 1,
    waitedMs: 7,
    ...changes,
  };
}

export function decisionLogContract(name: string, open: () => Promise<DecisionLogHarness>): void {
  describe(`decision log ${name}`, () => {
    let harness: DecisionLogHarness;
    let log: DecisionLog;

    beforeEach(async () => {
      harness = await open();
      log = harness.log;
    });
    afterEach(() => harness.close());

    it('PL50 gives a decision back as it was recorded', async () => {
      const party = decision({ characterIds: [randomUUID(), randomUUID()], partyId: randomUUID() });
      log.record(party);
      for (const characterId of party.characterIds) {
        assert.deepEqual(await log.byCharacter(characterId, 10), [party]);
      }
      assert.deepEqual(await log.byInstance('i1', 10), [party]);
    });

    it('PL50 a refusal is found by character, and under no instance', async () => {
      const refused = decision({ outcome: { type: 'refused', code: 'place_full' } });
      log.record(refused);
      assert.deepEqual(await log.byCharacter(refused.characterIds[0]!, 10), [refused]);
      assert.deepEqual(await log.byInstance('i1', 10), []);
    });

    it('PL50 newest first, as many as asked for', async () => {
      const characterIds = [randomUUID()];
      const decisions = [1, 2, 3].map((retries) => decision({ characterIds, retries }));
      for (const one of decisions) log.record(one);
      const found = await log.byCharacter(characterIds[0]!, 2);
      assert.deepEqual(
        found.map(({ retries }) => retries),
        [3, 2],
      );
      assert.deepEqual(
        (await log.byInstance('i1', 1)).map(({ retries }) => retries),
        [3],
      );
    });

    it('PL50 who or what is unknown has no decisions, hostile text included', async () => {
      log.record(decision());
      for (const text of [...HOSTILE_TEXTS.filter((each) => each.isWellFormed()), randomUUID()]) {
        assert.deepEqual(await log.byCharacter(text, 10), []);
        assert.deepEqual(await log.byInstance(text, 10), []);
      }
    });
  });
}
