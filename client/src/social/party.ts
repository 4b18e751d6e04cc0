import type { PartyView } from '../../../src/protocol.ts';
import type { Invite, PartyAction, PartyAnswer, SocialApi } from '../api/social-api.ts';

/** The own party and the invitations to others, from answers and from the room's messages. */
export class Party {
  private readonly api: Pick<SocialApi, 'party' | 'actOnParty'>;
  private readonly onChange: () => void;
  /** Counts what was told, so that an answer that was on its way meanwhile does not undo it. */
  private toldParty = 0;
  private toldInvites = 0;
  private current: PartyView | null = null;
  private open: Invite[] = [];

  constructor(api: Pick<SocialApi, 'party' | 'actOnParty'>, onChange: () => void) {
    this.api = api;
    this.onChange = onChange;
  }

  /** Null: in no party. */
  get view(): PartyView | null {
    return this.current;
  }

  /** Those that have not run out. */
  get invites(): readonly Invite[] {
    const now = Date.now();
    return this.open.filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  }

  /** @throws ApiError */
  async refresh(): Promise<void> {
    await this.take(() => this.api.party());
  }

  /** @throws ApiError */
  async act(action: PartyAction): Promise<void> {
    await this.take(() => this.api.actOnParty(action));
  }

  tell(party: PartyView | null): void {
    this.toldParty++;
    this.current = party;
    this.onChange();
  }

  tellInvite(invite: Invite): void {
    this.toldInvites++;
    this.open = [...this.open.filter(({ partyId }) => partyId !== invite.partyId), invite];
    this.onChange();
  }

  private async take(ask: () => Promise<PartyAnswer>): Promise<void> {
    const [toldParty, toldInvites] = [this.toldParty, this.toldInvites];
    const { party, invites } = await ask();
    if (toldParty === this.toldParty) this.current = party;
    if (toldInvites === this.toldInvites) this.open = invites;
    this.onChange();
  }
}
