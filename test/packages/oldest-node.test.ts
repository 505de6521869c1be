import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from '../../package.json';

const OLDEST = Number(/^>=(\d+)$/.exec(engines.node)![1]);

const lock = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as {
  packages: Record<string, { readonly engines?: { readonly node?: string } }>;
};

/** Whether one of the alternatives of a range, such as `^18.14.0 || >=20`, takes a release of the oldest Node.js that we promise. */
const takesOldest = (range: string): boolean =>
  range.split('||').some((alternative) => {
    const [, isOpen, major] = /^\s*(>=\s*)?[\^~]?(\d+|\*)/.exec(alternative) ?? [];
    return major === '*' || (isOpen ? Number(major) <= OLDEST : Number(major) === OLDEST);
  });

// The AWS SDK drops Node.js 20 with its releases of January 2027: an upgrade must not break who follows the README.
it(`every installed package runs on Node.js ${OLDEST}, as package.json promises`, () => {
  const ranges = Object.entries(lock.packages).flatMap(([path, { engines: { node } = {} }]) =>
    node === undefined ? [] : [{ path, node }],
  );
  expect(ranges.length).toBeGreaterThan(200);
  expect(ranges.filter(({ node }) => !takesOldest(node))).toEqual([]);
});
