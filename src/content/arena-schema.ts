import { z } from 'zod';

const Seconds = z.number().gt(0).max(3600);

export const ArenaFile = z.strictObject({
  minPlayers: z.number().int().min(2).max(100),
  countdownSec: Seconds,
  matchSec: Seconds,
  killLimit: z.number().int().min(1).max(1000),
  respawnSec: Seconds,
  resultSec: Seconds,
});
