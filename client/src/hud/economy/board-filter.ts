import type { BrowseFilter } from '../../api/market-api.ts';
import { AmountInput } from '../../ui/amount-input.ts';
import { el } from '../../ui/dom.ts';
import { select } from '../../ui/select.ts';
import { textLine } from '../../ui/text-line.ts';

const RARITIES = ['common', 'uncommon', 'rare', 'epic', 'legendary'];
const TEXT_MAX_LENGTH = 64;

/** What is looked for on the board. */
export class BoardFilter {
  readonly element: HTMLFormElement;
  private readonly text = textLine({ label: 'Name', testId: 'board-text', maxLength: TEXT_MAX_LENGTH });
  private readonly min = new AmountInput('From', 'board-min');
  private readonly max = new AmountInput('To', 'board-max');
  private readonly rarity;
  private readonly sale;
  private readonly sort;

  /** @param onSearch somebody looks for something else */
  constructor(onSearch: () => void) {
    this.rarity = select(
      'Rarity',
      'board-rarity',
      [['', 'Any rarity'], ...RARITIES.map((rarity) => [rarity, rarity] as const)],
      onSearch,
    );
    this.sale = select(
      'Kind of sale',
      'board-sale',
      [
        ['', 'All'],
        ['price', 'Priced'],
        ['auction', 'Auctions'],
      ],
      onSearch,
    );
    this.sort = select(
      'Order',
      'board-sort',
      [
        ['cheapest', 'Cheapest first'],
        ['dearest', 'Dearest first'],
        ['newest', 'Newest first'],
        ['ending', 'Ending first'],
      ],
      onSearch,
    );
    this.element = el(
      'form',
      { class: 'board-filter' },
      this.text,
      el('div', { class: 'line-form' }, this.rarity, this.sale, this.sort),
      el(
        'div',
        { class: 'line-form' },
        this.min.element,
        this.max.element,
        el('button', { type: 'submit', class: 'small', 'data-testid': 'board-search' }, 'Search'),
      ),
    );
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      (document.activeElement as HTMLElement | null)?.blur();
      onSearch();
    });
  }

  /** @throws InputError */
  read(): BrowseFilter {
    const price = (input: AmountInput) => String(input.readOptional() ?? '');
    return {
      text: this.text.value.trim(),
      rarity: this.rarity.value,
      sale: this.sale.value,
      minPrice: price(this.min),
      maxPrice: price(this.max),
      sort: this.sort.value,
    };
  }
}
