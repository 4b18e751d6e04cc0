import { join } from 'node:path';
import { loadContent } from '../../src/content/load-content.ts';
import type { Content } from '../../src/content/types.ts';
import { emptyMap } from './hand-world.ts';

const NOWHERE = { left: 4000, top: 4000, right: 4090, bottom: 4090 };

/**
 * The real content on maps for tests: 4096 by 4096 px, 160 px/s for everybody. 'haven' has no walls, 'meridian' has one
 * from (1100, 900) to (1140, 1300); a portal leads from 'haven' to the second spawn of 'meridian'.
 */
export function openContent(): Content {
  const real = loadContent(join(import.meta.dirname, '../../content'));
  const wall = { left: 1100, top: 900, right: 1140, bottom: 1300 };
  return {
    ...real,
    classes: new Map([...real.classes].map(([id, type]) => [id, { ...type, speed: 160 }])),
    maps: new Map([
      [
        'haven',
        {
          ...emptyMap(4096, 4096),
          portals: [{ name: 'gate', place: 'meridian', spawn: 'quay', ...NOWHERE }],
        },
      ],
      [
        'meridian',
        {
          ...emptyMap(4096, 4096, [wall]),
          spawns: [
            { name: 'start', x: 100, y: 100 },
            { name: 'quay', x: 700, y: 800 },
          ],
        },
      ],
    ]),
  };
}
