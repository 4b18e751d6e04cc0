import { LEASE_TIMEOUT_SEC } from '../characters/character-store.ts';

/** SQL condition: the character `c` is in the world. A lease that nobody renews lapses. */
export const IN_WORLD = `(c.lease_renewed_at > now() - make_interval(secs => ${LEASE_TIMEOUT_SEC}))`;
