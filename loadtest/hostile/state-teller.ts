import { matchMaker } from '@colyseus/core';
import type { Schema } from '@colyseus/schema';
import { answerQuestions } from '../cluster/answer-questions.ts';
import type { SeatOf } from './readers.ts';
import { shownState } from './shown-state.ts';

/** Loaded before a server that is attacked (node --import …): tells its parent what a client of it is to see; null: it is not there. */
answerQuestions('shown', ({ roomId, sessionId }: SeatOf) => {
  const room = matchMaker.getLocalRoomById(roomId);
  const client = room?.clients.getById(sessionId);
  return room && client ? shownState(room.state as Schema, client) : null;
});
