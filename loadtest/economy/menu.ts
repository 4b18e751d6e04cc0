import { type Action, GIFT } from './action.ts';
import type { Board } from './board.ts';
import type { Trader } from './trader.ts';

/** @returns null: there is nothing to do it with */
type Dish = (trader: Trader, board: Board) => Action | null;

/** What the shop of the first place has. */
const STACKS = ['health-draught', 'stamina-tonic', 'mana-draught'];
const UNIQUE = [
  'courier-cap',
  'dock-gloves',
  'trail-boots',
  'brass-compass',
  'ion-drive',
  'mining-laser',
  'kinetic-plating',
];
const ORES = ['iron-ore', 'copper-ore'];
/** Of the starting kit, which cannot change hands: tried now and then. */
const BOUND = new Set(['field-ration', 'issue-blade', 'issue-jacket']);
const BOUND_SHARE = 0.05;
const UPGRADES = [
  'speed-boost',
  'inventory-expansion',
  'collection-efficiency',
  'debris-scanner',
  'cargo-magnet',
];

const MENU: readonly (readonly [number, Dish])[] = [
  [8, buy],
  [10, sellStack],
  [6, sellItem],
  [14, transfer],
  [8, batch],
  [2, discard],
  [7, equip],
  [3, unequip],
  [6, fit],
  [3, unfit],
  [1, activate],
  [3, upgrade],
  [9, list],
  [10, buyListing],
  [7, bid],
  [3, cancel],
  [8, claim],
];

/** Something that a trader might do; much of it will be refused. */
export function choose(trader: Trader, board: Board): Action {
  for (;;) {
    const action = trader.dice.weighted(MENU)(trader, board);
    if (action) return action;
  }
}

/** What a room gives to somebody who has picked it up. */
export function gift({ dice, characters }: Trader): Action {
  const characterId = dice.pick(characters)!;
  const stacks = ORES.filter(() => dice.chance(0.5)).map((kind) => ({ kind, amount: dice.whole(1, 3) }));
  const credits = stacks.length === 0 ? dice.whole(1, 20) : dice.whole(0, 20);
  return post(GIFT, characterId, '/gifts', { characterId, credits, stacks });
}

function post(route: string, actor: string, path: string, body?: object): Action {
  return { route, method: 'POST', path, actor, ...(body && { body }) };
}

/** @returns undefined of nothing */
function tradable<T extends { kind: string }>({ dice }: Trader, from: readonly T[]): T | undefined {
  return dice.pick(dice.chance(BOUND_SHARE) ? from : from.filter(({ kind }) => !BOUND.has(kind)));
}

function buy(trader: Trader): Action {
  const { dice } = trader;
  const [characterId] = trader.anyone();
  const unique = dice.chance(0.5);
  const kind = dice.pick(unique ? UNIQUE : STACKS)!;
  return post('buy', characterId, '/trade/buy', { characterId, kind, amount: dice.whole(1, unique ? 2 : 8) });
}

function sellStack(trader: Trader): Action | null {
  const [characterId, { character }] = trader.anyone();
  const stack = tradable(trader, character.stacks);
  if (!stack) return null;
  const amount = trader.dice.chance(0.3) ? 'all' : trader.dice.whole(1, stack.amount + 1);
  return post('sell', characterId, '/trade/sell', { characterId, kind: stack.kind, amount });
}

function sellItem(trader: Trader): Action | null {
  const [characterId, view] = trader.anyone();
  const item = tradable(trader, [...view.character.items, ...view.character.equipment.slice(0, 1)]);
  return item ? post('sell', characterId, '/trade/sell', { characterId, itemId: item.id }) : null;
}

/** Between the characters and the storage, in all directions. */
function parcelOf(trader: Trader): { from: string; to: string; [goods: string]: unknown } | null {
  const { dice } = trader;
  const [characterId, { character, storage }] = trader.anyone();
  const isDeposit = dice.chance(0.6);
  const has = isDeposit ? character : storage;
  const other = dice.chance(0.5) ? 'storage' : dice.pick(trader.characters)!;
  const [from, to] = isDeposit ? [characterId, other] : ['storage', characterId];
  const stack = tradable(trader, has.stacks);
  const item = tradable(trader, has.items);
  const parcel = {
    ...(dice.chance(0.5) && has.credits > 0 && { credits: dice.whole(1, Math.ceil(has.credits / 4)) }),
    ...(stack && dice.chance(0.5) && { stacks: [{ kind: stack.kind, amount: dice.whole(1, stack.amount) }] }),
    ...(item && dice.chance(0.4) && { items: [item.id] }),
  };
  return Object.keys(parcel).length > 0 ? { from, to, ...parcel } : null;
}

function transfer(trader: Trader): Action | null {
  const body = parcelOf(trader);
  const actor = body && [body.from, body.to].find((side) => side !== 'storage')!;
  return body && post('transferGoods', actor!, '/inventory/transfer', body);
}

function batch(trader: Trader): Action | null {
  const { dice } = trader;
  const [characterId, { character }] = trader.anyone();
  const transfers = Array.from({ length: dice.whole(1, 3) }, () => parcelOf(trader)).filter(
    (one) => one !== null,
  );
  const item = dice.pick(character.items);
  const changes = [
    ...transfers.map((parcel) => ({ do: 'transfer', ...parcel })),
    ...(item ? [{ do: dice.chance(0.8) ? 'equip' : 'unequip', itemId: item.id }] : []),
  ];
  return changes.length > 0
    ? post('changeInventory', characterId, '/inventory/batch', { characterId, changes })
    : null;
}

function discard(trader: Trader): Action | null {
  const [characterId, { character }] = trader.anyone();
  const stack = trader.dice.pick(character.stacks);
  const body = stack && { stacks: [{ kind: stack.kind, amount: 1 }] };
  return body ? post('discardGoods', characterId, `/inventory/${characterId}/discard`, body) : null;
}

function equip(trader: Trader): Action | null {
  const [characterId, { character }] = trader.anyone();
  const item = trader.dice.pick(character.items);
  return item ? post('equipItem', characterId, `/inventory/${characterId}/equip`, { itemId: item.id }) : null;
}

function unequip(trader: Trader): Action | null {
  const [characterId, { character }] = trader.anyone();
  const item = trader.dice.pick(character.equipment);
  return item
    ? post('unequipItem', characterId, `/inventory/${characterId}/unequip`, { itemId: item.id })
    : null;
}

function fit(trader: Trader): Action | null {
  const [characterId, { character, ships }] = trader.anyone();
  const [ship, item] = [trader.dice.pick(ships), tradable(trader, character.items)];
  return ship && item
    ? post('fitModule', characterId, `/ships/${ship.id}/modules`, { moduleId: item.id })
    : null;
}

function unfit(trader: Trader): Action | null {
  const [actor, { ships }] = trader.anyone();
  const ship = trader.dice.pick(ships.filter(({ modules }) => modules.length > 0));
  const module = ship && trader.dice.pick(ship.modules);
  return module
    ? { route: 'unfitModule', method: 'DELETE', path: `/ships/${ship.id}/modules/${module.id}`, actor }
    : null;
}

function activate(trader: Trader): Action | null {
  const [characterId, { ships }] = trader.anyone();
  const ship = trader.dice.pick(ships);
  return ship ? post('activateShip', characterId, `/ships/${ship.id}/activate`) : null;
}

function upgrade(trader: Trader): Action {
  const [characterId] = trader.anyone();
  return post('buyUpgrade', characterId, `/upgrades/${characterId}/${trader.dice.pick(UPGRADES)}`);
}

function list(trader: Trader): Action | null {
  const { dice } = trader;
  const [characterId, { character }] = trader.anyone();
  const [stack, item] = [tradable(trader, character.stacks), tradable(trader, character.items)];
  const goods =
    item && dice.chance(0.5)
      ? { itemId: item.id }
      : stack && { kind: stack.kind, amount: dice.whole(1, Math.min(stack.amount, 6)) };
  if (!goods) return null;
  const price = dice.whole(5, 60);
  const terms = dice.weighted([
    [6, { unitPrice: price }],
    [3, { startingBid: price }],
    [2, { unitPrice: 4 * price, startingBid: price }],
  ] as const);
  return post('listGoods', characterId, '/market/listings', {
    characterId,
    goods,
    ...terms,
    hours: dice.whole(24, 72),
  });
}

function buyListing(trader: Trader, board: Board): Action | null {
  const { dice } = trader;
  const offer = board.pick(dice, ({ unitPrice }) => unitPrice !== null);
  if (!offer) return null;
  const [characterId] = trader.anyone();
  const amount = offer.auction || dice.chance(0.3) ? offer.listed : dice.whole(1, offer.listed);
  return post('buyListing', characterId, `/market/listings/${offer.id}/buy`, { characterId, amount });
}

function bid(trader: Trader, board: Board): Action | null {
  const { dice } = trader;
  const offer = board.pick(dice, ({ auction }) => auction !== null);
  if (!offer) return null;
  const [characterId] = trader.anyone();
  const amount = dice.whole(offer.auction!.startingBid, 3 * offer.auction!.startingBid);
  return post('bidOnListing', characterId, `/market/listings/${offer.id}/bids`, { characterId, amount });
}

function cancel(trader: Trader, board: Board): Action | null {
  const own = board.pick(trader.dice, ({ sellerId }) => trader.views.has(sellerId));
  return own
    ? post('cancelListing', own.sellerId, `/market/listings/${own.id}/cancel`, { characterId: own.sellerId })
    : null;
}

function claim(trader: Trader): Action | null {
  const [characterId, { mail }] = trader.anyone();
  const mailId = trader.dice.pick(mail);
  return mailId ? post('claimMail', characterId, `/mail/${characterId}/${mailId}/claim`) : null;
}
