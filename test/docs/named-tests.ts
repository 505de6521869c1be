import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const read = new Map<string, string>();

function textOf(file: string): string {
  const known = read.get(file);
  if (known !== undefined) return known;
  const text = existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '';
  read.set(file, text);
  return text;
}

/** Whether a test file has a test, or a row of a table of tests, with this title or part of it. */
export function hasTest(file: string, title: string): boolean {
  const quoted = title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`['"\`][^'"\`\\n]*${quoted}`).test(textOf(file));
}
