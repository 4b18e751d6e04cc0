import assert from 'node:assert/strict';
import type { MonsterKind } from '../../src/content/combat-types.ts';
import type { Content, PlaceKind } from '../../src/content/types.ts';
import { openContent } from '../kit/open-content.ts';
import { Participant } from '../kit/participant.ts';
import { Realm } from '../kit/realm.ts';
import { ending } from '../kit/sockets.ts';
import { until } from '../kit/until.ts';

const FOREST = 'verdant-forest';
const SPOT = { left: 1000, top: 1000, right: 1031, bottom: 1031 };
const BESIDE = { place: FOREST, x: 1280, y: 1016 };

/** One monster in the forest that stands where it is, does nothing and lasts. */
function oneStrawMan(): Content {
  const open = openContent();
  const [template] = open.monsters.values();
  const straw: MonsterKind = {
    ...template!,
    id: 'straw-man',
    stats: { health: 10_000, mana: 0, stamina: 0, attack: 0, defence: 0 },
    abilities: [],
    behaviour: { sight: 0, leash: 4_000, help: 0, distance: 0, fleeBelow: 0, wander: 0 },
  };
  const area = { id: 'spot', place: FOREST, area: SPOT, monsters: [{ monster: straw.id, count: 1 }] };
  return {
    ...open,
    monsters: new Map([[straw.id, straw]]),
    spawns: new Map([[FOREST, [{ ...area, respawnSec: null }]]]),
    maps: new Map([...open.maps, [FOREST, { ...open.maps.get(FOREST)!, portals: [] }]]),
  };
}

/** A client beside the straw man. */
class Duellist extends Participant {
  async monster() {
    return until(() => [...this.room.state.monsters.values()][0], 'the monster is shown');
  }

  /** Shoots at the monster. */
  use(actionId: string, rest: object = {}): void {
    const [monster] = this.room.state.monsters.values();
    const self = this.room.state.players.get(this.person.characterId);
    const aim = monster ? Math.atan2(monster.y - self.y, monster.x - self.x) : 0;
    this.room.send('ability', { ability: 'arrow', actionId, aim, ...rest });
  }

  async codeOf(actionId: string): Promise<string | null> {
    return (await this.confirmed(actionId)).code;
  }
}

describe('abilities in rooms', () => {
  let realm: Realm;
  before(async () => {
    realm = await Realm.start({ content: oneStrawMan() });
  });
  after(() => realm.stop());

  async function enter(place = FOREST, kind: PlaceKind = 'zone'): Promise<Duellist> {
    const person = await realm.newPerson('ranger');
    if (kind === 'zone') await realm.moveTo(person, BESIDE);
    return new Duellist(person, await realm.join(person, place, undefined, kind));
  }

  it('FT1 who sees it is told of an ability and of what it does; who used it, that it was done', async () => {
    const [ann, bob] = [await enter(), await enter()];
    const { id, maxHealth } = await ann.monster();
    await until(() => bob.room.state.players.has(ann.person.characterId), 'Bob sees Ann');
    ann.use('a1');
    assert.equal(await ann.codeOf('a1'), null);
    const hit = await until(() => bob.facts.find(({ type }) => type === 'hit'), 'Bob hears of the hit');
    assert.equal(hit.type === 'hit' && hit.source, ann.person.characterId);
    assert.equal(hit.type === 'hit' && hit.target, id);
    const used = bob.facts.find(({ type }) => type === 'ability');
    assert.equal(used?.type === 'ability' && used.actor, ann.person.characterId);
    const monster = bob.room.state.monsters.get(id);
    await until(() => monster.health < maxHealth, 'its health falls');
    assert.equal(maxHealth - monster.health, hit.type === 'hit' && hit.amount);
    await Promise.all([ann, bob].map(({ room }) => room.leave()));
  });

  it('FT2 an action that is sent twice is answered the same and done once; another one finds the ability not ready', async () => {
    const ann = await enter();
    await ann.monster();
    ann.use('a1');
    ann.use('a1');
    ann.use('a2');
    assert.equal(await ann.codeOf('a2'), 'ability_not_ready');
    ann.use('a1');
    await until(() => ann.confirms.filter(({ actionId }) => actionId === 'a1').length >= 2, 'answered again');
    assert.ok(ann.confirms.filter(({ actionId }) => actionId === 'a1').every(({ ok }) => ok));
    // News of a fight comes with the next patch, after what confirms it.
    const uses = () => ann.facts.filter(({ type }) => type === 'ability').length;
    await until(() => uses() > 0, 'she is told of what she did');
    assert.equal(uses(), 1);
    await ann.room.leave();
  });

  it('FT3 what is not a number, not a form or out of the world is refused as a message', async () => {
    const ann = await enter();
    await ann.monster();
    const odd: object[] = [
      { aim: Number.NaN },
      { aim: Number.POSITIVE_INFINITY },
      { aim: 100 },
      { x: Number.NaN, y: 5 },
      { x: -1, y: 5 },
      { x: 70_000, y: 5 },
      { target: 5 },
      { target: '' },
      { ability: '__proto__'.repeat(10) },
      { actionId: 'a b' },
      { extra: 1 },
    ];
    for (const rest of odd) ann.use('bad', rest);
    await until(() => ann.errors.length === odd.length, `all are refused; ${JSON.stringify(ann.errors)}`);
    assert.deepEqual([...new Set(ann.errors.map(({ code }) => code))], ['message_invalid']);
    assert.equal(ann.confirms.length, 0);
    await ann.room.leave();
  });

  it('FT4 abilities that one does not have are refused by their code, whatever their name', async () => {
    const ann = await enter();
    await ann.monster();
    for (const [i, ability] of ['cleave', 'no-such', '__proto__', 'constructor'].entries()) {
      ann.use(`a${i}`, { ability });
      assert.equal(await ann.codeOf(`a${i}`), 'ability_unknown');
    }
    await ann.room.leave();
  });

  it('FT5 of a thousand actions at once one is done, and the connection ends', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await until(() => bob.room.state.players.has(ann.person.characterId), 'Bob sees Ann');
    await ann.monster();
    const end = ending(ann.room);
    ann.use('a0');
    assert.equal(await ann.codeOf('a0'), null);
    for (let i = 1; i < 1_000; i++) ann.use(`a${i}`);
    assert.equal((await end).code, 4107);
    const { characterId } = ann.person;
    await until(() => !bob.room.state.players.has(characterId), 'she is gone');
    assert.equal(bob.facts.filter((fact) => fact.type === 'ability' && fact.actor === characterId).length, 1);
    await bob.room.leave();
  });

  it('FT6 nobody fights in a hub, and nobody who is about to travel', async () => {
    const cat = await enter('haven', 'hub');
    cat.use('a1');
    assert.equal(await cat.codeOf('a1'), 'combat_forbidden');
    await cat.room.leave();
    const ann = await enter();
    await ann.monster();
    ann.inside.resident(ann.person.characterId)!.freeze();
    ann.use('a1');
    assert.equal(await ann.codeOf('a1'), 'travel_in_progress');
    await ann.room.leave();
  });

  it('FT7 there is no message by which a client reports a hit, a kill or loot', async () => {
    const ann = await enter();
    const { id } = await ann.monster();
    for (const name of ['hit', 'kill', 'died', 'damage', 'gained', 'experience'])
      ann.room.send(name, { target: id });
    await until(() => ann.errors.length === 6, 'all are refused');
    assert.deepEqual([...new Set(ann.errors.map(({ code }) => code))], ['message_unknown']);
    await ann.room.leave();
  });
});
