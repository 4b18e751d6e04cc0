import assert from 'node:assert/strict';
import type { Asker, Attempt } from '../../loadtest/burst/ask-all.ts';
import { measureFullness } from '../../loadtest/burst/fullness.ts';
import type { LightClient } from '../../loadtest/light-client.ts';

function inside(place: string, roomId: string, isOpen = true): Attempt<Asker> {
  return {
    asker: { base: new URL('http://127.0.0.1:1'), kind: 'zone', token: null, options: { place } },
    seat: { name: 'zone', roomId, sessionId: 's', processId: 'p' },
    refusal: null,
    seatMs: 1,
    client: { isOpen } as LightClient,
    inRoomMs: 2,
  };
}

function listing(roomId: string, createdAt: string) {
  return { roomId, processId: 'p', publicAddress: '', clients: 0, maxClients: 100, createdAt };
}

describe('fullness in the load tests', () => {
  it('LT3 counts open connections by instance, the newest instance of a place last', () => {
    const attempts = [
      ...[inside('desert', 'new'), inside('desert', 'old'), inside('desert', 'old')],
      ...[inside('forest', 'only'), inside('forest', 'only', false)],
      { ...inside('forest', 'only'), seat: null, client: null },
    ];
    const listings = [
      listing('old', '2026-01-01T00:00:00Z'),
      listing('new', '2026-01-01T00:00:01Z'),
      listing('only', '2026-01-01T00:00:02Z'),
    ];
    assert.deepEqual(measureFullness(attempts, listings), {
      places: [
        { place: 'desert', seats: [2, 1] },
        { place: 'forest', seats: [1] },
      ],
      mostSeats: 2,
      connected: 4,
      instanceIds: ['new', 'old', 'only'],
    });
  });
});
