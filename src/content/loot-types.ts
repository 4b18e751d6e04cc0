/** How what monsters leave behind lies on the ground, from `content/loot.json`. */
export interface DropRules {
  /** From how far it can be picked up, world pixels, before effects. */
  reach: number;
  /** It lies at most so far from where the monster died along each axis, world pixels. */
  scatter: number;
  /** So long it belongs to whoever earned it, and to their party; then to whoever comes first. */
  ownedSec: number;
  /** So long it lies there at all. */
  lastsSec: number;
  /** In one instance; the oldest goes when there would be more. */
  most: number;
}

/** What everybody gets who took part in clearing a rift. */
export interface RiftReward {
  /** Id of the rift. */
  place: string;
  credits: number;
  stacks: readonly { kind: string; amount: number }[];
  /** Ids of unique items. */
  items: readonly string[];
}
