/** What the ships domain needs of its storage, beside what it needs of the inventory's. */
export interface ShipStore {
  /** @returns the character that has the item, or null */
  characterOf(itemId: string): Promise<string | null>;
}
