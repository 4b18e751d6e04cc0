import assert from 'node:assert/strict';
import { ContentError } from '../../src/content/content-error.ts';
import { loadContent } from '../../src/content/load-content.ts';
import { ContentCopy } from './content-copy.ts';

/** Loads a broken copy of the shipped content. @returns the problems that are named */
export function problemsAfter(breakIt: (copy: ContentCopy) => void): readonly string[] {
  using copy = new ContentCopy();
  breakIt(copy);
  try {
    loadContent(copy.dir);
  } catch (error) {
    assert.ok(error instanceof ContentError, String(error));
    return error.problems;
  }
  assert.fail('the broken content was accepted');
}
