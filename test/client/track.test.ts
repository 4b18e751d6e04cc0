import assert from 'node:assert/strict';
import { Track } from '../../client/src/world/track.ts';

const PATCH_MS = 50;
const FRAME_MS = 10;
const SPEED = 160;
/** Of who is told in every patch. */
const DELAY_MS = 110;

/** Somebody who goes east all the time and is told of every so many milliseconds. @returns where it is drawn, frame by frame */
function drawn(track: Track, from: number, to: number, everyMs: number): number[] {
  const frames: number[] = [];
  for (let now = from; now < to; now += FRAME_MS) {
    if (now % everyMs === 0) track.note(now, { x: (now * SPEED) / 1000, y: 7 });
    frames.push(track.at(now)!.x);
  }
  return frames;
}

/** World pixels from each frame to the next. */
function steps(frames: readonly number[]): number[] {
  return frames.slice(1).map((x, i) => x - frames[i]!);
}

const STEP = (SPEED * FRAME_MS) / 1000;

describe('tracks of others on the screen', () => {
  it('SY11 who is told in every patch is drawn exactly where it was 110 ms ago', () => {
    const frames = drawn(new Track(PATCH_MS), 0, 2000, PATCH_MS);
    for (const [i, x] of frames.entries())
      if (i * FRAME_MS >= DELAY_MS)
        assert.ok(Math.abs(x - ((i * FRAME_MS - DELAY_MS) * SPEED) / 1000) < 1e-9, `${i}: ${x}`);
  });

  for (const everyMs of [100, 200, 400]) {
    it(`SY11 who is told every ${everyMs} ms is drawn as evenly, so much later`, () => {
      const frames = drawn(new Track(PATCH_MS), 0, 8000, everyMs);
      const settled = frames.slice(4000 / FRAME_MS);
      for (const step of steps(settled)) assert.ok(Math.abs(step - STEP) < 1e-9, `${step}`);
      const late = 8000 - FRAME_MS - (settled.at(-1)! / SPEED) * 1000;
      assert.ok(Math.abs(late - (everyMs + 60)) < 1e-9, `${late} ms late`);
    });
  }

  it('SY11 who is told ever more seldom, or more often again, neither jumps nor goes back', () => {
    const track = new Track(PATCH_MS);
    const frames = [50, 100, 200, 400, 200, 100, 50].flatMap((everyMs, i) =>
      drawn(track, i * 4000, (i + 1) * 4000, everyMs),
    );
    for (const [i, step] of steps(frames).entries()) {
      assert.ok(step > -1e-9, `frame ${i}: back by ${step}`);
      assert.ok(step <= 4 * STEP, `frame ${i}: ${step}`);
    }
  });

  it('SY11 who stops is drawn where it stopped, and who starts again does not crawl before it walks', () => {
    const track = new Track(PATCH_MS);
    drawn(track, 0, 1000, PATCH_MS);
    const stopped = (950 * SPEED) / 1000;
    assert.equal(track.at(3000)!.x, stopped);
    track.note(5000, { x: stopped + 8, y: 7 });
    assert.equal(track.at(5010)!.x, stopped, 'it had stood until a patch before');
    assert.equal(track.at(5000 + DELAY_MS)!.x, stopped + 8);
  });

  it('SY11 a jump is shown as one', () => {
    const track = new Track(PATCH_MS);
    drawn(track, 0, 1000, PATCH_MS);
    track.note(1000, { x: 2000, y: 7 });
    assert.deepEqual(track.at(1001), { x: 2000, y: 7 });
  });

  it('SY11 nobody is drawn before anything was told', () => {
    assert.equal(new Track(PATCH_MS).at(100), null);
  });
});
