import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CASES } from '../../packages/embedded-aws/conformance/cases/cases';

const ROOT = resolve(__dirname, '../..');

const sentences = Array.from(
  readFileSync(join(ROOT, 'packages/embedded-aws/BEHAVIOUR.md'), 'utf8').matchAll(/^- ([A-Z0-9]+-\d+)\. /gm),
  ([, number]) => number,
);

/** Numbers at the end of the titles of tests, `… (S3-7)`, and the sentences by which conformance cases differ. */
const named = new Set([
  ...['test', 'packages']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
        .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
    )
    .flatMap((text) =>
      Array.from(text.matchAll(/ \(([A-Z0-9]+-\d+(?:, [A-Z0-9]+-\d+)*)\)['"`]/g), ([, list]) => list),
    )
    .flatMap((list) => list.split(', ')),
  ...Object.values(CASES)
    .flat()
    .flatMap(({ differs }) => differs ?? []),
]);

describe('the sentences of BEHAVIOUR.md', () => {
  it('have numbers of their own', () => {
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter((number, at) => sentences.indexOf(number) !== at)).toEqual([]);
  });

  it('are each named at the end of the title of a test that holds it: "… (S3-7)"', () => {
    expect(sentences.filter((number) => !named.has(number))).toEqual([]);
  });

  it('are what titles name', () => {
    const known = new Set(sentences.map((number) => number.replace(/\d+$/, '')));
    const numbers = [...named].filter((number) => known.has(number.replace(/\d+$/, '')));
    expect(numbers.filter((number) => !sentences.includes(number))).toEqual([]);
    expect([...named].filter((number) => !numbers.includes(number))).toEqual([]);
  });
});
