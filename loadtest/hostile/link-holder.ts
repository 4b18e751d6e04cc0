import { matchMaker } from '@colyseus/core';
import { answerQuestions } from '../cluster/answer-questions.ts';
import { gatheredBytes, holdLink, releaseLink } from './held-link.ts';
import type { SeatOf } from './readers.ts';

/** Loaded before a server that is attacked (node --import …): holds links to its clients when its parent says so. */
export interface LinkQuestion extends SeatOf {
  what: 'hold' | 'release' | 'look';
}

answerQuestions('link', ({ what, roomId, sessionId }: LinkQuestion) => {
  const client = matchMaker.getLocalRoomById(roomId)?.clients.getById(sessionId);
  if (client && what === 'hold') holdLink(client);
  if (client && what === 'release') releaseLink(client);
  return client ? gatheredBytes(client) : null;
});
