import type { Connections } from '../characters/connections.ts';
import type { Bus } from '../cluster/bus.ts';
import type { Party, SocialNews } from './party-store.ts';
import type { Social } from './social.ts';

const TOPIC = 'social';
/** Many may move at once, a whole party for example; their companions are told once. */
const GATHER_MS = 250;

export interface PlayerNotifierOptions {
  social: Pick<Social, 'partyOf' | 'invitesFor'>;
  connections: Connections;
  bus: Pick<Bus, 'publish' | 'subscribe'>;
  onError(error: unknown): void;
}

/** Told what a player of this process was told of its party; null: it is in none. */
type PartyHandler = (characterId: string, party: Party | null) => void;

/** Tells the players of this process what changed in their parties, invitations and friendships. */
export class PlayerNotifier {
  private readonly options: PlayerNotifierOptions;
  private readonly partyHandlers = new Set<PartyHandler>();
  private readonly moved = new Set<string>();
  private readonly telling = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(options: PlayerNotifierOptions) {
    this.options = options;
    options.bus.subscribe(TOPIC, (news) => this.hear(news as SocialNews));
  }

  hear({ characterIds, what }: SocialNews): void {
    if (this.isClosed) return;
    const here = characterIds.filter((id) => this.options.connections.get(id));
    this.run(this.tell(here, what));
  }

  /** Tells everybody here of its party: changes may have been missed. */
  catchUp(): void {
    this.hear({
      characterIds: this.options.connections.all().map(({ characterId }) => characterId),
      what: 'party',
    });
  }

  /** Tells a player of its party once more, as it is now. */
  remind(characterId: string): void {
    this.hear({ characterIds: [characterId], what: 'party' });
  }

  onParty(handler: PartyHandler): void {
    this.partyHandlers.add(handler);
  }

  /** Somebody entered the world or left it: its party sees that. */
  noteMoved(characterId: string): void {
    if (this.isClosed) return;
    this.moved.add(characterId);
    this.timer ??= setTimeout(() => this.run(this.tellCompanions()), GATHER_MS).unref();
  }

  /** The process ends: the companions of those who moved last are told. Resolves when nothing is asked any more; never rejects. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.run(this.tellCompanions());
    this.isClosed = true;
    await Promise.all(this.telling);
  }

  private run(work: Promise<void>): void {
    const telling = work
      .catch((error) => this.options.onError(error))
      .finally(() => this.telling.delete(telling));
    this.telling.add(telling);
  }

  private async tellCompanions(): Promise<void> {
    const moved = [...this.moved];
    this.moved.clear();
    this.timer = undefined;
    const told = new Set<string>();
    for (const characterId of moved) {
      if (told.has(characterId)) continue;
      const party = await this.options.social.partyOf(characterId);
      const characterIds = party?.members.map((member) => member.characterId) ?? [];
      for (const id of characterIds) told.add(id);
      if (characterIds.length > 0) this.options.bus.publish(TOPIC, { characterIds, what: 'party' });
    }
  }

  private async tell(characterIds: string[], what: SocialNews['what']): Promise<void> {
    if (what === 'party') return this.tellParties(characterIds);
    for (const characterId of characterIds) {
      if (what === 'friends') this.options.connections.get(characterId)?.tell('friends', {});
      else await this.tellInvites(characterId);
    }
  }

  /** Asks once for those who are in one party. */
  private async tellParties(characterIds: string[]): Promise<void> {
    const untold = new Set(characterIds);
    for (const characterId of untold) {
      const party = await this.options.social.partyOf(characterId);
      const members = party?.members.map((member) => member.characterId) ?? [characterId];
      for (const id of members.filter((member) => untold.delete(member))) {
        this.options.connections.get(id)?.tell('party', { party });
        for (const handler of this.partyHandlers) handler(id, party);
      }
    }
  }

  private async tellInvites(characterId: string): Promise<void> {
    const { social, connections } = this.options;
    for (const { partyId, from, expiresAt } of await social.invitesFor(characterId)) {
      const invite = { partyId, from, expiresAt: expiresAt.toISOString() };
      connections.get(characterId)?.tell('party-invite', invite);
    }
  }
}
