import assert from 'node:assert/strict';
import { deviceName } from '../../client/src/screens/device-name.ts';
import { MouseAim } from '../../client/src/steering/mouse-aim.ts';
import { STANDING, strongest } from '../../client/src/steering/steering.ts';
import { stickHeading } from '../../client/src/steering/touch-stick.ts';

describe('steering', () => {
  it('CL6 the stick has a dead zone, gives part of the speed within its reach, and no more than all of it', () => {
    assert.deepEqual(stickHeading(0, 0), { x: 0, y: 0 });
    assert.deepEqual(stickHeading(9, 0), { x: 0, y: 0 });
    assert.deepEqual(stickHeading(26, 0), { x: 0.5, y: 0 });
    assert.deepEqual(stickHeading(0, -400), { x: 0, y: -1 });
    const { x, y } = stickHeading(300, 400);
    assert.ok(Math.abs(Math.hypot(x, y) - 1) < 1e-12);
  });

  it('CL6 of several wishes the longest counts', () => {
    const steer = (x: number, y: number) => ({ heading: () => ({ x, y }), dispose() {} });
    assert.deepEqual(strongest([steer(0, 0), steer(0, 1)]), { x: 0, y: 1 });
    assert.deepEqual(strongest([steer(-1, 0), steer(0, 0.4)]), { x: -1, y: 0 });
    assert.equal(strongest([]), STANDING);
    assert.equal(strongest([steer(0, 0)]), STANDING);
  });

  it('CL41 the mouse aims while it is held and for two seconds after it moved, not when it merely lies there', () => {
    const mouse = new MouseAim();
    const here = { x: 10, y: 20 };
    assert.equal(mouse.at(0), null);
    mouse.moved(here, 1_000);
    assert.deepEqual(mouse.at(2_999), here);
    assert.equal(mouse.at(3_000), null);
    mouse.moved({ ...here }, 4_000);
    assert.equal(mouse.at(4_000), null, 'reported again at rest');
    mouse.press(here, 5_000);
    assert.deepEqual(mouse.at(9_000), here, 'held');
    mouse.release();
    assert.equal(mouse.at(9_000), null);
    mouse.moved(null, 9_500);
    assert.equal(mouse.at(9_500), null, 'not over the world');
  });

  it('CL41 a target chosen by key counts until the mouse moves again', () => {
    const mouse = new MouseAim();
    mouse.moved({ x: 1, y: 1 }, 0);
    mouse.yield();
    assert.equal(mouse.at(10), null);
    mouse.moved({ x: 1, y: 1 }, 20);
    assert.equal(mouse.at(20), null);
    mouse.moved({ x: 2, y: 1 }, 30);
    assert.deepEqual(mouse.at(30), { x: 2, y: 1 });
  });

  it('CL7 a device is named as a person would name it', () => {
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
    const phone =
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36';
    assert.equal(deviceName(firefox), 'Firefox on Linux');
    assert.equal(deviceName(phone), 'Chrome on Android');
    assert.equal(deviceName('curl'), 'a browser on an unknown system');
  });
});
