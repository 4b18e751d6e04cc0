import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { GameError } from '../../src/errors.ts';
import { DirectTrade } from '../../src/market/direct-trade.ts';
import type { ShownOffer } from '../../src/market/trade-offer.ts';

const SEED = Number(process.env.SEED ?? 20260301);
const offerOf = (credits: number): ShownOffer => ({ credits, stacks: [], items: [] });
const refusedWith = (code: string) => (error: unknown) => error instanceof GameError && error.code === code;

describe('the course of a direct trade', () => {
  const [mira, toss] = ['mira', 'toss'];
  let trade: DirectTrade;

  beforeEach(() => {
    trade = new DirectTrade(
      randomUUID(),
      { characterId: mira, name: 'Mira' },
      { characterId: toss, name: 'Toss' },
    );
  });

  it('TD1 only who was asked can accept, once', () => {
    assert.throws(() => trade.accept(mira), refusedWith('trade_refused'));
    assert.throws(() => trade.offer(mira, offerOf(1)), refusedWith('trade_refused'));
    trade.accept(toss);
    assert.equal(trade.phase, 'open');
    assert.throws(() => trade.accept(toss), refusedWith('trade_refused'));
  });

  it('TD2 it is settled when both have locked and then confirmed the same offers', () => {
    trade.accept(toss);
    trade.offer(mira, offerOf(5));
    trade.lock(mira, 1);
    assert.throws(() => trade.confirm(mira, 1), refusedWith('trade_refused'));
    trade.lock(toss, 1);
    assert.equal(trade.confirm(toss, 1), false);
    assert.equal(trade.confirm(toss, 1), false);
    assert.equal(trade.confirm(mira, 1), true);
    assert.equal(trade.phase, 'settling');
    assert.equal(trade.end(), false);
    assert.throws(() => trade.offer(mira, offerOf(0)), refusedWith('trade_refused'));
  });

  it('TD3 a changed offer takes away the lock of whoever looked at the one before', () => {
    trade.accept(toss);
    trade.lock(toss, 0);
    assert.equal(trade.offer(mira, offerOf(1)), true);
    assert.equal(trade.sides(toss).own.locked, false);
    assert.throws(() => trade.lock(toss, 0), refusedWith('trade_changed'));
  });

  it('TD4 who changes an offer after locking it ends the trade', () => {
    trade.accept(toss);
    trade.lock(mira, 0);
    trade.lock(toss, 0);
    trade.confirm(toss, 0);
    assert.equal(trade.offer(mira, offerOf(1)), false);
    assert.equal(trade.phase, 'over');
    assert.throws(() => trade.confirm(mira, 0), refusedWith('trade_refused'));
  });

  it('TD2 whatever both do in whatever order, what is settled is what each saw when it locked', () => {
    console.log(`      seed ${SEED}`);
    const step = fc.record({
      who: fc.constantFrom(mira, toss),
      what: fc.constantFrom('offer', 'lock', 'stale', 'confirm'),
      credits: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const random = new DirectTrade('1', { characterId: mira, name: '' }, { characterId: toss, name: '' });
        random.accept(toss);
        const seen = new Map<string, string>();
        const offers = () => JSON.stringify([mira, toss].map((id) => random.sides(id).own.offer.credits));
        for (const { who, what, credits } of steps) {
          const before = random.revision;
          try {
            if (what === 'offer') random.offer(who, offerOf(credits));
            if (what === 'stale') random.lock(who, before - 1);
            if (what === 'lock') {
              random.lock(who, before);
              seen.set(who, offers());
            }
            if (what === 'confirm' && random.confirm(who, before)) {
              assert.deepEqual([seen.get(mira), seen.get(toss)], [offers(), offers()]);
              return;
            }
          } catch (error) {
            if (!(error instanceof GameError)) throw error;
          }
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
