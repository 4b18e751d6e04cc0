import { MAX_AMOUNT, wholeNumber } from '../data/whole-number.ts';
import { InputError } from './input-error.ts';
import { textLine } from './text-line.ts';

const DIGITS = 10;

/** A line for a whole number of pieces or credits. */
export class AmountInput {
  readonly element: HTMLInputElement;
  private readonly label: string;

  constructor(label: string, testId: string) {
    this.label = label;
    this.element = textLine({ label, testId, maxLength: DIGITS, isNumber: true });
    this.element.classList.add('amount');
  }

  set(value: number | null): void {
    this.element.value = value === null ? '' : String(value);
  }

  /** @throws InputError when it is no whole number from 1 to `most` */
  read(most = MAX_AMOUNT): number {
    const value = wholeNumber(this.element.value, most);
    if (value !== null) return value;
    throw new InputError(`${this.label}: write a whole number from 1 to ${most.toLocaleString('en')}.`);
  }

  /** Null: nothing was written. @throws InputError */
  readOptional(): number | null {
    return this.element.value.trim() === '' ? null : this.read();
  }
}
