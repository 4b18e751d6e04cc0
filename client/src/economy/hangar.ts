import type { OwnedItem } from '../api/inventory-api.ts';
import type { Fitting, Ship, ShipApi } from '../api/ship-api.ts';
import { Latest } from '../data/latest.ts';

/** The character's ships, and the fitting of the one that is looked at. */
export class Hangar {
  private readonly api: Pick<ShipApi, 'list' | 'fitting'>;
  private readonly known = new Latest<{ ships: Ship[]; fitting: Fitting | null } | null>(null);
  /** Null: the active one. */
  private chosen: string | null = null;

  constructor(api: Pick<ShipApi, 'list' | 'fitting'>) {
    this.api = api;
  }

  /** Null: not asked yet. */
  get ships(): readonly Ship[] | null {
    return this.known.value?.ships ?? null;
  }

  /** Of the ship that is looked at; null: there is none. */
  get fitting(): Fitting | null {
    return this.known.value?.fitting ?? null;
  }

  /** Ships that the character does not fly, as items. */
  get spare(): OwnedItem[] {
    const parked = this.ships?.filter(({ active }) => !active) ?? [];
    return parked.map(({ id, hull }) => ({ id, kind: hull, state: {} }));
  }

  choose(shipId: string): void {
    this.chosen = shipId;
  }

  /** @throws ApiError */
  async refresh(): Promise<void> {
    await this.known.take(async () => {
      const ships = await this.api.list();
      // It may have been sold.
      const ship = ships.find(({ id }) => id === this.chosen) ?? ships[0];
      return { ships, fitting: ship ? await this.api.fitting(ship.id) : null };
    });
  }
}
