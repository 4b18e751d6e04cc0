import assert from 'node:assert/strict';
import { type Option, rank } from '../../src/placement/choose.ts';
import { jointLimit } from '../../src/placement/errands.ts';
import { leastLoaded } from '../../src/placement/least-loaded.ts';
import type { Ticket } from '../../src/placement/ticket.ts';
import { known, member, near, POLICY, processReport, START_MS, ticket } from './kit.ts';

const RULES = { ...POLICY, version: 'v1' };

function option(id: string, changes: Partial<Option> = {}): Option {
  return { instance: known(id), seats: 40, expected: 0, party: 0, isSilent: false, ...changes };
}

function best(one: Ticket, ...options: Option[]): string {
  return rank(one, options, RULES)[0]!.candidate.instanceId;
}

function excluded(one: Ticket, only: Option) {
  return rank(one, [only], RULES)[0]!.candidate.excluded;
}

describe('placement: the choice', () => {
  it('PL7 hard filters come before every score, each with its reason', () => {
    const one = ticket({
      region: 'eu',
      exclude: ['left'],
      near: near({ blocked: ['foe'], friends: ['foe', 'left'] }),
    });
    assert.equal(excluded(one, option('fine')), null);
    assert.equal(excluded(one, option('i', { instance: known('i', {}, { version: 'v2' }) })), 'version');
    assert.equal(excluded(one, option('i', { instance: known('i', {}, { region: 'us' }) })), 'region');
    assert.equal(excluded(one, option('i', { instance: known('i', {}, { draining: true }) })), 'draining');
    assert.equal(excluded(one, option('i', { instance: known('i', { closing: true }) })), 'closing');
    assert.equal(excluded(one, option('i', { instance: known('i', { owner: 'party' }) })), 'private');
    assert.equal(excluded(one, option('foe')), 'blocked');
    assert.equal(excluded(one, option('left')), 'excluded');
    assert.equal(excluded(one, option('i', { isSilent: true })), 'silent');
    assert.equal(excluded(one, option('i', { seats: 80 })), 'full');
  });

  it('PL8 the score is the weighted sum of its parts', () => {
    const one = ticket({
      members: [member('a')],
      partySize: 3,
      partyId: 'party',
      near: near({ friends: ['i', 'i', 'other'], guild: ['i'] }),
      language: 'pt-BR',
      rttMs: { eu: 50 },
    });
    const [ranked] = rank(one, [option('i', { party: 1, instance: known('i', { language: 'pt' }) })], RULES);
    assert.deepEqual(ranked!.candidate.parts, {
      party: 4 * (1 / 2),
      friends: 2 * (2 / 3),
      guild: 1.5,
      fill: 0.5,
      language: 0.5,
      rtt: 0.5 * (1 - 50 / 250),
    });
    assert.ok(Math.abs(ranked!.candidate.score - (2 + 4 / 3 + 1.5 + 0.5 + 0.5 + 0.4)) < 1e-12);
  });

  it('PL8 fill counts nothing above the target, an unmeasured region nothing for its distance', () => {
    const one = ticket({ isReturning: true });
    const [ranked] = rank(one, [option('i', { seats: 81 })], RULES);
    assert.equal(ranked!.candidate.parts.fill, 0);
    assert.equal(ranked!.candidate.parts.rtt, 0);
    assert.equal(ranked!.candidate.excluded, null);
  });

  it('PL9 a tie goes to the fuller, then the older, then the smaller id', () => {
    const older = known('z', { openedAt: START_MS - 1 });
    assert.equal(best(ticket(), option('a', { seats: 10 }), option('b', { seats: 11 })), 'b');
    assert.equal(best(ticket(), option('a'), option('z', { instance: older })), 'z');
    assert.equal(best(ticket(), option('b'), option('a')), 'a');
  });

  it('PL9 a party stays together, whatever else speaks for another instance', () => {
    const one = ticket({
      partyId: 'party',
      partySize: 5,
      near: near({ friends: ['b', 'b', 'b'], guild: ['b'] }),
      language: 'en',
    });
    const withParty = option('a', { party: 1, seats: 1 });
    const withAllElse = option('b', { seats: 79, instance: known('b', { language: 'en' }) });
    assert.equal(best(one, withAllElse, withParty), 'a');
  });

  it('PL24 the target is the limit; party, friends, guild and who returns go to the soft cap', () => {
    const full = (seats: number, changes: Partial<Ticket>, party = 0) =>
      excluded(ticket(changes), option('i', { seats, party }));
    assert.equal(full(79, {}), null);
    assert.equal(full(80, {}), 'full');
    for (const changes of [
      { near: near({ friends: ['i'] }) },
      { near: near({ guild: ['i'] }) },
      { isReturning: true },
    ]) {
      assert.equal(full(94, changes), null);
      assert.equal(full(95, changes), 'full');
    }
    assert.equal(full(94, { partyId: 'p', partySize: 5 }, 1), null);
    assert.equal(full(80, { near: near({ friends: ['another'] }) }), 'full');
  });

  it('PL24 rifts and arenas fill to the last seat, an empty instance takes any party that fits its cap', () => {
    const arena = (seats: number) =>
      excluded(
        ticket({ place: 'pit' }),
        option('i', { seats, instance: known('i', { place: 'pit', kind: 'arena' }) }),
      );
    assert.equal(arena(3), null);
    assert.equal(arena(4), 'full');
    const raid = ticket({ partyId: 'p', partySize: 90 });
    assert.equal(excluded(raid, option('i', { seats: 0 })), null);
    assert.equal(excluded(raid, option('i', { seats: 1 })), 'full');
  });

  it('PL25 one of a party needs room for all of it, except where the party is already', () => {
    const one = ticket({ partyId: 'p', partySize: 5 });
    assert.equal(excluded(one, option('i', { seats: 75 })), null);
    assert.equal(excluded(one, option('i', { seats: 76 })), 'full');
    assert.equal(excluded(one, option('i', { seats: 76, party: 4 })), null);
    assert.equal(excluded(ticket(), option('i', { seats: 76, expected: 4 })), 'full');
  });

  it('PL26 instances are opened on the least loaded process, never by the number of rooms', () => {
    const load = (players: number, tickMs: number, lagMs: number) => ({ load: { players, tickMs, lagMs } });
    const rooms = Array.from({ length: 90 }, (_, index) => known(`r${index}`));
    const processes = [
      processReport('busy-ticks', load(10, 25, 0)),
      processReport('late', load(10, 2, 90)),
      processReport('crowded', load(400, 5, 1)),
      processReport('many-small-rooms', { ...load(90, 2, 1), instances: rooms }),
    ];
    const chosen = (arriving: (id: string) => number) => leastLoaded(processes, arriving)?.processId;
    assert.equal(
      chosen(() => 0),
      'many-small-rooms',
    );
    assert.equal(
      chosen((id) => (id === 'many-small-rooms' ? 400 : 0)),
      'busy-ticks',
    );
    assert.equal(
      leastLoaded([], () => 0),
      null,
    );
  });

  it('PL27 tickets held together keep each one’s own limit', () => {
    assert.equal(jointLimit([{ seats: 1, limit: 80 }]), 80);
    assert.equal(
      jointLimit([
        { seats: 1, limit: 80 },
        { seats: 5, limit: 95 },
      ]),
      85,
    );
    assert.equal(
      jointLimit([
        { seats: 5, limit: 95 },
        { seats: 1, limit: 80 },
      ]),
      80,
    );
  });
});
