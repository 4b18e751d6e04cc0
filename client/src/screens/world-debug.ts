import type { PlaceRoom } from '../connection/place-room.ts';
import type { OmegaRealm } from '../debug.ts';
import type { Hud } from '../hud/hud.ts';
import type { World } from '../world/world.ts';

export interface Shown {
  hud: Hud;
  world(): World | null;
  live(): { room: PlaceRoom; place: string } | null;
  stats: OmegaRealm['stats'];
}

/** The look into what is shown, see `OmegaRealm`. */
export function debugOf({ hud, world, live, stats }: Shown): OmegaRealm {
  return {
    position: () => world()?.position ?? null,
    players: () => world()?.players ?? [],
    nodes: () => world()?.collectables ?? [],
    monsters: () => world()?.battle?.monsters.seen() ?? [],
    drops: () => world()?.drops ?? [],
    target: () => world()?.battle?.target ?? null,
    health: () => hud.combat.known,
    abilities: () => hud.combat.waits,
    match: () => hud.combat.match,
    place: () => live()?.place ?? null,
    party: () => hud.partyNames,
    credits: () => hud.credits,
    stats,
  };
}
