import type { MessageHandlers } from '../connection/messages.ts';
import type { Toasts } from './toasts.ts';

const KEY = 'offer';

/** The offer to move to where more people are. Who does not answer is moved or not as the server sees fit. */
export function offerHandlers(
  toasts: Toasts,
  answer: (offerId: string, accept: boolean) => void,
): MessageHandlers {
  return {
    offer: ({ offerId, population, secondsToAnswer }) =>
      toasts.ask({
        key: KEY,
        testId: 'offer',
        text: `It is quiet here. Elsewhere in this place ${peopleText(population)}.`,
        secondsToAnswer,
        choices: [
          {
            label: 'Go there',
            testId: 'offer-accept',
            primary: true,
            onChoose: () => answer(offerId, true),
          },
          { label: 'Stay', testId: 'offer-stay', onChoose: () => answer(offerId, false) },
        ],
      }),
  };
}

/** One is somewhere else: the offer was for where one was. */
export function withdrawOffer(toasts: Toasts): void {
  toasts.close(KEY);
}

function peopleText(population: number): string {
  return population === 1 ? 'one person is about' : `${population} people are about`;
}
