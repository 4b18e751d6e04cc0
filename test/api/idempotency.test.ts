import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { errorHandler } from '../../src/api/error-handler.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { defineRoute, endpointOf, mountRoutes } from '../../src/api/route.ts';
import { TestApp } from '../kit/test-app.ts';

const route = defineRoute({
  id: 'spend',
  method: 'post',
  path: '/api/v1/spend/{thing}',
  tag: 'wallets',
  summary: 'Spend.',
  auth: 'bearer',
  idempotent: true,
  params: z.strictObject({ thing: z.string().describe('On what.') }),
  query: z.strictObject({
    often: z.string().regex(/^\d$/).transform(Number).optional().describe('How often.'),
  }),
  body: z.strictObject({ amount: z.int().describe('How much.') }),
  response: z.object({ key: z.string().describe('The key.'), often: z.int().nullable().describe('Often.') }),
  status: 200,
  errors: [],
  handle: async ({ key, query }) => ({ key, often: query.often ?? null }),
});

describe('api: idempotency keys', () => {
  let app: TestApp;
  let server: Server;
  let token: string;
  let accountId: string;

  before(async () => {
    app = await TestApp.start();
    token = (await app.login('mira')).accessToken;
    accountId = (await app.services.accountStore.findAccountByName('mira'))!.id;
    const own = express();
    own.set('query parser', 'simple');
    mountRoutes(own, [route], app.services);
    own.use(errorHandler);
    server = own.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    server.close();
    await app.stop();
  });

  async function spend(key: string | null, body = '{"amount":1}', query = '') {
    const response = await fetch(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/spend/it${query}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(key !== null && { 'idempotency-key': key }),
        },
        body,
      },
    );
    const { data, error } = (await response.json()) as {
      data: { key: string; often: number | null };
      error: { code: string };
    };
    return { status: response.status, data, code: error?.code };
  }

  it('WL13 what moves property needs a key of 1 to 100 visible ASCII characters', async () => {
    for (const key of [null, '', ' ', 'a b', 'a\tb', 'ä', 'x'.repeat(101)]) {
      const { status, code } = await spend(key);
      assert.deepEqual([status, code], [400, 'idempotency_key_missing'], String(key));
    }
    for (const key of ['a', '~!"#', 'x'.repeat(100), "'; DROP TABLE operations; --".replaceAll(' ', '_')]) {
      assert.equal((await spend(key)).status, 200, key);
    }
  });

  it('WL13 the key is missed before the body is read', async () => {
    assert.equal((await spend(null, 'no json')).code, 'idempotency_key_missing');
    assert.equal((await spend('a', 'no json')).code, 'invalid_json');
  });

  it('WL13 a key is of its account: nobody spoils that of another, or of the server', async () => {
    assert.equal((await spend('loot:1')).data.key, `api:${accountId}:loot:1`);
  });

  it('WL13 a route reads the query that it declares, and no other', async () => {
    assert.equal((await spend('a', undefined, '?often=3')).data.often, 3);
    for (const query of ['?often=x', '?often=1&often=2', '?other=1', '?often[x]=1', '?__proto__=1']) {
      assert.equal((await spend('a', undefined, query)).code, 'invalid_request', query);
    }
  });

  it('WL13 key and query are in the document', () => {
    const document = openApiDocument([endpointOf(route)]);
    const { parameters } = (document.paths as Record<string, { post: { parameters: object[] } }>)[route.path]!
      .post;
    assert.deepEqual(parameters, [
      { name: 'thing', in: 'path', required: true, description: 'On what.', schema: { type: 'string' } },
      {
        name: 'often',
        in: 'query',
        required: false,
        description: 'How often.',
        schema: { type: 'string', pattern: '^\\d$' },
      },
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        description: 'New for each action, and the same when the action is tried again.',
        schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$', examples: ['2f0c5a9e-buy-1'] },
      },
    ]);
  });
});
