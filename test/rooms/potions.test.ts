import assert from 'node:assert/strict';
import { GameError } from '../../src/errors.ts';
import { openContent } from '../kit/open-content.ts';
import { Participant } from '../kit/participant.ts';
import { Realm } from '../kit/realm.ts';
import { until } from '../kit/until.ts';
import { wealthOf } from '../kit/wealth.ts';

/** What every character begins with. */
const RATION = 'field-ration';
const BEGUN_WITH = 5;

describe('potions in rooms', () => {
  let realm: Realm;
  before(async () => {
    const open = openContent();
    realm = await Realm.start({
      content: { ...open, progression: { ...open.progression, potionCooldownSec: 0.2 } },
    });
  });
  after(() => realm.stop());

  async function enter(): Promise<Participant> {
    const person = await realm.person();
    const participant = new Participant(person, await realm.join(person));
    participant.world.players.get(participant.id)!.vitals.health = 1;
    return participant;
  }

  const rations = async ({ id }: Participant) =>
    (await wealthOf(realm.services.ledger, id))[`stack:${RATION}`] ?? 0;

  const healthOf = ({ world, id }: Participant) => world.players.get(id)!.vitals.health;

  function use({ room }: Participant, actionId: string, item = RATION): void {
    room.send('use', { item, actionId });
  }

  /** Puts another `use` in front of the economy's, for one test. */
  async function useInstead(use: (real: () => Promise<void>) => Promise<void>, test: () => Promise<void>) {
    const { inventory } = realm.services;
    const real = inventory.use;
    inventory.use = (what) => use(() => real.call(inventory, what));
    try {
      await test();
    } finally {
      inventory.use = real;
    }
  }

  it('PO5 it is taken from the ledger first, then has its effect, then that is told; sent again it is done once', async () => {
    const ann = await enter();
    let before = 0;
    await useInstead(
      async (real) => {
        await real();
        before = healthOf(ann);
      },
      async () => {
        for (let i = 0; i < 3; i++) use(ann, 'a1');
        assert.deepEqual(await ann.confirmed('a1'), { actionId: 'a1', ok: true, code: null });
      },
    );
    assert.ok(before < 20, `${before} when it was paid`);
    assert.ok(healthOf(ann) >= 21);
    assert.equal(await rations(ann), BEGUN_WITH - 1);
    const { readyPotion, now } = ann.room.state.own.get(ann.id);
    assert.ok(readyPotion > 0 && now > 0);
    const { problems } = await realm.services.economyAudit.run();
    assert.deepEqual(problems, []);
    await ann.room.leave();
  });

  it('PO5 an id of an action that was forgotten and comes again is paid for again', async () => {
    const ann = await enter();
    use(ann, 'again');
    assert.equal((await ann.confirmed('again')).ok, true);
    ann.inside.actions.forget(ann.id);
    ann.confirms.length = 0;
    await until(async () => {
      ann.inside.actions.forget(ann.id);
      ann.confirms.length = 0;
      use(ann, 'again');
      return (await ann.confirmed('again')).ok;
    }, 'the next one is ready');
    assert.equal(await rations(ann), BEGUN_WITH - 2);
    await ann.room.leave();
  });

  it('PO6 who has none is told so, gets nothing, and need not wait', async () => {
    const ann = await enter();
    use(ann, 'a1', 'health-draught');
    assert.equal((await ann.confirmed('a1')).code, 'insufficient_items');
    use(ann, 'a2', 'iron-ore');
    assert.equal((await ann.confirmed('a2')).code, 'item_not_found');
    assert.ok(healthOf(ann) < 20);
    await until(async () => {
      const actionId = ann.newActionId();
      use(ann, actionId);
      return (await ann.confirmed(actionId)).ok;
    }, 'another one is used');
    assert.equal(await rations(ann), BEGUN_WITH - 1);
    await ann.room.leave();
  });

  it('PO7 when only the answer of the database is lost it is taken once and has its effect once', async () => {
    const ann = await enter();
    let calls = 0;
    await useInstead(
      async (real) => {
        await real();
        if (++calls < 2) throw new GameError('unavailable');
      },
      async () => {
        use(ann, 'a1');
        assert.equal((await ann.confirmed('a1')).ok, true);
      },
    );
    assert.equal(calls, 2);
    assert.equal(await rations(ann), BEGUN_WITH - 1);
    assert.equal(ann.facts.filter(({ type }) => type === 'healed').length, 1);
    await ann.room.leave();
  });
});
