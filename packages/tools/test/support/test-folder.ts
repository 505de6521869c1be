import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the tests of a block, which is removed after them. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tools-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder of its own for each test of a block. */
export function folderOfEach(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(() => void (folder.path = mkdtempSync(join(tmpdir(), 'tools-test-'))));
  afterEach(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}
