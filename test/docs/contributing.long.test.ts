import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PARTS, partGaps } from '../support/stack-parts';

const ROOT = resolve(__dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The section below a heading. */
const section = (heading: string): string => GUIDE.split(/^## /m).find((text) => text.startsWith(heading))!;

/** Paths in code spans. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, path]) => path);

const ONE_MORE_USE_CASE = {
  file: 'packages/personalize/src/use-cases.ts',
  find: '\n} as const satisfies',
  replace: `
  'one-more': { title: 'One more', recipe: 'aws-ecomm-one-more', needs: ['userId'], removesPurchased: false },
} as const satisfies`,
};

/** The steps of an add-on after its row in the table of parts: its construct, its handler, and who makes it. */
const CONSTRUCT = {
  'lib/one-more/one-more.ts': "export class OneMore extends Construct {\n  kind: 'one-more';\n}\n",
};
const HANDLER = { 'lambda/one-more/handler.ts': 'export const handler = async () => {};\n' };
const MAKING = { 'lib/app/one-more.ts': 'new OneMore(shop);\n' };

/** What the test of the layers finds in a copy of the stack with these files. */
function partGapsWith(files: Readonly<Record<string, string>>, parts: typeof PARTS): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'add-on-'));
  try {
    for (const folder of ['lib', 'lambda'])
      cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(copy, dirname(file)), { recursive: true });
      writeFileSync(join(copy, file), text);
    }
    return partGaps(copy, parts);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

describe('CONTRIBUTING.md', () => {
  it('names every source that the compiler asks for when there is one more use case', () => {
    const named = pathsIn(section('To add a use case'));
    // Where the table of a file lacks the use case, other files may fail as well: they have nothing to add.
    const input = JSON.stringify({ ...ONE_MORE_USE_CASE, folders: ['lib', 'lambda', 'bin', 'packages'] });
    const args = [join(__dirname, 'compile-with.mjs')];
    const printed = execFileSync(process.execPath, args, { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const said = JSON.parse(printed) as readonly { readonly file: string; readonly message: string }[];
    const lacking = said.filter(({ message }) => /one-more\W+ is missing/.test(message));
    const asked = [...new Set(lacking.map(({ file }) => file))];
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((file) => !named.includes(file))).toEqual([]);
  });

  it('says how many files a setting is in', () => {
    const steps = section('To add a setting').match(/^\d+\. `[^`]+`/gm)!;
    expect(section('To add a setting')).toContain(
      `These are ${['four', 'five', 'six'][steps.length - 4]} files.`,
    );
  });

  it('has an operation in three files and an add-on in four, each of which is noticed where it is left out', () => {
    expect(section('To add an operation').match(/^\d+\. `[^`]+`/gm)).toEqual(
      [
        'src/services/SERVICE/OPERATION.ts',
        'src/services/SERVICE/SERVICE.ts',
        'test/SERVICE/OPERATION.test.ts',
      ].map((file, at) => `${at + 1}. \`packages/embedded-aws/${file}\``),
    );
    expect(section('To add an add-on').match(/^\d+\. `[^`]+`/gm)).toEqual([
      '1. `test/support/stack-parts.ts`',
      '2. `lib/NAME/NAME.ts`',
      '3. `lambda/NAME/handler.ts`',
      '4. `lib/app/add-ons.ts`',
    ]);
    const parts = { ...PARTS, 'one-more': ['shop'] };
    expect(partGapsWith({ ...CONSTRUCT, ...HANDLER, ...MAKING }, parts)).toEqual([]);
    expect(partGapsWith({ ...CONSTRUCT, ...HANDLER, ...MAKING }, PARTS)).toEqual([
      'lib/one-more is no part in test/support/stack-parts.ts',
      'lambda/one-more is no part in test/support/stack-parts.ts',
      'nothing in lib names lambda/one-more',
    ]);
    expect(partGapsWith({ ...CONSTRUCT, ...MAKING }, parts)).toEqual([
      'lambda/one-more has no handler.ts, and lib names it',
    ]);
    expect(partGapsWith({ ...CONSTRUCT, ...HANDLER }, parts)).toEqual([
      'lib/one-more/one-more.ts: nothing makes OneMore',
    ]);
  });
});
