import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { SHELF_USE_CASES } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { HEADINGS } from '../src/texts';
import { buildElement } from '../build-element.cjs';

describe.each([
  ['recommended-items', 8_500, 'RecommendedItems'],
  ['ranked-items', 2_000, 'RankedItems'],
] as const)('the built element <%s>', (name, budgetBytes, className) => {
  const code = buildElement(name);

  it(`takes at most ${budgetBytes} bytes when it is sent`, () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(budgetBytes);
  });

  it('needs nothing else, and makes no markup of text', () => {
    expect(code).not.toMatch(/\bimport\b|require\(|innerHTML|insertAdjacentHTML|\beval\b|new Function/);
  });

  it('can be imported on a server that renders pages, where it does nothing', () => {
    const element = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    const program = `import { ${className} as One } from '${element}';
      console.log(One.observedAttributes.includes('api'))`;
    const args = ['--input-type=module', '-e', program];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('true\n');
  });
});

it.each(Object.entries(HEADINGS))('headings in %s are there for every use case', (_language, row) => {
  expect(Object.keys(row)).toEqual([...SHELF_USE_CASES, 'popular', 'catalogue', 'filler']);
});
