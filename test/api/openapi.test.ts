import assert from 'node:assert/strict';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { makeApp } from '../../src/api/app.ts';
import { ENDPOINTS } from '../../src/api/endpoints.ts';
import { openApiDocument } from '../../src/api/openapi.ts';
import { ERRORS } from '../../src/errors.ts';
import { memoryServices } from '../kit/memory-services.ts';
import { TestApp } from '../kit/test-app.ts';

interface Operation {
  summary: string;
  security: object[];
  responses: Record<string, { content?: Record<string, { examples?: object }> }>;
}
type Paths = Record<string, Record<string, Operation>>;

describe('api: OpenAPI', () => {
  const document = openApiDocument(ENDPOINTS);
  const paths = document.paths as Paths;
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  it('AP16 the linter finds nothing in the document, but that health checks have no client errors', async () => {
    const problems = await lintFromString({
      source: JSON.stringify(document),
      config: await createConfig({ extends: ['recommended'] }),
    });
    // The linter wants a 4xx of every operation; these two have nothing that a caller could do wrong.
    const noClientErrors = ENDPOINTS.filter(({ errors }) =>
      errors.every((code) => ERRORS[code].status >= 500),
    );
    assert.deepEqual(
      noClientErrors.map(({ path }) => path),
      ['/health/live', '/health/ready'],
    );
    assert.deepEqual(
      problems.map(({ ruleId, location }) => `${ruleId} at ${location[0]?.pointer}`),
      noClientErrors.map(({ path }) => {
        const pointer = path.replaceAll('/', '~1');
        return `operation-4xx-response at #/paths/${pointer}/get/responses`;
      }),
    );
  });

  it('AP16 everything mounted is in the document and the other way round, but for pages', () => {
    const { router } = makeApp(memoryServices(), {
      matchmake: () => assert.fail('nobody asked for a seat'),
      roomNames: ['hub'],
      monitor: () => assert.fail('nobody opened the monitor'),
    });
    const mounted = routesOf(router.stack as unknown as Layer[]);
    const calls = mounted.filter((route) => !/^get \/api\/docs(\/|$)/.test(route));
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    assert.ok(mounted.length > calls.length, 'the pages of /api/docs are among the mounted');
    assert.deepEqual(documented.sort(), calls.sort());
    for (const route of [
      'post /matchmake/joinOrCreate/{roomName}',
      'post /matchmake/reconnect/{roomId}',
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'get /api/openapi.json',
    ]) {
      assert.ok(documented.includes(route), route);
    }
  });

  it('AP16 every operation documents exactly the errors that it may answer', () => {
    for (const { id, method, path, answers, errors } of ENDPOINTS) {
      const { responses } = paths[path]![method]!;
      const documented = Object.values(responses).flatMap((response) =>
        Object.keys(response.content?.['application/json']?.examples ?? {}),
      );
      assert.deepEqual(documented.sort(), [...errors].sort(), id);
      const statuses = new Set([...Object.keys(answers), ...errors.map((code) => `${ERRORS[code].status}`)]);
      assert.deepEqual(Object.keys(responses).sort(), [...statuses].sort(), id);
      for (const code of errors) assert.ok(!(ERRORS[code].status in answers), `${id} ${code}`);
    }
  });

  it('AP16 the examples of errors have the form that they are examples of', () => {
    const { examples } = document.components as { examples: Record<string, { value: unknown }> };
    for (const { id, errors, errorForm } of ENDPOINTS) {
      for (const code of errors) {
        const { value } = examples[`${errorForm.schema.meta()!.id}.${code}`]!;
        assert.deepEqual(errorForm.schema.parse(value), value, `${id} ${code}`);
      }
    }
  });

  it('AP16 every field is described', () => {
    const undescribed: string[] = [];
    walk(document, '', (value, pointer) => {
      for (const [name, field] of Object.entries((value.properties as Record<string, object>) ?? {})) {
        if (!('description' in field) && !('$ref' in field)) undescribed.push(`${pointer}/${name}`);
      }
    });
    assert.deepEqual(undescribed, []);
  });

  it('AP16 it is served, and what needs a token says so', async () => {
    const response = await app.fetch('/api/openapi.json');
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), document);
    assert.deepEqual(paths['/api/v1/auth/login']!.post!.security, []);
    assert.deepEqual(paths['/api/v1/characters']!.get!.security, [{ bearer: [] }]);
    assert.deepEqual(paths['/matchmake/joinOrCreate/{roomName}']!.post!.security, [{ bearer: [] }]);
    assert.deepEqual(paths['/matchmake/reconnect/{roomId}']!.post!.security, []);
    assert.deepEqual(paths['/health/ready']!.get!.security, []);
    assert.deepEqual(paths['/metrics']!.get!.security, [{ operator: [] }, { server: [] }]);
  });

  it('AP17 the readable page loads everything from this server, and its files are there', async () => {
    const redirect = await app.fetch('/api/docs');
    assert.equal(redirect.status, 301);
    assert.equal(redirect.headers.get('location'), '/api/docs/');
    const page = await (await app.fetch('/api/docs/')).text();
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    assert.deepEqual(links, [
      './swagger-ui.css',
      './favicon-32x32.png',
      './swagger-ui-bundle.js',
      './start.js',
    ]);
    for (const link of links) {
      const { status, headers } = await app.fetch(`/api/docs/${link.slice(2)}`);
      assert.equal(status, 200, link);
      const expected = { css: /css/, png: /png/, js: /javascript/ }[link.split('.').at(-1)!]!;
      assert.match(headers.get('content-type') ?? '', expected, link);
    }
    const start = await (await app.fetch('/api/docs/start.js')).text();
    assert.match(start, /validatorUrl: null/);
  });
});

/** A layer of Express' router, with what its types leave out. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  /** Mounted at no prefix. */
  slash: boolean;
  match(path: string): boolean;
}

/** Every route as 'get /path/{param}'. A router at a prefix must be the monitor, which is pages. */
function routesOf(stack: Layer[]): string[] {
  return stack.flatMap((layer) => {
    const { route, handle } = layer;
    if (route) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      return Object.keys(route.methods).map((method) => `${method} ${path}`);
    }
    if (handle.stack === undefined) return [];
    if (layer.slash) return routesOf(handle.stack);
    assert.ok(layer.match('/monitor/login'), 'a router at a prefix that is not /monitor');
    return [];
  });
}

function walk(
  value: unknown,
  pointer: string,
  visit: (value: Record<string, unknown>, pointer: string) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  visit(value as Record<string, unknown>, pointer);
  for (const [key, child] of Object.entries(value)) walk(child, `${pointer}/${key}`, visit);
}
