import { randomUUID } from 'node:crypto';
import express, { type Router } from 'express';
import type { Registry } from 'prom-client';
import type { CharacterClass, Content } from '../../../src/content/types.ts';

/** Who has made a character at a server that keeps no accounts. */
export type Residents = Map<string, { name: string; speed: number }>;

interface StubApiOptions {
  content: Content;
  /** The file of a place's map. */
  mapFile(place: string): string;
  registry: Registry;
  residents: Residents;
}

/**
 * As much of the realm's API as bots need on their way in, with nothing behind it: so the same bots can load servers that
 * have neither accounts nor parties.
 */
export function stubApi({ content, mapFile, registry, residents }: StubApiOptions): Router {
  const router = express.Router();
  const answer = (method: 'get' | 'post', path: string, data: (request: express.Request) => unknown) =>
    router[method](`/api/v1${path}`, (request, response) => {
      response.json({ success: true, data: data(request), error: null, timestamp: new Date().toISOString() });
    });
  router.get('/metrics', (_, response, next) => {
    registry.metrics().then((text) => response.type('text/plain').send(text), next);
  });
  router.get('/api/v1/content/maps/:place', (request, response) => {
    response.type('application/json').send(`{"data":${mapFile(request.params.place)},"error":null}`);
  });
  answer('get', '/content/places', () => [...content.places.values()]);
  answer('get', '/content/classes', () => [...content.classes.values()]);
  answer('get', '/content/abilities', () => [...content.abilities.values()]);

  router.use('/api/v1', express.json());
  answer('post', '/auth/register', () => null);
  answer('post', '/auth/login', () => ({ accessToken: '', accessExpiresInSec: 86_400, refreshToken: '' }));
  answer('post', '/characters', ({ body }) => settle(body, content.classes, residents));
  answer('get', '/parties/:characterId', () => ({ invites: [{ partyId: '' }] }));
  answer('post', '/parties/:characterId/:action', () => null);
  return router;
}

function settle(
  { classId, name }: { classId: string; name: string },
  classes: ReadonlyMap<string, CharacterClass>,
  residents: Residents,
): { id: string } {
  const id = randomUUID();
  residents.set(id, { name, speed: classes.get(classId)!.speed });
  return { id };
}
