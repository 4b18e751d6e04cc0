/** A shop in a place: it takes any amount and never runs out. */
export interface Shop {
  id: string;
  name: string;
  text: string;
  /** Id of the place in which it stands; a place has one at most. */
  place: string;
  /** What it pays, in percent of a thing's value, rounded down. */
  pays: {
    percent: number;
    /** What is wanted here more, or less, than other things. */
    special: readonly { kind: string; percent: number }[];
  };
  /** What it asks, in percent of a thing's value, rounded up. */
  sells: { percent: number; kinds: readonly string[] };
}
