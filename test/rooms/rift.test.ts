import assert from 'node:assert/strict';
import type { Room } from '@colyseus/sdk';
import { Fighter } from '../../loadtest/bots/fighter.ts';
import { WayFinder } from '../../loadtest/bots/way-finder.ts';
import type { WorldState } from '../../schema/world-state.ts';
import type { MonsterKind } from '../../src/content/combat-types.ts';
import type { Content } from '../../src/content/types.ts';
import type { ServerMessage } from '../../src/protocol.ts';
import { shippedContent } from '../kit/open-content.ts';
import { type Person, Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';
import { wealthOf } from '../kit/wealth.ts';

const RIFT = 'hollow-root';
const CLASSES = ['vanguard', 'ranger', 'mystic'];

/** The shipped rift with monsters that do not last long. */
function frailMonsters(): Content {
  const content = shippedContent();
  const frail = (kind: MonsterKind): MonsterKind => ({
    ...kind,
    stats: {
      ...kind.stats,
      health: Math.ceil(kind.stats.health / 5),
      attack: Math.ceil(kind.stats.attack / 2),
    },
  });
  return { ...content, monsters: new Map([...content.monsters].map(([id, kind]) => [id, frail(kind)])) };
}

describe('a rift', () => {
  let realm: Realm;
  beforeEach(async () => {
    realm = await Realm.start({ content: frailMonsters() });
  });
  afterEach(() => realm.stop());

  async function makeParty(leader: Person, ...others: Person[]): Promise<void> {
    for (const other of others) {
      await realm.services.social.invite(leader.characterId, other.characterName);
      const [invite] = await realm.services.social.invitesFor(other.characterId);
      await realm.services.social.accept(other.characterId, invite!.partyId);
    }
  }

  it('RF1 a party of three bots clears it end to end: each is told, rewarded and on its board once', async function () {
    this.timeout(180_000);
    const { content, leaderboards, ledger } = realm.services;
    const people = await Promise.all(CLASSES.map((classId) => realm.newPerson(classId)));
    const [ann, ...others] = people as [Person, ...Person[]];
    await makeParty(ann, ...others);
    const told: ServerMessage<'event'>[] = [];
    const rooms: Room<unknown, WorldState>[] = [];
    for (const person of people) {
      const room = await realm.join(person, RIFT, undefined, 'rift');
      room.onMessage('event', (event: ServerMessage<'event'>) => told.push(event));
      rooms.push(room as Room<unknown, WorldState>);
    }
    assert.equal(new Set(rooms.map(({ roomId }) => roomId)).size, 1);
    const before = await Promise.all(people.map((person) => wealthOf(ledger, person.characterId)));
    const fighters = people.map(({ characterId }, i) => {
      const kind = content.classes.get(CLASSES[i]!)!;
      const abilities = kind.abilities.map((id) => content.abilities.get(id)!);
      const attacks = abilities.filter(({ effects }) => effects.some((effect) => effect.kind === 'damage'));
      return new Fighter({
        room: rooms[i]!,
        characterId,
        abilities: attacks,
        ways: new WayFinder(content.maps.get(RIFT)!),
      });
    });
    for (const fighter of fighters) fighter.start();
    try {
      await until(
        () => told.filter(({ type }) => type === 'rift-cleared').length === 3,
        'all three are told',
        150_000,
      );
    } finally {
      for (const fighter of fighters) fighter.stop();
    }
    const { credits } = content.riftRewards.get(RIFT)!;
    for (const [i, { accountId, characterId }] of people.entries()) {
      await until(
        async () => (await wealthOf(ledger, characterId)).credits! >= before[i]!.credits! + credits,
        'the reward is there',
      );
      const query = { board: 'rift-times', place: RIFT, season: null } as const;
      const { entries } = await leaderboards.around(query, accountId, characterId);
      assert.ok(entries.some((entry) => entry.characterId === characterId && entry.score > 0));
    }
    assert.equal(told.filter(({ type }) => type === 'rift-cleared').length, 3);
    assert.ok(told.some(({ type }) => type === 'experience'));
    await Promise.all(rooms.map((room) => room.leave()));
  });
});
