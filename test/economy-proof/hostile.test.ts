import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { endpointOf } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import { makeEconomyAudit } from '../../src/db/audit/economy-audit-store.ts';
import { assertDeclared } from '../api/declared.ts';
import { Realm } from '../kit/realm.ts';
import { HOSTILE, HOSTILE_BODIES, leaves, replaced } from './hostile-values.ts';
import { type MoneyRequest, MoneyScene, type Strange } from './money-requests.ts';

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

describe('every route that moves property, against hostile input', function () {
  this.timeout(120_000);
  let realm: Realm;
  let scene: MoneyScene;
  let requests: MoneyRequest[];
  let strange: Strange;

  before(async () => {
    realm = await Realm.start({ env: { REQUESTS_PER_MINUTE: '1000000' } });
    scene = await MoneyScene.make(realm);
    requests = await scene.requests();
    strange = await scene.strange();
  });
  after(() => realm.stop());

  interface Sent {
    method: string;
    path: string;
    /** JSON. */
    raw?: string | undefined;
    key?: string;
    token?: string | null;
  }

  async function send({ method, path, raw, key = crypto.randomUUID(), token = scene.me.accessToken }: Sent) {
    const response = await fetch(`${realm.url}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(key !== '' && { 'idempotency-key': key }),
        ...(raw !== undefined && { 'content-type': 'application/json' }),
      },
      ...(raw !== undefined && { body: raw }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: JSON.parse(text) as { data?: unknown; error?: { code: string } },
      text,
    };
  }

  /** Everything that anybody has, and all that has ever happened. */
  async function everything(): Promise<unknown> {
    const { rows } = await realm.database.query({
      text: `SELECT
        (SELECT count(*) FROM operations) AS operations, (SELECT count(*) FROM postings) AS postings,
        (SELECT md5(string_agg(a::text, ',' ORDER BY id)) FROM ledger_accounts a WHERE balance <> 0) AS balances,
        (SELECT md5(string_agg(i::text, ',' ORDER BY id)) FROM items i) AS items,
        (SELECT md5(string_agg(l::text, ',' ORDER BY id)) FROM listings l) AS listings,
        (SELECT md5(string_agg(m::text, ',' ORDER BY id)) FROM mails m) AS mails,
        (SELECT md5(string_agg(u::text, ',' ORDER BY u::text)) FROM character_upgrades u) AS upgrades`,
    });
    return rows;
  }

  /** Refused with a code that the route declares, without a repetition of what was sent; nothing has moved. */
  async function assertRefused(request: MoneyRequest, sent: readonly Sent[]): Promise<void> {
    const endpoint = endpointOf(ROUTES.find(({ id }) => id === request.route)!);
    const before = await everything();
    for (const one of sent) {
      const { status, body, text } = await send(one);
      const shown = `${one.method} ${one.path} ${one.raw?.slice(0, 300)} ${one.key} → ${status} ${text}`;
      assert.ok(status >= 400 && status < 500, shown);
      // A path that is none at all is nobody's.
      if (body.error?.code !== 'not_found') assertDeclared(endpoint, { status, body });
      assert.ok(!text.includes('DROP') && !text.includes('<script>'), shown);
    }
    assert.deepEqual(await everything(), before, 'something moved');
  }

  /** @param change what becomes of each leaf; undefined: it stays out */
  function variants(request: MoneyRequest, values: readonly unknown[]): Sent[] {
    const { method, path, body, accepts = {} } = request;
    if (!body) return [];
    return leaves(body).flatMap((leaf) => {
      const accepted = accepts[leaf.join('.')] ?? [];
      return values
        .filter((value) => !accepted.some((one) => isDeepStrictEqual(one, value)))
        .map((value) => ({ method, path, raw: JSON.stringify(replaced(body, leaf, value)) }));
    });
  }

  it('EP9 the requests are those of all routes that take an Idempotency-Key', () => {
    assert.deepEqual(
      [...new Set(requests.map(({ route }) => route))].sort(),
      ROUTES.filter(({ idempotent }) => idempotent)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('EP9 negative, zero, fractional and huge numbers, SQL, script and other types in any field move nothing', async () => {
    for (const request of requests) await assertRefused(request, variants(request, HOSTILE));
  });

  it('EP9 a field that is missing, or one too many, moves nothing', async () => {
    for (const request of requests.filter(({ body }) => body)) {
      const { method, path, body } = request;
      const more = ['extra', 'accountId', 'price', 'credit'].map((name) =>
        JSON.stringify({ ...body, [name]: 1 }),
      );
      await assertRefused(request, [
        ...variants(request, [undefined]),
        ...more.map((raw) => ({ method, path, raw })),
        { method, path, raw: JSON.stringify(body).replace(/^\{/, '{"__proto__":{"amount":5},') },
      ]);
    }
  });

  it('EP9 bodies of another form, and none, move nothing', async () => {
    for (const request of requests.filter(({ body }) => body)) {
      const { method, path } = request;
      const bodies = HOSTILE_BODIES.map((raw) => ({ method, path, raw }));
      await assertRefused(request, [...bodies, { method, path }]);
    }
  });

  it('EP9 other ids in the path, and a query, move nothing', async () => {
    for (const request of requests) {
      const { method, path, body } = request;
      const raw = body && JSON.stringify(body);
      const values = [
        "1'%20OR%201=1",
        '%3Cscript%3E',
        '%00',
        '..%2f..',
        '__proto__',
        '0',
        crypto.randomUUID(),
      ];
      const paths = [...path.matchAll(UUID)].flatMap(({ 0: id }) =>
        values.map((value) => path.replace(id, value)),
      );
      await assertRefused(
        request,
        [...paths, `${path}?amount=1`, `${path}?__proto__=1`].map((other) => ({ method, path: other, raw })),
      );
    }
  });

  it('EP10 what somebody else has can be named, and not touched', async () => {
    const { characterId } = scene.me;
    for (const request of requests) {
      const { method, path, body } = request;
      const text = JSON.stringify(body ?? null);
      const ids = new Set([...(path + text).matchAll(UUID)].map(([id]) => id));
      // Listings are there for everybody.
      const listing = /listings\/([0-9a-f-]{36})/.exec(path)?.[1];
      const sent = [...ids]
        .filter((id) => id !== listing)
        .flatMap((id) => {
          const others =
            id === characterId
              ? [strange.character]
              : [strange.item, strange.ship, strange.module, strange.mail];
          return others.map((other) => ({
            method,
            path: path.replaceAll(id, other),
            raw: body && text.replaceAll(id, other),
          }));
        });
      await assertRefused(request, sent);
    }
  });

  it('EP10 nobody does it without a token, or with that of somebody else', async () => {
    for (const request of requests) {
      const { method, path, body } = request;
      const one = { method, path, raw: body && JSON.stringify(body) };
      const tokens = [null, 'x', `${scene.me.accessToken}x`, scene.stranger.accessToken];
      await assertRefused(
        request,
        tokens.map((token) => ({ ...one, token })),
      );
    }
  });

  it('EP11 a key that is missing or of another form moves nothing', async () => {
    for (const request of requests) {
      const { method, path, body } = request;
      const one = { method, path, raw: body && JSON.stringify(body) };
      await assertRefused(
        request,
        ['', ' ', 'a b', 'x'.repeat(101), '\u00e4'].map((key) => ({ ...one, key })),
      );
    }
  });

  it('EP11 after all of that every request is done, once, and the books are right', async () => {
    for (const { route, method, path, body } of requests) {
      const one = {
        method,
        path,
        raw: body && JSON.stringify(body),
        key: `'${route};--${crypto.randomUUID()}`,
      };
      const first = await send(one);
      assert.ok(first.status < 300, `${route}: ${first.text}`);
      const before = await everything();
      const again = await send(one);
      assert.deepEqual([again.status, again.body.data], [first.status, first.body.data], route);
      assert.deepEqual(await everything(), before, `${route} was done twice`);
    }
    assert.deepEqual((await makeEconomyAudit(realm.database).run()).problems, []);
  });
});
