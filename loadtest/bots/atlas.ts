import type { Ability } from '../../src/content/combat-types.ts';
import { FileProblems } from '../../src/content/content-error.ts';
import { readTiledMap } from '../../src/content/tiled.ts';
import type { CharacterClass, Place, PlaceKind, PlaceMap } from '../../src/content/types.ts';
import type { Api } from '../economy/api.ts';

/** What a server tells everybody of its world. */
export class Atlas {
  readonly places: ReadonlyMap<string, Place>;
  readonly classes: readonly CharacterClass[];
  private readonly abilities: ReadonlyMap<string, Ability>;
  private readonly maps = new Map<string, Promise<PlaceMap>>();
  private readonly api: Api;

  /** @throws ApiFailure */
  static async load(api: Api): Promise<Atlas> {
    const list = (kind: string) => api.must({ method: 'GET', path: `/content/${kind}` });
    const [places, classes, abilities] = await Promise.all([
      list('places') as Promise<Place[]>,
      list('classes') as Promise<CharacterClass[]>,
      list('abilities') as Promise<Ability[]>,
    ]);
    return new Atlas(api, places, classes, abilities);
  }

  private constructor(api: Api, places: Place[], classes: CharacterClass[], abilities: Ability[]) {
    this.api = api;
    this.places = new Map(places.map((place) => [place.id, place]));
    this.classes = classes;
    this.abilities = new Map(abilities.map((ability) => [ability.id, ability]));
  }

  /** Places of a kind that let newcomers in, at least one. @throws Error there is none */
  open(kind: PlaceKind): string[] {
    const found = [...this.places.values()].filter(
      (place) => place.kind === kind && place.requires.length === 0,
    );
    if (found.length === 0) throw new Error(`The server has no ${kind} that lets newcomers in.`);
    return found.map(({ id }) => id);
  }

  /** In the order of the class. */
  abilitiesOf(classId: string): Ability[] {
    const { abilities } = this.classes.find(({ id }) => id === classId)!;
    return abilities.flatMap((id) => this.abilities.get(id) ?? []);
  }

  /** @throws ApiFailure, Error */
  map(place: string): Promise<PlaceMap> {
    let map = this.maps.get(place);
    if (!map) {
      map = this.loadMap(place);
      this.maps.set(place, map);
    }
    return map;
  }

  private async loadMap(place: string): Promise<PlaceMap> {
    const problems: string[] = [];
    const tiled = await this.api.must({ method: 'GET', path: `/content/maps/${place}` });
    const map = readTiledMap(tiled, new FileProblems(place, problems));
    if (!map) throw new Error(`The map of ${place} cannot be read: ${problems.join(' ')}`);
    return map;
  }
}
