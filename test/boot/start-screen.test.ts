import assert from 'node:assert/strict';
import { startFailure } from '../../src/boot/start-failure.ts';
import { type StartFacts, startScreen } from '../../src/boot/start-screen.ts';
import { loadConfig } from '../../src/config.ts';

const SECRETS = {
  JWT_SECRET: 'j'.repeat(32),
  SERVER_SECRET: 's'.repeat(32),
  OPERATOR_PASSWORD: 'chosen-by-me',
};
const FACTS: StartFacts = {
  version: '1.2.3',
  config: loadConfig({ ...SECRETS, OPERATOR_PASSWORD: 'generated-one' }),
  port: 2567,
  dataDir: '/srv/data',
  generated: ['OPERATOR_PASSWORD'],
  embedded: { folder: '/srv/data/postgres', elsewhere: false },
  colors: false,
};

describe('start screen', () => {
  it('BT4 tells where to play, how to look after it, where the data lies and what production needs', () => {
    assert.equal(
      startScreen(FACTS),
      `
  Omega Realm 1.2.3 is ready (development)

  Play       http://localhost:2567
  API docs   http://localhost:2567/api/docs
  Monitor    http://localhost:2567/monitor
             user operator, password generated-one (kept in /srv/data/secrets.json)
  Database   embedded PostgreSQL, data in /srv/data/postgres
  Processes  this one alone

  For production set NODE_ENV=production, DATABASE_URL, JWT_SECRET, SERVER_SECRET, OPERATOR_PASSWORD; see .env.example.
  Ctrl-C saves everybody and stops.

`,
    );
  });

  it('BT4 shows no secret that somebody chose, and nothing of development in production', () => {
    const config = loadConfig({
      ...SECRETS,
      NODE_ENV: 'production',
      HOST: '::1',
      DATABASE_URL: 'postgres://realm:db-password@db.internal:6432/omega',
      REDIS_URL: 'redis://:redis-password@cache.internal',
    });
    assert.equal(
      startScreen({ ...FACTS, config, dataDir: null, generated: [], embedded: null }),
      `
  Omega Realm 1.2.3 is ready (production)

  Play       http://[::1]:2567
  API docs   http://[::1]:2567/api/docs
  Monitor    http://[::1]:2567/monitor
             user operator, password as set in OPERATOR_PASSWORD
  Database   PostgreSQL omega at db.internal:6432
  Processes  joined through REDIS_URL

  Ctrl-C saves everybody and stops.

`,
    );
  });

  it('BT4 tells the addresses of every process of a cluster', () => {
    const addresses = ['play.lan:2567', 'play.lan:2568'];
    const screen = startScreen({ ...FACTS, addresses });
    assert.match(screen, /\n {2}Play {7}http:\/\/play\.lan:2567\n {13}http:\/\/play\.lan:2568\n/);
    assert.match(screen, /\n {2}Processes {2}2, joined through a Redis of their own\n/);
  });

  it('BT4 says so when the data had to be placed outside of DATA_DIR', () => {
    const screen = startScreen({
      ...FACTS,
      embedded: { folder: '/var/lib/omega-realm/0f/postgres', elsewhere: true },
    });
    assert.match(
      screen,
      /data in \/var\/lib\/omega-realm\/0f\/postgres\n {13}not below DATA_DIR, which the database's own user may not enter\n/,
    );
  });

  it('BT4 uses colours only where they are wanted', () => {
    assert.ok(!startScreen(FACTS).includes('\x1b'));
    assert.ok(startScreen({ ...FACTS, colors: true }).includes('\x1b[1mPlay'));
  });
});

describe('start failure', () => {
  const error = new Error('Port 1 is taken.');

  it('BT3 is the message alone', () => {
    assert.equal(startFailure(error, undefined), 'Cannot start: Port 1 is taken.\n');
    assert.equal(startFailure(error, 'info'), 'Cannot start: Port 1 is taken.\n');
  });

  it('BT3 shows the stack to developers who ask for it', () => {
    assert.match(startFailure(error, 'debug'), /^Cannot start: Error: Port 1 is taken\.\n {4}at /);
  });

  it('BT3 says something of an error without a message', () => {
    assert.equal(
      startFailure(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), ''),
      'Cannot start: ECONNREFUSED\n',
    );
    assert.equal(startFailure('thrown text', ''), 'Cannot start: thrown text\n');
  });
});
