import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The section below a heading. */
const section = (heading: string): string => GUIDE.split(/^## /m).find((text) => text.startsWith(heading))!;

/** Paths in code spans, without those that hold a placeholder. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)]
    .map(([, path]) => path)
    .filter((path) => !/(^|\/)[A-Z]{3,}/.test(path) || path.endsWith('.md'));

/** The sources that do not compile once there is one more use case. */
const sourcesThatLackUseCase = (): string[] =>
  JSON.parse(
    execFileSync(process.execPath, [join(__dirname, 'one-more-use-case.mjs')], { encoding: 'utf8' }),
  ) as string[];

describe('CONTRIBUTING.md', () => {
  it.each([
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/decisions/packages.md',
    'docs/decisions/assemblyscript.md',
  ])('is right about paths: %s', (document) => {
    const paths = pathsIn(readFileSync(join(ROOT, document), 'utf8'));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names every source that the compiler asks for when there is one more use case', () => {
    const named = pathsIn(section('To add a use case'));
    const asked = sourcesThatLackUseCase();
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((file) => !named.includes(file))).toEqual([]);
  });
});
