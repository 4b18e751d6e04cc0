import type { Answer, Api } from './api.ts';
import type { Holdings } from './books.ts';
import type { Dice } from './dice.ts';

interface Thing {
  id: string;
  kind: string;
}

/** What a trader saw when it last looked. */
export interface View {
  character: {
    credits: number;
    stacks: { kind: string; amount: number }[];
    items: Thing[];
    equipment: Thing[];
  };
  storage: { credits: number; stacks: { kind: string; amount: number }[]; items: Thing[] };
  ships: (Thing & { hull: string; active: boolean; modules: Thing[] })[];
  /** Ids, unclaimed. */
  mail: string[];
}

/** An account with its characters, and what it believes to have. */
export class Trader {
  readonly token: string;
  readonly accountId: string;
  readonly dice: Dice;
  /** By character; looked at now and then, so that much of it is out of date. */
  readonly views = new Map<string, View>();
  private readonly api: Api;

  constructor(api: Api, token: string, dice: Dice) {
    this.api = api;
    this.token = token;
    this.dice = dice;
    this.accountId = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).sub;
  }

  get characters(): string[] {
    return [...this.views.keys()];
  }

  /** @returns the character, and what it believes to have */
  anyone(): [string, View] {
    const character = this.dice.pick(this.characters)!;
    return [character, this.views.get(character)!];
  }

  async newCharacter(): Promise<string> {
    const body = { name: `T ${this.dice.uuid().replaceAll('-', '').slice(0, 16)}`, classId: 'vanguard' };
    const { id } = await this.api.must({ token: this.token, method: 'POST', path: '/characters', body });
    await this.look(id);
    return id;
  }

  /** @returns whether it was deleted just now */
  async deleteCharacter(id: string): Promise<boolean> {
    this.views.delete(id);
    const { code } = await this.api.ask({ token: this.token, method: 'DELETE', path: `/characters/${id}` });
    return code === null;
  }

  /** A character that is no more is forgotten. */
  async look(character: string): Promise<void> {
    const inventory = await this.get(`/inventory/${character}`);
    const ships = await this.get(`/inventory/ships?characterId=${character}`);
    const mail = await this.get(`/mail/${character}?limit=10`);
    if (!inventory || !ships || !mail) return;
    this.views.set(character, {
      ...inventory,
      ships,
      mail: mail.entries
        .filter((one: { claimedAt: string | null }) => one.claimedAt === null)
        .map(({ id }: { id: string }) => id),
    });
  }

  /** What a character has, and what is in the storage, as the books keep it. */
  static holdings({ character, storage, ships }: View): { character: Holdings; storage: Holdings } {
    const shipItems = ships.flatMap(({ id, modules }) => [id, ...modules.map((module) => module.id)]);
    const things = [...character.items, ...character.equipment].map(({ id }) => id);
    return {
      character: holdingsOf(character, [...things, ...shipItems]),
      storage: holdingsOf(
        storage,
        storage.items.map(({ id }) => id),
      ),
    };
  }

  private async get(path: string): Promise<Answer['data']> {
    const { code, data } = await this.api.ask({ token: this.token, method: 'GET', path });
    if (code !== null && code !== 'character_not_found') throw new Error(`GET ${path}: ${code}`);
    return code === null ? data : null;
  }
}

function holdingsOf(
  { credits, stacks }: { credits: number; stacks: { kind: string; amount: number }[] },
  items: string[],
): Holdings {
  return {
    credits,
    stacks: new Map(stacks.map(({ kind, amount }) => [kind, amount])),
    items: new Set(items),
  };
}
