import assert from 'node:assert/strict';
import { deviceName } from '../../client/src/screens/device-name.ts';
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

  it('CL7 a device is named as a person would name it', () => {
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
    const phone =
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36';
    assert.equal(deviceName(firefox), 'Firefox on Linux');
    assert.equal(deviceName(phone), 'Chrome on Android');
    assert.equal(deviceName('curl'), 'a browser on an unknown system');
  });
});
