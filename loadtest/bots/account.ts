import type { CharacterClass } from '../../src/content/types.ts';
import type { Api } from '../economy/api.ts';
import type { Dice } from '../economy/dice.ts';

interface Tokens {
  accessToken: string;
  accessExpiresInSec: number;
  refreshToken: string;
}

interface Character {
  characterId: string;
  name: string;
  classId: string;
}

/** An access token is replaced so long before its end. */
const MARGIN_MS = 60_000;

/** Somebody with a login and a character, made over the API alone. */
export class Account {
  readonly characterId: string;
  readonly characterName: string;
  readonly classId: string;
  readonly api: Api;
  private tokens: Tokens;
  private expiresAt: number;
  private refreshing: Promise<string> | null = null;

  /** Registers, logs in and makes a character. @throws ApiFailure */
  static async open(api: Api, dice: Dice, classes: readonly CharacterClass[]): Promise<Account> {
    const id = crypto.randomUUID().replaceAll('-', '');
    const credentials = { name: `bot_${id.slice(0, 20)}`, password: crypto.randomUUID() };
    await api.must({ method: 'POST', path: '/auth/register', body: credentials });
    const tokens: Tokens = await api.must({
      method: 'POST',
      path: '/auth/login',
      body: { ...credentials, device: 'load test' },
    });
    return new Account(api, tokens, await makeCharacter(api, tokens.accessToken, dice, classes));
  }

  private constructor(api: Api, tokens: Tokens, character: Character) {
    this.api = api;
    this.tokens = tokens;
    this.expiresAt = performance.now() + tokens.accessExpiresInSec * 1000;
    this.characterId = character.characterId;
    this.characterName = character.name;
    this.classId = character.classId;
  }

  /** The same login with a new character. @throws ApiFailure */
  async anotherCharacter(dice: Dice, classes: readonly CharacterClass[]): Promise<Account> {
    const character = await makeCharacter(this.api, await this.accessToken(), dice, classes);
    const other = new Account(this.api, this.tokens, character);
    other.expiresAt = this.expiresAt;
    return other;
  }

  /** One that is good for a while. @throws ApiFailure */
  accessToken(): Promise<string> {
    return this.expiresAt - performance.now() > MARGIN_MS
      ? Promise.resolve(this.tokens.accessToken)
      : this.freshAccessToken();
  }

  /** A refresh token is good for one refresh: who asks meanwhile gets the same answer. @throws ApiFailure */
  freshAccessToken(): Promise<string> {
    this.refreshing ??= this.refresh().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async refresh(): Promise<string> {
    const body = { refreshToken: this.tokens.refreshToken };
    this.tokens = await this.api.must({ method: 'POST', path: '/auth/refresh', body });
    this.expiresAt = performance.now() + this.tokens.accessExpiresInSec * 1000;
    return this.tokens.accessToken;
  }
}

async function makeCharacter(
  api: Api,
  token: string,
  dice: Dice,
  classes: readonly CharacterClass[],
): Promise<Character> {
  const classId = dice.pick(classes)!.id;
  const name = `Bot ${crypto.randomUUID().replaceAll('-', '').slice(0, 14)}`;
  const { id: characterId } = await api.must({
    token,
    method: 'POST',
    path: '/characters',
    body: { name, classId },
  });
  return { characterId, name, classId };
}
