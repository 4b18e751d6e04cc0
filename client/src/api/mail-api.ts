import { type CharacterApi, type Page, pathOf, queryOf } from './character-api.ts';
import type { OwnedItem, Stack } from './inventory-api.ts';

export interface Mail {
  id: string;
  reason: 'bought' | 'won' | 'unsold' | 'cancelled' | 'delivery';
  sentAt: string;
  /** Null: its attachments wait. */
  claimedAt: string | null;
  attachments: { credits: number; stacks: Stack[]; items: OwnedItem[] };
}

/** The routes of mail, for one character. */
export class MailApi {
  private readonly api: CharacterApi;

  constructor(api: CharacterApi) {
    this.api = api;
  }

  list(cursor: string | null): Promise<Page<Mail>> {
    return this.api.get(pathOf('mail', this.api.characterId) + queryOf({ cursor }));
  }

  async claim(mailId: string): Promise<void> {
    await this.api.act('POST', pathOf('mail', this.api.characterId, mailId, 'claim'));
  }

  async delete(mailId: string): Promise<void> {
    await this.api.send('DELETE', pathOf('mail', this.api.characterId, mailId));
  }
}
