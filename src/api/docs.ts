import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { z } from 'zod';
import { type Endpoint, mount } from './endpoint.ts';
import { ENVELOPE_ERRORS } from './envelope.ts';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Omega Realm API</title>
<link rel="stylesheet" href="./swagger-ui.css">
<link rel="icon" href="./favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="./swagger-ui-bundle.js"></script>
<script src="./start.js"></script>
</body>
</html>
`;

/** `validatorUrl: null`: the page would else send the document's address to another site. */
const START = `SwaggerUIBundle({
  url: '../openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null,
});
`;

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const OpenApiDocument = z
  .record(z.string(), z.unknown())
  .meta({ id: 'OpenApiDocument', description: 'A document in the format of OpenAPI 3.1.' });

export const DOCUMENT_ENDPOINT: Endpoint = {
  id: 'openApiDocument',
  method: 'get',
  path: '/api/openapi.json',
  tag: 'document',
  summary: 'Get this document.',
  security: [],
  answers: { 200: { description: 'The document.', schema: OpenApiDocument } },
  errors: ['rate_limited', 'internal'],
  errorForm: ENVELOPE_ERRORS,
};

/** /api/openapi.json and, readable, /api/docs/. */
export function docsRoutes(document: object): Router {
  const router = Router({ strict: true });
  mount(router, DOCUMENT_ENDPOINT, (_req, res) => {
    res.json(document);
  });
  router.get('/api/docs', (_req, res) => {
    res.redirect(301, '/api/docs/');
  });
  router.get('/api/docs/', (_req, res) => {
    res.type('html').send(PAGE);
  });
  router.get('/api/docs/start.js', (_req, res) => {
    res.type('js').send(START);
  });
  const root = fileURLToPath(new URL('.', import.meta.resolve('swagger-ui-dist/package.json')));
  for (const asset of ASSETS) {
    router.get(`/api/docs/${asset}`, (_req, res) => {
      // Not compressed: the bundle's size would make every request a tenth of a second of work.
      res.sendFile(asset, { root, headers: { 'Cache-Control': 'public, max-age=3600, no-transform' } });
    });
  }
  return router;
}
