import type { Decision, DecisionLog } from '../../src/placement/decision.ts';

export class MemoryDecisionLog implements DecisionLog {
  readonly #decisions: Decision[] = [];

  record(decision: Decision): void {
    this.#decisions.unshift(decision);
  }

  async byCharacter(characterId: string, limit: number): Promise<Decision[]> {
    return this.#decisions.filter(({ characterIds }) => characterIds.includes(characterId)).slice(0, limit);
  }

  async byInstance(instanceId: string, limit: number): Promise<Decision[]> {
    return this.#decisions
      .filter(({ outcome }) => outcome.type === 'placed' && outcome.instanceId === instanceId)
      .slice(0, limit);
  }
}
