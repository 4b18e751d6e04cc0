import { Account } from '../bots/account.ts';
import type { Atlas } from '../bots/atlas.ts';
import { formParty } from '../bots/party.ts';
import { type Api, ApiFailure } from '../economy/api.ts';
import type { Dice } from '../economy/dice.ts';
import type { Seat } from '../light-client.ts';
import { askSeat } from '../seats.ts';

const SEAT_WITHIN_MS = 30_000;

export interface PersonaOptions {
  base: URL;
  api: Api;
  atlas: Atlas;
  dice: Dice;
  place: string;
  /** Whose party it belongs to, to get where that one is; null: it comes alone. */
  leader: Account | null;
}

/** An account may ask for so many seats a minute, and an intruder needs more. */
const LOGINS = 3;

/** Whom a hostile client pretends to be: it has several accounts, and when a character is known too well, another one. */
export class Persona {
  private readonly options: PersonaOptions;
  /** The one that it is stands first. */
  private readonly logins: Account[];

  /** @throws ApiFailure */
  static async invent(options: PersonaOptions): Promise<Persona> {
    const logins: Account[] = [];
    for (let i = 0; i < LOGINS; i++) logins.push(await newAccount(options));
    const persona = new Persona(options, logins);
    await persona.joinLeader();
    return persona;
  }

  private constructor(options: PersonaOptions, logins: Account[]) {
    this.options = options;
    this.logins = logins;
  }

  /** @throws Error whose message begins with the error's code */
  async seat(): Promise<Seat> {
    const { atlas, base, place } = this.options;
    return askSeat({
      base,
      kind: atlas.places.get(place)!.kind,
      token: await this.self.accessToken(),
      options: { characterId: this.self.characterId, place },
      giveUpMs: SEAT_WITHIN_MS,
    });
  }

  /** Comes with another login next time. @param isKnown the character it was is of no use any more @throws ApiFailure */
  async change(isKnown: boolean): Promise<void> {
    await this.leaveParty();
    const left = this.logins.shift()!;
    this.logins.push(isKnown ? await this.anotherCharacter(left) : left);
    await this.joinLeader();
  }

  private get self(): Account {
    return this.logins[0]!;
  }

  /** Of another account once this one has all that it may have. */
  private anotherCharacter(of: Account): Promise<Account> {
    const { atlas, dice } = this.options;
    return of.anotherCharacter(dice, atlas.classes).catch((error: unknown) => {
      if (error instanceof ApiFailure && error.code === 'character_limit_reached')
        return newAccount(this.options);
      throw error;
    });
  }

  private async joinLeader(): Promise<void> {
    if (this.options.leader) await formParty([this.options.leader, this.self]);
  }

  private async leaveParty(): Promise<void> {
    if (!this.options.leader) return;
    const token = await this.self.accessToken();
    const path = `/parties/${this.self.characterId}/leave`;
    const { code } = await this.self.api.ask({ token, method: 'POST', path, body: {} });
    // Whoever did not get in before has none to leave.
    if (code !== null && code !== 'party_not_found') throw new Error(code);
  }
}

function newAccount({ api, atlas, dice }: PersonaOptions): Promise<Account> {
  return Account.open(api, dice, atlas.classes);
}
