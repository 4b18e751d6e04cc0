import assert from 'node:assert/strict';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import express from 'express';
import { openApiDocument } from '../../src/api/openapi.ts';
import { errorsOf, mountRoutes } from '../../src/api/route.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
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
  const document = openApiDocument(ROUTES);
  const paths = document.paths as Paths;

  it('AP16 the document passes the linter without a warning', async () => {
    const problems = await lintFromString({
      source: JSON.stringify(document),
      config: await createConfig({ extends: ['recommended'] }),
    });
    assert.deepEqual(
      problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`),
      [],
    );
  });

  it('AP16 every mounted route is in the document and the other way round', () => {
    const app = express();
    mountRoutes(app, ROUTES, memoryServices());
    const mounted = app.router.stack
      .flatMap(({ route }) => (route ? [route] : []))
      .map((route) => `${route.stack[0]!.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    assert.ok(mounted.length >= 19, `${mounted.length} routes`);
    assert.deepEqual(documented.sort(), mounted.sort());
  });

  it('AP16 every route documents exactly the errors that it may answer', () => {
    for (const route of ROUTES) {
      const { responses } = paths[route.path]![route.method]!;
      const documented = Object.values(responses).flatMap((response) =>
        Object.keys(response.content?.['application/json']?.examples ?? {}),
      );
      assert.deepEqual(documented.sort(), errorsOf(route).sort(), route.id);
      for (const code of errorsOf(route)) assert.ok(responses[ERRORS[code].status], `${route.id} ${code}`);
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
    const app = await TestApp.start();
    const response = await app.fetch('/api/openapi.json');
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), document);
    assert.deepEqual(paths['/api/v1/auth/login']!.post!.security, []);
    assert.deepEqual(paths['/api/v1/characters']!.get!.security, [{ bearer: [] }]);
    await app.stop();
  });

  it('AP17 the readable page loads everything from this server, and its files are there', async () => {
    const app = await TestApp.start();
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
    await app.stop();
  });
});

function walk(
  value: unknown,
  pointer: string,
  visit: (value: Record<string, unknown>, pointer: string) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  visit(value as Record<string, unknown>, pointer);
  for (const [key, child] of Object.entries(value)) walk(child, `${pointer}/${key}`, visit);
}
