import { type SchemaType, schema, t } from '@colyseus/schema';

/** How somebody does in a match. */
export const ScoreState = schema(
  {
    name: t.string(),
    kills: t.uint16(),
    deaths: t.uint16(),
    assists: t.uint16(),
    /** It is not here any more. */
    left: t.boolean(),
    /** From 1, once the match is over; 0: it is not. */
    rank: t.uint8(),
    /** Arena rating that the result made of the one before, once it is stored; 0: it is not. */
    rating: t.uint16(),
    ratingChange: t.int16(),
  },
  'ScoreState',
);
export type ScoreState = SchemaType<typeof ScoreState>;

/**
 * The match of an arena. Times are milliseconds of the world's simulation; `now` is the one at which anything in here last
 * changed, so that `endsAt - now` is what was left then.
 */
export const MatchState = schema(
  {
    now: t.uint32(),
    /** 'waiting', 'countdown', 'running' or 'ended'. */
    phase: t.string(),
    /** When the phase is over by itself; 0: it is not. */
    endsAt: t.uint32(),
    killLimit: t.uint16(),
    /** By character id: who fought in it. */
    scores: t.map(ScoreState),
  },
  'MatchState',
);
export type MatchState = SchemaType<typeof MatchState>;
