import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Test } from 'mocha';

/** Where the first of these programs is that is installed, as the shell would find it. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * A test that needs a program which npm does not bring. CI always runs it, and fails without the program; on a machine of
 * a newcomer it is listed as not run.
 */
export function itNeeds(names: string[], title: string, test: (program: string) => Promise<void>): Test {
  const program = findProgram(...names);
  if (!program && !process.env.CI) {
    return it(`${title} (not run: ${names.join(' or ')} is not installed)`);
  }
  return it(title, async () => {
    if (!program) throw new Error(`${names.join(' or ')} is not installed`);
    await test(program);
  });
}

/** As `itNeeds`, for tests that share something. @param tests may ask for the program within hooks and tests alone */
export function describeNeeds(names: string[], title: string, tests: (program: () => string) => void): void {
  const program = findProgram(...names);
  if (!program && !process.env.CI) {
    it(`${title} (not run: ${names.join(' or ')} is not installed)`);
    return;
  }
  describe(title, () =>
    tests(() => {
      if (!program) throw new Error(`${names.join(' or ')} is not installed`);
      return program;
    }),
  );
}
