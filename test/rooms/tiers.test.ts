import assert from 'node:assert/strict';
import { Crowd } from '../../loadtest/sync/crowd.ts';
import { sharedContender } from '../../loadtest/sync/shared.ts';
import { Tiers } from '../../rooms/sync/tiers.ts';

const PATCHES_PER_SEC = 20;
/** Until the borders have found their places. */
const SETTLING = 100;
const MEASURED = 150;
/** Bytes a second. */
const MOST = 4096;
/** Long enough for every average. */
const FRAMES = 1000;

/** World pixels up to which each interval reaches. */
function borders(tiers: Tiers): number[] {
  return [1, 2, 4].map((interval) => {
    let distance = 640;
    while (distance > 0 && tiers.intervalAt(distance ** 2) > interval) distance -= 1;
    return distance;
  });
}

function crowdedBy(bytes: number, frames = FRAMES): Tiers {
  const tiers = new Tiers(20);
  for (let i = 0; i < frames; i++) tiers.noteFrame(bytes);
  return tiers;
}

describe('tiers of telling', () => {
  it('SY2 without a crowd those within 160 px come every time, within 320 every second, within 480 every fourth, others every eighth', () => {
    assert.deepEqual(borders(new Tiers(20)), [160, 320, 480]);
    assert.deepEqual(borders(crowdedBy(100)), [160, 320, 480]);
    assert.equal(new Tiers(20).intervalAt(481 ** 2), 8);
  });

  it('SY2 with ten patches a second they are told of as often as with twenty, as far as that goes', () => {
    const tiers = new Tiers(10);
    assert.deepEqual(
      [160, 320, 321, 480, 481].map((distance) => tiers.intervalAt(distance ** 2)),
      [1, 1, 2, 2, 4],
    );
  });

  it('SY9 where a client is sent more than its share, the outer borders draw closer first, and those within 96 px come every time', () => {
    const [near, middle, far] = borders(crowdedBy(200, 100));
    assert.equal(near, 160);
    assert.ok(middle! < 320 && middle! >= 160 && far! < 480, `${middle}, ${far}`);
    assert.deepEqual(borders(crowdedBy(1000)), [96, 96, 96]);
  });

  it('SY9 and go back where they were once the crowd is gone', () => {
    const tiers = crowdedBy(1000);
    for (let i = 0; i < FRAMES; i++) tiers.noteFrame(100);
    assert.deepEqual(borders(tiers), [160, 320, 480]);
  });

  it('SY9 one large frame, as a newcomer causes it, changes little', () => {
    assert.deepEqual(borders(crowdedBy(50_000, 1)), [160, 266, 400]);
  });

  it('SY9 in a hub of 300 who all walk and see 60 and more, 95 of 100 are sent less than 4 KB/s', () => {
    const crowd = new Crowd(300, 300 * 12_000, { inputsPerSec: 20, patchesPerSec: PATCHES_PER_SEC });
    const ours = sharedContender(crowd, PATCHES_PER_SEC);
    for (let patch = 0; patch < SETTLING + MEASURED; patch++) {
      if (patch === SETTLING) ours.sent.fill(0);
      crowd.walk();
      ours.look();
      ours.tell();
    }
    const rates = ours.sent.map((bytes) => (bytes / MEASURED) * PATCHES_PER_SEC).sort((a, b) => a - b);
    assert.ok(ours.shown() >= 60, `${ours.shown()} shown`);
    assert.ok(rates[Math.floor(rates.length * 0.95)]! < MOST, `${rates.at(-15)}`);
  });
});
