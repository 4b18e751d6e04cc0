import type { LeaseMove } from '../../src/characters/character-store.ts';
import { type HopDependencies, makeHop, type PerformHop } from '../../src/placement/hop.ts';
import type { LeaseLedger } from './ledger.ts';

/** The real hop, whose word is compared with what happened to the leases. */
export function watchedHop(ledger: LeaseLedger, dependencies: HopDependencies): PerformHop {
  const { leases } = dependencies;
  return async (hop) => {
    let asked: readonly LeaseMove[] = [];
    const perform = makeHop({
      ...dependencies,
      leases: {
        locate: (characterIds) => leases.locate(characterIds),
        renewLeases: (given) => leases.renewLeases(given),
        moveLeases(moves, party) {
          asked = moves;
          return leases.moveLeases(moves, party);
        },
      },
    });
    try {
      return await perform(hop);
    } catch (error) {
      if (ledger.isThere(asked))
        ledger.violated(`a hop said that it failed (${error}), and had moved somebody`);
      throw error;
    }
  };
}
