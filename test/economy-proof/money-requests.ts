import type { Realm } from '../kit/realm.ts';
import type { Person } from '../kit/realm-client.ts';
import { reward } from '../kit/wealth.ts';

/** Something that moves property, and would be done as it stands. */
export interface MoneyRequest {
  /** The route's operationId. */
  route: string;
  method: 'POST' | 'DELETE';
  /** Below /api/v1. */
  path: string;
  body?: object;
  /** Leaves that may be missing, or hold something that `HOSTILE` names, as 'slot' or 'stacks.0.kind'. */
  accepts?: Record<string, unknown[]>;
}

/** Ids of somebody else, of each sort that requests name. */
export interface Strange {
  character: string;
  item: string;
  ship: string;
  module: string;
  mail: string;
}

const ORE = 'iron-ore';

/** Gives two people what they need, and tells what the first might do. */
export class MoneyScene {
  readonly me: Person;
  readonly stranger: Person;
  private readonly realm: Realm;

  static async make(realm: Realm): Promise<MoneyScene> {
    const scene = new MoneyScene(realm, await realm.person(), await realm.person());
    for (const { characterId } of [scene.me, scene.stranger])
      await reward(realm.services.ledger, characterId, { credits: 20_000, [`stack:${ORE}`]: 40 });
    return scene;
  }

  private constructor(realm: Realm, me: Person, stranger: Person) {
    this.realm = realm;
    this.me = me;
    this.stranger = stranger;
  }

  /** In an order in which all of them can be done. */
  async requests(): Promise<MoneyRequest[]> {
    const { me, stranger } = this;
    const { characterId } = me;
    const [boots, otherBoots] = await this.shop(me, 'trail-boots', 2);
    const [compass, otherCompass] = await this.shop(me, 'brass-compass', 2);
    const [cap] = await this.shop(me, 'courier-cap', 1);
    const [gloves] = await this.shop(me, 'dock-gloves', 1);
    const [drive] = await this.shop(me, 'ion-drive', 1);
    const [laser] = await this.shop(me, 'mining-laser', 1);
    const ship = await this.shipOf(me);
    await this.must(me, `/inventory/${characterId}/equip`, { itemId: cap });
    await this.must(me, `/ships/${ship}/modules`, { moduleId: laser });
    const listing = await this.list(stranger, { unitPrice: 10 });
    const auction = await this.list(stranger, { startingBid: 10 });
    const own = await this.list(me, { unitPrice: 10 });
    const { mailId } = await this.must(me, `/market/listings/${listing}/buy`, { characterId, amount: 1 });
    const post = (route: string, path: string, body?: object, accepts?: MoneyRequest['accepts']) =>
      ({ route, method: 'POST', path, ...(body && { body }), ...(accepts && { accepts }) }) as const;
    const slot = { slot: [undefined, null] };
    return [
      post('sell', '/trade/sell', { characterId, kind: ORE, amount: 1 }),
      post('sell', '/trade/sell', { characterId, itemId: compass }),
      post('buy', '/trade/buy', { characterId, kind: 'health-draught', amount: 1 }),
      post('buyUpgrade', `/upgrades/${characterId}/speed-boost`),
      post(
        'transferGoods',
        '/inventory/transfer',
        {
          from: characterId,
          to: 'storage',
          credits: 1,
          stacks: [{ kind: ORE, amount: 1 }],
          items: [otherCompass],
        },
        { credits: [undefined, 0], 'items.0': [undefined] },
      ),
      post(
        'changeInventory',
        '/inventory/batch',
        { characterId, changes: [{ do: 'equip', itemId: gloves, slot: 'hands' }] },
        { 'changes.0.slot': slot.slot },
      ),
      post('equipItem', `/inventory/${characterId}/equip`, { itemId: boots, slot: 'feet' }, slot),
      post('unequipItem', `/inventory/${characterId}/unequip`, { itemId: cap }),
      post('discardGoods', `/inventory/${characterId}/discard`, { stacks: [{ kind: ORE, amount: 1 }] }),
      post('fitModule', `/ships/${ship}/modules`, { moduleId: drive, slot: 'engine-1' }, slot),
      { route: 'unfitModule', method: 'DELETE', path: `/ships/${ship}/modules/${laser}` },
      post('activateShip', `/ships/${ship}/activate`),
      post(
        'listGoods',
        '/market/listings',
        { characterId, goods: { kind: ORE, amount: 2 }, unitPrice: 100, startingBid: 10, hours: 5 },
        { unitPrice: [undefined], startingBid: [undefined] },
      ),
      post('listGoods', '/market/listings', {
        characterId,
        goods: { itemId: otherBoots },
        unitPrice: 9,
        hours: 5,
      }),
      post('buyListing', `/market/listings/${listing}/buy`, { characterId, amount: 2 }),
      post('bidOnListing', `/market/listings/${auction}/bids`, { characterId, amount: 30 }),
      post('cancelListing', `/market/listings/${own}/cancel`, { characterId }),
      post('claimMail', `/mail/${characterId}/${mailId}/claim`),
    ];
  }

  async strange(): Promise<Strange> {
    const { me, stranger } = this;
    const [item] = await this.shop(stranger, 'trail-boots', 1);
    const [module] = await this.shop(stranger, 'ion-drive', 1);
    const listing = await this.list(me, { unitPrice: 10 });
    const { mailId: mail } = await this.must(stranger, `/market/listings/${listing}/buy`, {
      characterId: stranger.characterId,
      amount: 1,
    });
    return {
      character: stranger.characterId,
      item: item!,
      ship: await this.shipOf(stranger),
      module: module!,
      mail,
    };
  }

  private must({ accessToken: token }: Person, path: string, body: object) {
    return this.realm.must('POST', path, { token, key: crypto.randomUUID(), body });
  }

  private async shop(person: Person, kind: string, amount: number): Promise<string[]> {
    const body = { characterId: person.characterId, kind, amount };
    return (await this.must(person, '/trade/buy', body)).items;
  }

  private async list(person: Person, terms: object): Promise<string> {
    const goods = { kind: ORE, amount: 5 };
    const body = { characterId: person.characterId, goods, hours: 24, ...terms };
    return (await this.must(person, '/market/listings', body)).id;
  }

  private async shipOf({ accessToken: token, characterId }: Person): Promise<string> {
    const ships = await this.realm.must('GET', `/inventory/ships?characterId=${characterId}`, { token });
    return ships[0].id;
  }
}
