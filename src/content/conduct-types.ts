/** When somebody is taken for a cheat, from `content/conduct.json`. */
export interface ConductRules {
  /** Whoever has so many points has to go. */
  threshold: number;
  /** Points that time takes away: what happens to honest people now and then never adds up. */
  forgivenPerMin: number;
  /** Points for each thing that was refused, by its code; what is not in here costs none. */
  weights: Readonly<Record<string, number>>;
}
