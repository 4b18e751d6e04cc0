import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { SETTINGS } from '../src/config.ts';

const read = (file: string) => readFileSync(file, 'utf8');

/** Rule numbers that stand at the start of a test's title. */
function quotedRules(): Set<string> {
  const titles = globSync('test/**/*.ts').flatMap((file) =>
    [...read(file).matchAll(/['"`]([A-Z]{2}\d+) /g)].map((match) => match[1]!),
  );
  return new Set(titles);
}

function specifiedRules(): string[] {
  return [...read('SPEC.md').matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm)].map((match) => match[1]!);
}

describe('documents', () => {
  it('DO1 every rule of SPEC.md is quoted by a test, every quoted rule stands there, and none twice', () => {
    const specified = specifiedRules();
    const quoted = quotedRules();
    assert.ok(specified.length > 100, `${specified.length} rules`);
    assert.deepEqual(specified.length, new Set(specified).size);
    assert.deepEqual(
      specified.filter((rule) => !quoted.has(rule)),
      [],
      'rules without a test',
    );
    assert.deepEqual(
      [...quoted].filter((rule) => !specified.includes(rule)),
      [],
      'quoted rules that SPEC.md lacks',
    );
  });

  it('DO2 every npm script that a document names exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [
      'README.md',
      'ARCHITECTURE.md',
      'SPEC.md',
      '.env.example',
      ...globSync('docs/*.md'),
    ].flatMap((file) =>
      [...read(file).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        (match) => match[1] ?? match[2]!,
      ),
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });

  it('DO3 every link and file that a document names exists', () => {
    const missing = ['README.md', 'ARCHITECTURE.md', 'SPEC.md'].flatMap((file) => {
      const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!);
      const paths = [
        ...read(file).matchAll(/`((?:src|rooms|schema|client|content|test|loadtest|docs)\/[\w./-]*)`/g),
      ];
      return [...links, ...paths.map((match) => match[1]!)]
        .filter((path) => !existsSync(path))
        .map((path) => `${file}: ${path}`);
    });
    assert.deepEqual(missing, []);
  });

  it('DO3 no document has a placeholder', () => {
    const found = ['README.md', 'ARCHITECTURE.md', 'SPEC.md', 'CHANGELOG.md'].filter((file) =>
      /\b(TODO|TBD|FIXME|LOADFIGURES|lorem)\b/i.test(read(file)),
    );
    assert.deepEqual(found, []);
  });

  it('DO4 the README names every setting', () => {
    const readme = read('README.md');
    assert.deepEqual(
      Object.keys(SETTINGS).filter((name) => !readme.includes(`\`${name}\``)),
      [],
    );
  });
});
