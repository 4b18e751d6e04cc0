import { arena } from './arena.ts';
import { burst } from './burst.ts';
import { day } from './day.ts';
import { hub } from './hub.ts';
import { market } from './market.ts';
import { rifts } from './rifts.ts';
import type { Scenario } from './scenario.ts';
import { walk } from './walk.ts';
import { zones } from './zones.ts';

export const SCENARIOS: ReadonlyMap<string, Scenario> = new Map(
  [hub, zones, rifts, arena, market, day, burst].map((scenario) => [scenario.name, scenario]),
);

/** Everything that bots can be told to do: the scenarios, and what `npm run bench` needs. */
export const PROGRAMMES: ReadonlyMap<string, Scenario> = new Map([...SCENARIOS, [walk.name, walk]]);
