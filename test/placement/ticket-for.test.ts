import assert from 'node:assert/strict';
import { rank } from '../../src/placement/choose.ts';
import { makeTicketFor } from '../../src/placement/ticket-for.ts';
import type { Party } from '../../src/social/party-store.ts';
import { shippedContent } from '../kit/open-content.ts';
import { known, member, POLICY } from './kit.ts';

/** Five of a party, each in the given instance of the forest; null: not in the world. */
function partyIn(...instances: (string | null)[]): Party {
  const members = instances.map((instance, i) => ({
    characterId: `m${i}`,
    name: `M ${i}`,
    level: 1,
    classId: 'vanguard',
    place: instance && 'verdant-forest',
    instance,
  }));
  return { id: 'party', leaderId: 'm0', members };
}

async function ticketFor(placeId: string, party: Party | null, blocked: string[] = []) {
  const make = makeTicketFor({
    partyOf: async () => party,
    companyIn: async () => ({ friends: [], blocked }),
  });
  return make({
    id: 'ticket',
    place: shippedContent().places.get(placeId)!,
    characterIds: ['m0'],
    language: null,
    region: null,
    rttMs: {},
    reason: 'join',
    isReturning: false,
    exclude: [],
  });
}

describe('placement: the ticket of a character', () => {
  it('PL9 where more of the party are is better than where it is fuller', async () => {
    const ticket = await ticketFor('verdant-forest', partyIn(null, 'many', 'many', 'many', 'one'));
    assert.deepEqual(ticket.near.party, ['many', 'many', 'many', 'one']);
    const options = [known('one', { seats: 60 }), known('many', { seats: 20 })].map((instance) => ({
      instance,
      seats: instance.seats,
      expected: 0,
      party: ticket.near.party.filter((id) => id === instance.id).length,
      isSilent: false,
    }));
    const policy = { kinds: POLICY.kinds, weights: POLICY.weights, version: 'v1' };
    const [best] = rank({ ...ticket, members: [member('m0')] }, options, policy);
    assert.equal(best!.candidate.instanceId, 'many');
  });

  it('PL17 a block between members of a party opens no second private instance', async () => {
    const rift = [...shippedContent().places.values()].find(({ kind }) => kind === 'rift')!;
    assert.deepEqual((await ticketFor(rift.id, partyIn(null, null), ['i'])).near.blocked, []);
    assert.deepEqual((await ticketFor('verdant-forest', null, ['i'])).near.blocked, ['i']);
  });
});
