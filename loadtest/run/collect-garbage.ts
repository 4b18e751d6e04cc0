import { answerQuestions } from '../cluster/answer-questions.ts';

/**
 * Loaded before a server that is measured (node --expose-gc --import …): collects garbage when its parent asks, since the
 * memory that players take cannot be told from garbage otherwise.
 */
answerQuestions('collectGarbage', () => globalThis.gc?.());
