import assert from 'node:assert/strict';
import { ApiError } from '../../client/src/api/api-error.ts';
import type { AuthApi, Login } from '../../client/src/api/auth-api.ts';
import { Session, type SessionEnd } from '../../client/src/session/session.ts';
import { storageLock, type TabLock } from '../../client/src/session/tab-lock.ts';
import { localTokenStore, type StoredSession } from '../../client/src/session/token-store.ts';

const FIFTEEN_MIN_SEC = 900;

/** A server that keeps the one rule that matters: a refresh token used twice ends the session. */
class FakeAuth implements AuthApi {
  readonly refreshed: string[] = [];
  readonly loggedOut: string[] = [];
  failure: ApiError | null = null;
  private issued = 0;
  private valid = '';

  async register(): Promise<void> {}

  async login(name: string): Promise<Login> {
    return { ...this.issue(), account: { id: `id-of-${name}`, name } };
  }

  async refresh(refreshToken: string) {
    this.refreshed.push(refreshToken);
    await Promise.resolve();
    if (this.failure) throw this.failure;
    if (refreshToken !== this.valid) throw new ApiError('refresh_token_reused', 'used before');
    return this.issue();
  }

  async logout(accessToken: string): Promise<void> {
    this.loggedOut.push(accessToken);
  }

  private issue() {
    this.issued += 1;
    this.valid = `refresh-${this.issued}`;
    return {
      accessToken: `access-${this.issued}`,
      accessExpiresInSec: FIFTEEN_MIN_SEC,
      refreshToken: this.valid,
    };
  }
}

/** Storage that tabs share, with the events that browsers send to the other tabs. */
class FakeBrowser {
  readonly values = new Map<string, string>();
  private readonly tabs: EventTarget[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  readonly lock: TabLock = (job) => {
    const result = this.queue.then(job);
    this.queue = result.catch(() => {});
    return result;
  };

  openTab(api: AuthApi, now: () => number = () => 0) {
    const target = new EventTarget();
    const { values } = this;
    const announce = (key: string, newValue: string | null) => {
      for (const other of this.tabs) {
        if (other !== target) other.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
      }
    };
    const storage = {
      getItem: (key: string) => values.get(key) ?? null,
      setItem(key: string, value: string) {
        values.set(key, value);
        announce(key, value);
      },
      removeItem(key: string) {
        values.delete(key);
        announce(key, null);
      },
    } as unknown as Storage;
    this.tabs.push(target);
    const session = new Session({ api, store: localTokenStore(storage, target), lock: this.lock, now });
    const ends: SessionEnd[] = [];
    session.onEnd((reason) => ends.push(reason));
    opened.push(session);
    return { session, ends, storage };
  }

  get stored(): StoredSession | null {
    return JSON.parse(this.values.get('omega-realm.session') ?? 'null');
  }
}

const opened: Session[] = [];

describe('session', () => {
  // Ends the timers of their silent refreshes.
  afterEach(() => {
    for (const session of opened.splice(0)) session.end('logged_out');
  });

  it('CL8 the refresh token is stored, the access token is not', async () => {
    const browser = new FakeBrowser();
    const { session } = browser.openTab(new FakeAuth());
    await session.login('mira', 'secret', 'test');
    assert.equal(session.accountName, 'mira');
    assert.deepEqual(browser.stored, {
      accountId: 'id-of-mira',
      accountName: 'mira',
      refreshToken: 'refresh-1',
    });
    assert.ok(![...browser.values.values()].some((text) => text.includes('access-1')));
  });

  it('CL8 an access token is used until a minute before its end, then replaced', async () => {
    const api = new FakeAuth();
    let now = 0;
    const { session } = new FakeBrowser().openTab(api, () => now);
    await session.login('mira', 'secret', 'test');
    now = (FIFTEEN_MIN_SEC - 61) * 1000;
    assert.equal(await session.accessToken(), 'access-1');
    now = (FIFTEEN_MIN_SEC - 60) * 1000;
    assert.equal(await session.accessToken(), 'access-2');
    assert.deepEqual(api.refreshed, ['refresh-1']);
  });

  it('CL9 many requests that find the token expired cause one refresh', async () => {
    const api = new FakeAuth();
    const { session } = new FakeBrowser().openTab(api);
    await session.login('mira', 'secret', 'test');
    const tokens = await Promise.all(Array.from({ length: 8 }, () => session.freshAccessToken('access-1')));
    assert.deepEqual(new Set(tokens), new Set(['access-2']));
    assert.equal(await session.freshAccessToken('access-1'), 'access-2', 'already replaced');
    assert.deepEqual(api.refreshed, ['refresh-1']);
  });

  it('CL9 two tabs that refresh at once never use one refresh token twice', async () => {
    const api = new FakeAuth();
    const browser = new FakeBrowser();
    const first = browser.openTab(api);
    await first.session.login('mira', 'secret', 'test');
    const second = browser.openTab(api);
    const [resumed] = await Promise.all([
      second.session.resume(),
      first.session.freshAccessToken('access-1'),
    ]);
    assert.equal(resumed, true);
    assert.deepEqual(api.refreshed, ['refresh-1', 'refresh-2']);
    assert.deepEqual([first.ends, second.ends], [[], []]);
  });

  it('CL10 a refresh token that the server refuses ends the session and clears the store', async () => {
    const api = new FakeAuth();
    const browser = new FakeBrowser();
    const { session, ends } = browser.openTab(api);
    await session.login('mira', 'secret', 'test');
    api.failure = new ApiError('refresh_token_invalid', 'no longer valid');
    await assert.rejects(session.freshAccessToken('access-1'), { code: 'refresh_token_invalid' });
    assert.deepEqual(ends, ['revoked']);
    assert.equal(browser.stored, null);
    await assert.rejects(session.accessToken(), { code: 'unauthenticated' });
  });

  it('CL10 a refresh without network keeps the session', async () => {
    const api = new FakeAuth();
    const browser = new FakeBrowser();
    const { session, ends } = browser.openTab(api);
    await session.login('mira', 'secret', 'test');
    api.failure = new ApiError('network', 'no answer');
    await assert.rejects(session.freshAccessToken('access-1'), { code: 'network' });
    assert.deepEqual(ends, []);
    assert.equal(browser.stored?.refreshToken, 'refresh-1');
    api.failure = null;
    assert.equal(await session.freshAccessToken('access-1'), 'access-2');
  });

  it('CL10 a page that opens without network keeps what is stored', async () => {
    const api = new FakeAuth();
    const browser = new FakeBrowser();
    await browser.openTab(api).session.login('mira', 'secret', 'test');
    api.failure = new ApiError('network', 'no answer');
    const { session, ends } = browser.openTab(api);
    await assert.rejects(session.resume(), { code: 'network' });
    assert.equal(session.accountName, null);
    assert.deepEqual(ends, []);
    assert.equal(browser.stored?.refreshToken, 'refresh-1');
  });

  it('CL11 logging out tells the server and ends the session in every tab', async () => {
    const api = new FakeAuth();
    const browser = new FakeBrowser();
    const first = browser.openTab(api);
    await first.session.login('mira', 'secret', 'test');
    const second = browser.openTab(api);
    await second.session.resume();
    await first.session.logout();
    assert.deepEqual(api.loggedOut, ['access-1']);
    assert.deepEqual([first.ends, second.ends], [['logged_out'], ['other_tab']]);
    assert.equal(browser.stored, null);
  });

  it('CL11 another account logging in elsewhere ends this session rather than becoming it', async () => {
    const api = new FakeAuth();
    const browser = new FakeBrowser();
    const first = browser.openTab(api);
    await first.session.login('mira', 'secret', 'test');
    const second = browser.openTab(api);
    await second.session.login('oren', 'secret', 'test');
    assert.deepEqual(first.ends, ['other_account']);
    assert.equal(browser.stored?.accountName, 'oren');
    await assert.rejects(first.session.accessToken(), { code: 'unauthenticated' });
  });

  it('CL8 nothing stored, or something that is not a session, is nobody logged in', async () => {
    const browser = new FakeBrowser();
    const { session, storage } = browser.openTab(new FakeAuth());
    for (const text of ['', '{', 'null', '7', '{"refreshToken":7}']) {
      storage.setItem('omega-realm.session', text);
      assert.equal(await session.resume(), false, text);
    }
  });
});

describe('lock between tabs without the browser’s locks', () => {
  it('CL9 jobs run one after the other', async () => {
    const { storage } = new FakeBrowser().openTab(new FakeAuth());
    let running = 0;
    let most = 0;
    const job = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
    };
    const locks = Array.from({ length: 4 }, () => storageLock('test', storage));
    await Promise.all(locks.map((lock) => lock(job)));
    assert.equal(most, 1);
    assert.equal(storage.getItem('test.lease'), null);
  });

  it('CL9 the lease of a tab that died runs out', async () => {
    const { storage } = new FakeBrowser().openTab(new FakeAuth());
    storage.setItem('test.lease', JSON.stringify({ owner: 'dead', until: 1000 }));
    const result = await storageLock('test', storage, () => 1001)(async () => 'done');
    assert.equal(result, 'done');
  });

  it('CL9 a job that fails gives the lock back', async () => {
    const { storage } = new FakeBrowser().openTab(new FakeAuth());
    const lock = storageLock('test', storage);
    await assert.rejects(
      lock(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await lock(async () => 'done'), 'done');
  });
});
