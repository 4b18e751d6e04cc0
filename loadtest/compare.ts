import { comparisonOf, readResult } from './results/compare.ts';

/** Two reports of npm run loadtest -- --json, side by side. */
const paths = process.argv.slice(2);
try {
  if (paths.length !== 2)
    throw new Error('npm run loadtest:compare A B takes two files that --json has written.');
  const [a, b] = await Promise.all(paths.map(readResult));
  process.stdout.write(comparisonOf(a!, b!));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
