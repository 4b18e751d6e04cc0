import type { FriendAction, FriendLists, SocialApi } from '../api/social-api.ts';
import { Latest } from '../data/latest.ts';

/** Friends, requests and blocks. Every answer is newer than the one before, whichever came first. */
export class Friends {
  private readonly api: Pick<SocialApi, 'friends' | 'actOnFriends'>;
  private readonly onChange: () => void;
  private readonly known = new Latest<FriendLists>({ friends: [], incoming: [], outgoing: [], blocked: [] });

  constructor(api: Pick<SocialApi, 'friends' | 'actOnFriends'>, onChange: () => void) {
    this.api = api;
    this.onChange = onChange;
  }

  get lists(): FriendLists {
    return this.known.value;
  }

  /** @throws ApiError */
  async refresh(): Promise<void> {
    await this.take(() => this.api.friends());
  }

  /** @throws ApiError */
  async act(action: FriendAction): Promise<void> {
    await this.take(() => this.api.actOnFriends(action));
  }

  private async take(ask: () => Promise<FriendLists>): Promise<void> {
    if (await this.known.take(ask)) this.onChange();
  }
}
