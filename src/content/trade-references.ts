import type { FileProblems } from './content-error.ts';
import type { Goods, ItemKind } from './goods.ts';
import { priceAsked, pricePaid } from './prices.ts';
import type { Shop } from './shops.ts';
import type { Place, Requirement } from './types.ts';
import type { Upgrade } from './upgrades.ts';

/** As the ledger: no single amount is above it. */
const MOST_CREDITS = 1_000_000_000;

type Tradeable = Goods & Partial<Pick<ItemKind, 'bound'>>;
type ById<T> = ReadonlyMap<string, T>;

/** What the checks look into; null where a file could not be read, which was told already. */
interface TradeContent {
  items: ById<Tradeable> | null;
  hulls: ById<Tradeable> | null;
  modules: ById<Tradeable> | null;
  upgrades: ById<Upgrade> | null;
  shops: ById<Shop> | null;
  places: ById<Place> | null;
}

/** Adds a problem for every price and upgrade that cannot be meant. */
export function checkTrade(
  { items, hulls, modules, upgrades, shops, places }: TradeContent,
  problemsOf: (file: string) => FileProblems,
): void {
  if (shops && places && items && hulls && modules)
    checkShops(shops, places, new Map([...items, ...hulls, ...modules]), problemsOf('prices.json'));
  if (!upgrades) return;
  checkUpgrades(upgrades, problemsOf('upgrades.json'));
  for (const [index, { requires }] of [...(places?.values() ?? [])].entries())
    checkRequirements(requires, upgrades, `places[${index}].requires`, problemsOf('places.json'));
}

function checkShops(
  shops: ById<Shop>,
  places: ById<Place>,
  goods: ById<Tradeable>,
  problems: FileProblems,
): void {
  const cheapest = cheapestOf([...shops.values()], goods);
  const taken = new Set<string>();
  for (const [index, shop] of [...shops.values()].entries()) {
    const at = `shops[${index}]`;
    if (!places.has(shop.place)) problems.add(`${at}.place`, `no such place "${shop.place}"`);
    if (taken.has(shop.place)) problems.add(`${at}.place`, `"${shop.place}" has a shop already`);
    taken.add(shop.place);
    checkKinds(
      shop.pays.special.map(({ kind }) => kind),
      `${at}.pays.special`,
      goods,
      problems,
    );
    checkKinds(shop.sells.kinds, `${at}.sells.kinds`, goods, problems);
    // Bought in one shop and sold in another, goods must not make credits out of nothing: shops never run out.
    for (const [kind, asked] of cheapest) {
      const paid = pricePaid(shop, goods.get(kind)!);
      if (paid !== null && paid > asked)
        problems.add(`${at}.pays`, `${paid} for "${kind}", which is sold for ${asked}`);
    }
  }
}

function checkUpgrades(upgrades: ById<Upgrade>, problems: FileProblems): void {
  for (const [index, upgrade] of [...upgrades.values()].entries()) {
    const at = `upgrades[${index}]`;
    checkRequirements(upgrade.requires, upgrades, `${at}.requires`, problems);
    if (dependsOnItself(upgrade, upgrades)) problems.add(`${at}.requires`, 'leads back to itself');
    const { base, multiplier } = upgrade.cost;
    if (base * multiplier ** (upgrade.maxLevel - 1) > MOST_CREDITS)
      problems.add(`${at}.cost`, `the last level costs more than ${MOST_CREDITS} credits`);
  }
}

/** Adds a problem for every upgrade that does not exist, or not up to that level. */
function checkRequirements(
  requires: readonly Requirement[],
  upgrades: ById<Upgrade>,
  path: string,
  problems: FileProblems,
): void {
  for (const [index, requirement] of requires.entries()) {
    if (requirement.kind !== 'upgrade') continue;
    const upgrade = upgrades.get(requirement.upgrade);
    if (!upgrade) problems.add(`${path}[${index}].upgrade`, `no such upgrade "${requirement.upgrade}"`);
    else if (requirement.level > upgrade.maxLevel)
      problems.add(`${path}[${index}].level`, `"${upgrade.id}" has only ${upgrade.maxLevel}`);
  }
}

function checkKinds(
  kinds: readonly string[],
  path: string,
  goods: ById<Tradeable>,
  problems: FileProblems,
): void {
  for (const [index, kind] of kinds.entries()) {
    const found = goods.get(kind);
    if (!found) problems.add(`${path}[${index}]`, `no such kind "${kind}"`);
    else if (found.bound || found.value === 0) problems.add(`${path}[${index}]`, `"${kind}" is not traded`);
    if (kinds.indexOf(kind) < index) problems.add(`${path}[${index}]`, `"${kind}" is there twice`);
  }
}

/** @returns the lowest price of everything that some shop sells, by kind */
function cheapestOf(shops: readonly Shop[], goods: ById<Tradeable>): Map<string, number> {
  const cheapest = new Map<string, number>();
  for (const shop of shops) {
    for (const kind of shop.sells.kinds) {
      const asked = goods.has(kind) ? priceAsked(shop, goods.get(kind)!) : null;
      if (asked !== null) cheapest.set(kind, Math.min(asked, cheapest.get(kind) ?? asked));
    }
  }
  return cheapest;
}

function dependsOnItself(upgrade: Upgrade, upgrades: ById<Upgrade>): boolean {
  const seen = new Set<string>();
  const waiting = [upgrade];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const requirement of next.requires) {
      if (requirement.kind !== 'upgrade' || seen.has(requirement.upgrade)) continue;
      if (requirement.upgrade === upgrade.id) return true;
      seen.add(requirement.upgrade);
      const found = upgrades.get(requirement.upgrade);
      if (found) waiting.push(found);
    }
  }
  return false;
}
