import type { RowOptions } from '../../ui/rows.ts';

/** Which row of a list shows its details; one at most. */
export class Picked {
  private readonly onChange: () => void;
  private current: string | null = null;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  get key(): string | null {
    return this.current;
  }

  clear(): void {
    this.current = null;
  }

  /** @param onPicked before the details of this row are shown */
  of(
    key: string,
    details: () => readonly (Node | null)[],
    onPicked: () => void = () => {},
  ): RowOptions['pick'] {
    return {
      isPicked: this.current === key,
      details,
      onPick: () => {
        this.current = this.current === key ? null : key;
        if (this.current !== null) onPicked();
        this.onChange();
      },
    };
  }
}
