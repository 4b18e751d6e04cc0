import {
  CHAT_MAX_LENGTH,
  CLIENT_MESSAGES,
  type ClientMessage,
  type ClientMessageName,
} from '../../../src/protocol.ts';
import type { Dice } from '../../economy/dice.ts';

export const MESSAGE_NAMES = Object.keys(CLIENT_MESSAGES) as ClientMessageName[];

const NUMBERS = [0, -0, 1, -1, 0.1, 1e9, -1e9, 2 ** 53, 1e308, Number.NaN, Infinity, -Infinity];
/** Control characters, halves of characters, marks that pile up, text that runs backwards. */
const STRANGE_TEXT = ['\u0000', '\u202e', '\ud800', '\u0301', '\ufffd', '<b>', '%s', '🜁', ' ', 'a', "';--"];
const ABILITIES = [
  'cleave',
  'charge',
  'whirl',
  'arrow',
  'tumble',
  'snare',
  'bolt',
  'mend',
  'starfall',
  'blink',
];
const MOST_PIXELS = 65_535;
const MOST_AIM = 7;
const MOST_AMOUNT = 1_000_000_000;
const MOST_STACKS = 20;

/** A frame has room for many of these. */
const SHORT = 16;

/** Has the form that the protocol asks for, and no sense. */
export function nonsense<N extends ClientMessageName>(name: N, dice: Dice): ClientMessage<N> {
  return NONSENSE[name](dice);
}

const NONSENSE: { readonly [N in ClientMessageName]: (dice: Dice) => ClientMessage<N> } = {
  chat: (dice) => ({ text: strangeText(dice, CHAT_MAX_LENGTH) }),
  travel: (dice) => ({ portal: word(dice) }),
  'offer-answer': (dice) => ({ offerId: dice.uuid(), accept: dice.chance(0.5) }),
  'trade-request': (dice) => ({ characterId: dice.uuid() }),
  'trade-answer': (dice) => ({ tradeId: dice.uuid(), accept: dice.chance(0.5) }),
  'trade-offer': (dice) => ({ tradeId: dice.uuid(), offer: offer(dice) }),
  'trade-lock': (dice) => ({ tradeId: dice.uuid(), revision: dice.whole(0, 9) }),
  'trade-confirm': (dice) => ({ tradeId: dice.uuid(), revision: dice.whole(0, 9) }),
  'trade-cancel': (dice) => ({ tradeId: dice.uuid() }),
  collect: (dice) => ({ node: word(dice), actionId: dice.uuid() }),
  ability: (dice) => ({
    ability: dice.pick(ABILITIES)!,
    actionId: dice.uuid(),
    aim: (dice.fraction() * 2 - 1) * MOST_AIM,
    ...(dice.chance(0.5) && { target: word(dice) }),
    ...(dice.chance(0.5) && { x: dice.whole(0, MOST_PIXELS), y: dice.fraction() * MOST_PIXELS }),
  }),
  interact: (dice) => ({ drop: word(dice), actionId: dice.uuid() }),
  respawn: (dice) => ({ actionId: dice.uuid() }),
  use: (dice) => ({ item: word(dice), actionId: dice.uuid() }),
};

/** The same with one field wrong, gone or too much. */
export function spoilt(payload: object, dice: Dice): object {
  const key = dice.pick(Object.keys(payload))!;
  const { [key]: _, ...rest } = payload as Record<string, unknown>;
  return dice.weighted<() => object>([
    [3, () => ({ ...rest, [key]: anything(dice) })],
    [1, () => rest],
    [1, () => ({ ...payload, [word(dice)]: anything(dice) })],
  ])();
}

/** Whatever MessagePack can say. */
export function anything(dice: Dice, depth = 3): unknown {
  const deeper = () => anything(dice, depth - 1);
  return dice.weighted<() => unknown>([
    [2, () => dice.pick([null, undefined, true, false])],
    [3, () => dice.pick(NUMBERS)],
    [3, () => strangeText(dice, dice.chance(0.1) ? CHAT_MAX_LENGTH + 10 : SHORT)],
    [1, () => Uint8Array.from({ length: dice.whole(0, 64) }, () => dice.whole(0, 255))],
    [depth, () => Array.from({ length: dice.whole(0, 4) }, deeper)],
    [depth, () => Object.fromEntries(Array.from({ length: dice.whole(0, 4) }, () => [word(dice), deeper()]))],
  ])();
}

function offer(dice: Dice) {
  const amount = () => dice.whole(1, MOST_AMOUNT);
  return {
    credits: amount(),
    stacks: Array.from({ length: dice.whole(0, MOST_STACKS) }, () => ({
      kind: 'iron-ore',
      amount: amount(),
    })),
    items: Array.from({ length: dice.whole(0, MOST_STACKS) }, () => dice.uuid()),
  };
}

function strangeText(dice: Dice, most: number): string {
  let text = '';
  for (let left = dice.whole(1, most); left > 0; left--) text += dice.pick(STRANGE_TEXT)!;
  return text.slice(0, most);
}

function word(dice: Dice): string {
  return dice.weighted<string>([
    [1, dice.pick(['__proto__', 'constructor', 'toString'])!],
    [3, dice.uuid().slice(0, dice.whole(1, 36))],
    [2, String(dice.whole(0, 500))],
  ]);
}
