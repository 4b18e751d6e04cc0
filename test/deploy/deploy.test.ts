import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parseYaml } from '@redocly/openapi-core';
import { loadConfig, SETTINGS } from '../../src/config.ts';
import { makeMetrics } from '../../src/operations/metrics.ts';
import { suiteFolder } from '../boot/temp-dir.ts';

const PROJECT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

interface Service {
  build?: string;
  image?: string;
  environment?: Record<string, string>;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  restart?: string;
  volumes?: string[];
  stop_grace_period?: string;
  '<<'?: Service;
}

/** YAML's merge keys as Compose reads them: what stands beside them wins. */
function merged<T extends object>(value: T): T {
  const { '<<': base, ...own } = value as T & { '<<'?: T };
  return (base ? { ...merged(base), ...own } : own) as T;
}

function composeServices(): Record<string, Service> {
  const { services } = parseYaml(read('docker-compose.yml')) as { services: Record<string, Service> };
  return Object.fromEntries(
    Object.entries(services).map(([name, given]) => {
      const service = merged(given);
      return [name, { ...service, ...(service.environment && { environment: merged(service.environment) }) }];
    }),
  );
}

describe('deployment', () => {
  describe('docker-compose.yml', () => {
    const services = composeServices();
    const games = Object.keys(services).filter((name) => name.startsWith('game-'));

    it('CU20 has everything that a realm needs, and a health check of all that keeps running', () => {
      assert.deepEqual(Object.keys(services).toSorted(), [
        'game-1',
        'game-2',
        'game-3',
        'grafana',
        'migrate',
        'nginx',
        'postgres',
        'prometheus',
        'redis',
      ]);
      assert.match(read('Dockerfile'), /^HEALTHCHECK .*\n.*\/health\/ready/m);
      const unchecked = Object.entries(services).filter(
        ([, { build, healthcheck }]) => !(healthcheck?.test?.length || (build && !healthcheck?.disable)),
      );
      assert.deepEqual(
        unchecked.map(([name, { restart }]) => [name, restart]),
        [['migrate', 'no']],
      );
    });

    it('CU20 no game process starts before the one migration has ended', () => {
      for (const name of games) {
        assert.deepEqual(services[name]!.depends_on, {
          migrate: { condition: 'service_completed_successfully' },
          redis: { condition: 'service_healthy' },
        });
      }
      assert.equal(services.migrate!.depends_on!.postgres!.condition, 'service_healthy');
    });

    it('CU20 holds no secret: each has to be given, or nothing starts', () => {
      const given = Object.values(services).flatMap(({ environment }) => Object.entries(environment ?? {}));
      const secrets = given.filter(([name]) => /SECRET|PASSWORD/.test(name));
      assert.ok(secrets.length > 10, `${secrets.length} secrets`);
      for (const [name, value] of secrets) assert.match(value, /^\$\{[A-Z_]+:\?set it in \.env\}$/, name);
      const urls = given.filter(([name]) => name === 'DATABASE_URL');
      for (const [, value] of urls) assert.match(value, /:\/\/omega:\$\{POSTGRES_PASSWORD:\?[^}]+\}@/);
    });

    it('CU20 its game processes accept their settings, have an address each, and end before they are killed', () => {
      const addresses = games.map((name) => {
        const environment = services[name]!.environment!;
        const known = Object.keys(environment).filter((variable) => !(variable in SETTINGS));
        assert.deepEqual(known, []);
        const config = loadConfig(
          Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, substituted(value)])),
        );
        assert.ok(Number.parseInt(services[name]!.stop_grace_period!, 10) > config.SHUTDOWN_SECONDS);
        return config.PUBLIC_ADDRESS;
      });
      assert.deepEqual(addresses, ['localhost:8080/p1', 'localhost:8080/p2', 'localhost:8080/p3']);
    });

    it('CU20 nginx and Prometheus know the same processes', () => {
      const upstreams = read('deploy/nginx/upstreams.docker.conf');
      const routes = read('deploy/nginx/realm.conf');
      for (const [index, name] of games.entries()) {
        const number = index + 1;
        assert.equal(upstreams.split(`server ${name}:2567 `).length - 1, 2, `${name} in realm and by itself`);
        assert.ok(upstreams.includes(`upstream game_${number} {`));
        assert.ok(routes.includes(`~^/p${number}/ game_${number};`));
      }
      const { scrape_configs } = parseYaml(read('deploy/prometheus/prometheus.yml')) as {
        scrape_configs: { static_configs: { targets: string[] }[] }[];
      };
      assert.deepEqual(
        scrape_configs[0]!.static_configs[0]!.targets,
        games.map((name) => `${name}:2567`),
      );
    });

    it('CU20 every file that it mounts is there', () => {
      const mounted = Object.values(services)
        .flatMap(({ volumes }) => volumes ?? [])
        .filter((volume) => volume.startsWith('./'))
        .map((volume) => volume.split(':')[0]!);
      assert.equal(mounted.length, 5);
      for (const path of mounted.filter((path) => /\.\w+$/.test(path)))
        assert.ok(read(path).length > 0, path);
    });
  });

  it('CU21 every panel of the dashboard asks for measurements that exist', async () => {
    const metrics = await makeMetrics().registry.getMetricsAsJSON();
    const names = metrics.flatMap(({ name, type }) =>
      String(type) === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    );
    const { panels } = JSON.parse(read('deploy/grafana/dashboards/realm.json')) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const asked = expressions.flatMap((expression) => expression.match(/\b[a-z]+_[a-z0-9_]+\b(?!\()/g) ?? []);
    assert.ok(asked.length >= 15, `${asked.length} measurements`);
    assert.deepEqual(
      asked.filter((name) => !names.includes(name)),
      [],
    );
    for (const wanted of ['players', 'instances', 'instance_seats', 'placement_wait_seconds_bucket']) {
      assert.ok(
        expressions.some((expression) => expression.includes(wanted)),
        wanted,
      );
    }
  });

  describe('ecosystem.config.js', () => {
    const folder = suiteFolder();

    interface App {
      name: string;
      script: string;
      exec_mode: string;
      wait_ready: boolean;
      kill_timeout: number;
      env: Record<string, string>;
    }

    /** As pm2 would read it, in a folder without `.env`. */
    async function appsWith(env: Record<string, string>): Promise<App[]> {
      const file = pathToFileURL(join(PROJECT, 'ecosystem.config.js'));
      const script = `import { apps } from '${file}'; process.stdout.write(JSON.stringify(apps));`;
      const args = ['--input-type=module', '--eval', script];
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
      return JSON.parse(stdout);
    }

    it('CU22 one process a core, each with its port and address, told when it is ready and given time to stop', async () => {
      const apps = await appsWith({});
      assert.equal(apps.length, availableParallelism());
      for (const [index, app] of apps.entries()) {
        const config = loadConfig(app.env);
        assert.equal(config.PORT, 2567 + index);
        assert.equal(config.PUBLIC_ADDRESS, `localhost:${2567 + index}`);
        assert.equal(app.wait_ready, true);
        assert.equal(app.exec_mode, 'fork');
        assert.ok(app.kill_timeout > config.SHUTDOWN_SECONDS * 1000);
        assert.ok(read(app.script).length > 0);
      }
      assert.equal(new Set(apps.map(({ name }) => name)).size, apps.length);
    });

    it('CU22 behind nginx each process has a path there', async () => {
      const apps = await appsWith({
        CLUSTER_PROCESSES: '3',
        PORT: '9000',
        PUBLIC_HOST: 'play.example.com',
        SHUTDOWN_SECONDS: '60',
      });
      assert.deepEqual(
        apps.map(({ env, kill_timeout }) => [env.PORT, env.PUBLIC_ADDRESS, kill_timeout]),
        [
          ['9000', 'play.example.com/p1', 65_000],
          ['9001', 'play.example.com/p2', 65_000],
          ['9002', 'play.example.com/p3', 65_000],
        ],
      );
    });
  });
});

/** As Compose does it: given values for what has to be given, otherwise the default. */
function substituted(value: string): string {
  return value.replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1').replace(/\$\{[A-Z_]+:\?[^}]*\}/g, 'x'.repeat(48));
}
