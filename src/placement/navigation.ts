import type { Content, Place, PlaceKind, Station } from '../content/types.ts';
import { type Missing, missingOf, type Standing } from '../game/requirements.ts';

export interface NavigationPlace {
  id: string;
  name: string;
  kind: PlaceKind;
  text: string;
  /** Seats taken in all of its instances. */
  population: number;
  instances: number;
  missing: Missing[];
  /** How the character gets there: 'enter' is where it stands or last stood; null: not from here. */
  reachable: 'portal' | 'warp' | 'enter' | null;
}

export interface NavigationStation {
  id: string;
  name: string;
  place: string;
  missing: Missing[];
}

/** Where a character can go from where it is. */
export interface Navigation {
  here: string;
  places: NavigationPlace[];
  /** Those to which a route leads from here. */
  stations: NavigationStation[];
}

export type PopulationOf = (placeId: string) => { players: number; instances: number };

export function makeNavigation(
  content: Content,
  populationOf: PopulationOf,
): (here: string, standing: Standing) => Navigation {
  const stations = [...content.stations.values()];

  function destinations(here: string): Station[] {
    const routes = new Set(
      stations.filter(({ place }) => place === here).flatMap((station) => station.routes),
    );
    return stations.filter(({ id, place }) => routes.has(id) && place !== here);
  }

  function reachableFrom(
    here: string,
    place: Place,
    warps: readonly Station[],
  ): NavigationPlace['reachable'] {
    if (place.id === here) return 'enter';
    if (content.maps.get(here)?.portals.some((portal) => portal.place === place.id)) return 'portal';
    return warps.some((station) => station.place === place.id) ? 'warp' : null;
  }

  return (here, standing) => {
    const warps = destinations(here);
    return {
      here,
      places: [...content.places.values()].map((place) => {
        const { id, name, kind, text } = place;
        const { players: population, instances } = populationOf(id);
        const reachable = reachableFrom(here, place, warps);
        return {
          id,
          name,
          kind,
          text,
          population,
          instances,
          missing: missingOf(place.requires, standing),
          reachable,
        };
      }),
      stations: warps.map(({ id, name, place }) => ({
        id,
        name,
        place,
        missing: missingOf(content.places.get(place)!.requires, standing),
      })),
    };
  };
}
