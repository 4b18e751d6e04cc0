import type { Party } from '../../src/social/party-store.ts';
import type { Social } from '../../src/social/social.ts';
import type { SimStore } from './sim-database.ts';

/** Who is in which party: the first member leads. */
export class SimParties {
  private readonly parties = new Map<string, string[]>();

  members(partyId: string): readonly string[] {
    return this.parties.get(partyId) ?? [];
  }

  all(): string[][] {
    return [...this.parties.values()];
  }

  make(id: string, memberIds: string[]): void {
    for (const member of memberIds) this.leave(member);
    this.parties.set(id, [...memberIds]);
  }

  leave(characterId: string): void {
    for (const [id, members] of this.parties) {
      const left = members.filter((member) => member !== characterId);
      if (left.length > 1) this.parties.set(id, left);
      else if (left.length < members.length) this.parties.delete(id);
    }
  }

  /** As a process sees it. */
  social(store: SimStore): Pick<Social, 'partyOf' | 'companyIn'> {
    return {
      companyIn: async () => ({ friends: [], blocked: [] }),
      partyOf: async (characterId) => {
        const found = [...this.parties].find(([, members]) => members.includes(characterId));
        return found ? this.view(found[0], found[1], store) : null;
      },
    };
  }

  private async view(id: string, memberIds: string[], store: SimStore): Promise<Party> {
    const members = await store.locate(memberIds);
    return { id, leaderId: memberIds[0]!, members: members.map((one) => ({ ...one, classId: 'ranger' })) };
  }
}
