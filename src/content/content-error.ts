/** Everything that is wrong with the content, named by file and field, so that one boot shows all of it. */
export class ContentError extends Error {
  override name = 'ContentError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`The content has ${count}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Collects problems of one file, to be thrown together in the end. */
export class FileProblems {
  private readonly file: string;
  private readonly all: string[];

  constructor(file: string, all: string[]) {
    this.file = file;
    this.all = all;
  }

  /** @param path such as `places[1].system`; empty for the file as a whole. */
  add(path: string, text: string): void {
    this.all.push(path === '' ? `${this.file}: ${text}` : `${this.file}: ${path}: ${text}`);
  }
}
