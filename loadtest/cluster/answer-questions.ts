/**
 * In a module that is loaded before a server that this tool starts (node --import …): answers the questions of that name
 * which `ServerProcess.ask` sends.
 */
export function answerQuestions<Q>(name: string, answer: (question: Q) => unknown): void {
  process.on('message', async (message: unknown) => {
    if (typeof message !== 'object' || message === null || !Object.hasOwn(message, name)) return;
    const { id, [name]: question } = message as Record<string, unknown>;
    process.send?.({ answers: id, answer: await answer(question as Q) });
  });
}
