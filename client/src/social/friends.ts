import type { FriendAction, FriendLists, SocialApi } from '../api/social-api.ts';

/** Friends, requests and blocks. Every answer is newer than the one before, whichever came first. */
export class Friends {
  private readonly api: Pick<SocialApi, 'friends' | 'actOnFriends'>;
  private readonly onChange: () => void;
  private asked = 0;
  private newest = 0;
  private current: FriendLists = { friends: [], incoming: [], outgoing: [], blocked: [] };

  constructor(api: Pick<SocialApi, 'friends' | 'actOnFriends'>, onChange: () => void) {
    this.api = api;
    this.onChange = onChange;
  }

  get lists(): FriendLists {
    return this.current;
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
    const number = ++this.asked;
    const lists = await ask();
    if (number < this.newest) return;
    this.newest = number;
    this.current = lists;
    this.onChange();
  }
}
