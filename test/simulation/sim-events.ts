import { GameError } from '../../src/errors.ts';
import type { SimClient } from './sim-client.ts';
import { SIMULATED_CONTENT, type SimRealm } from './sim-realm.ts';

/** Something happens every few hundred milliseconds, and anything may. */
export async function live(realm: SimRealm, forMs: number): Promise<void> {
  const end = realm.time.now() + forMs;
  while (realm.time.now() < end) {
    happen(realm);
    await realm.time.advance(realm.chaos.between(100, 500));
  }
}

/** Through a portal as its room would have it, or by warp. Refusals are part of the game, other errors are not. */
export async function travel(realm: SimRealm, client: SimClient, goal: string): Promise<void> {
  const { seat, accountId, characterId } = client;
  const instance = seat?.process.isAlive ? seat.process.instances.get(seat.roomId) : undefined;
  if (!seat || !instance?.occupants.has(characterId)) return;
  const { journeys } = seat.process;
  const from = instance.place.id;
  realm.tell(`${characterId} goes from ${from} to ${goal}`);
  const isPortal = SIMULATED_CONTENT.maps.get(from)!.portals.some(({ place }) => place === goal);
  await expectRefusals(
    realm,
    isPortal
      ? journeys.portal(characterId, { place: from, portal: `${goal}-gate` })
      : journeys.warp(accountId, characterId, `${goal}-port`),
  );
}

function happen(realm: SimRealm): void {
  const { chaos, parties } = realm;
  const client = chaos.pick(realm.clients)!;
  const dice = chaos.between(1, 100);
  if (dice <= 50) void travel(realm, client, goalOf(realm, client));
  else if (dice <= 57) act(realm, `${client.characterId} logs in again`, () => void client.join());
  else if (dice <= 64) act(realm, `${client.characterId} leaves`, () => client.leave());
  else if (dice <= 68) {
    act(realm, `${client.characterId} quits its party`, () => parties.leave(client.characterId));
  } else if (dice <= 73) makeParty(realm);
  else if (dice <= 80) moveAll(realm);
  else if (dice <= 86) realm.anyProcess()?.crash();
  else if (dice <= 90) act(realm, 'processes are cut off', () => realm.cutOff(chaos.between(300, 4_000)));
  else if (dice <= 94) {
    act(realm, 'the database is away', () => realm.databaseAway(chaos.between(100, 3_000)));
  }
}

function goalOf({ chaos }: SimRealm, { seat }: SimClient): string {
  const from = seat?.process.instances.get(seat.roomId)?.place.id;
  return from === 'haven' ? chaos.pick(['forest', 'desert', 'rift', 'arena', 'sanctum', 'far'])! : 'haven';
}

function makeParty(realm: SimRealm): void {
  const members = new Set(Array.from({ length: 3 }, () => realm.chaos.pick(realm.clients)!.characterId));
  act(realm, `a party of ${[...members]}`, () => realm.parties.make(realm.newId(), [...members]));
}

function moveAll(realm: SimRealm): void {
  const process = realm.anyProcess();
  const instance = process && realm.chaos.pick([...process.instances.values()]);
  if (!instance) return;
  realm.tell(`everybody leaves ${instance.id}`);
  const moves = process.journeys.moveAll(instance.id, [...instance.occupants.keys()], 'drain');
  void expectRefusals(realm, moves);
}

async function expectRefusals(realm: SimRealm, work: Promise<unknown>): Promise<void> {
  try {
    realm.tell(JSON.stringify(await work));
    realm.counts.travels++;
  } catch (error) {
    realm.counts.refusals++;
    realm.tell(String(error));
    const isRefusal = error instanceof GameError && error.code !== 'internal';
    if (!isRefusal) realm.ledger.violated(`unexpected: ${error}`);
  }
}

function act(realm: SimRealm, what: string, work: () => void): void {
  realm.tell(what);
  work();
}
