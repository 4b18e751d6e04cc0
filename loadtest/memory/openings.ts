import { randomUUID } from 'node:crypto';
import { matchMaker } from '@colyseus/core';
import { answerQuestions } from '../cluster/answer-questions.ts';

/**
 * Loaded before a server whose memory is measured: opens as many instances of a place as its parent asks for, as placement
 * has it done, and closes them again.
 */
export type Opening = { kind: string; place: string; count: number };

const opened: string[] = [];

answerQuestions('open', open);
answerQuestions('close', close);

async function open({ kind, place, count }: Opening): Promise<void> {
  for (let i = 0; i < count; i++) {
    const id = randomUUID();
    await matchMaker.handleCreateRoom(kind, { place, owner: null }, undefined, id);
    opened.push(id);
  }
}

async function close(): Promise<void> {
  await Promise.all(opened.splice(0).map((id) => matchMaker.getLocalRoomById(id)?.disconnect()));
}
