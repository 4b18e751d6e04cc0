const KEY = 'omega-realm.session';

/** What outlives a page: enough to get new access tokens. The access token itself stays in memory. */
export interface StoredSession {
  accountId: string;
  accountName: string;
  refreshToken: string;
}

/** The session that all tabs of this browser share. */
export interface TokenStore {
  read(): StoredSession | null;
  write(session: StoredSession | null): void;
  /** Calls back when another tab wrote. @returns a function that ends the subscription. */
  onForeignWrite(handler: (session: StoredSession | null) => void): () => void;
}

export function localTokenStore(storage: Storage, target: EventTarget): TokenStore {
  return {
    read: () => parse(storage.getItem(KEY)),
    write(session) {
      if (session) storage.setItem(KEY, JSON.stringify(session));
      else storage.removeItem(KEY);
    },
    onForeignWrite(handler) {
      const listener = (event: Event) => {
        const { key, newValue } = event as StorageEvent;
        // A null key means that everything was cleared.
        if (key === KEY || key === null) handler(parse(newValue));
      };
      target.addEventListener('storage', listener);
      return () => target.removeEventListener('storage', listener);
    },
  };
}

function parse(text: string | null): StoredSession | null {
  if (text === null) return null;
  try {
    const { accountId, accountName, refreshToken } = JSON.parse(text);
    const whole = [accountId, accountName, refreshToken].every((field) => typeof field === 'string');
    return whole ? { accountId, accountName, refreshToken } : null;
  } catch {
    return null;
  }
}
