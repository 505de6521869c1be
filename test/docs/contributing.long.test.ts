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

/** A change of a source: what is found becomes something else. */
interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What the compiler says of the sources below some folders with each of these lists of edits. */
const compileWith = (
  folders: readonly string[],
  variants: readonly (readonly Edit[])[],
): { file: string; message: string }[][] =>
  JSON.parse(
    execFileSync(process.execPath, [join(__dirname, 'compile-with.mjs')], {
      input: JSON.stringify({ folders, variants }),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    }),
  ) as { file: string; message: string }[][];

const ONE_MORE_USE_CASE: Edit = {
  file: 'packages/personalize/src/use-cases.ts',
  find: '\n} as const satisfies',
  replace: `
  'one-more': { title: 'One more', recipe: 'aws-ecomm-one-more', needs: ['userId'], removesPurchased: false },
} as const satisfies`,
};

/** The steps of a setting that the compiler knows, each with the file that it names where the step is left out. */
const ONE_MORE_SETTING: readonly { readonly step: Edit; readonly asks: string }[] = [
  {
    step: {
      file: 'packages/shop-data/src/settings/settings.ts',
      find: '\n} as const satisfies Readonly<Record<string, Setting>>',
      replace:
        '\n  oneMore: { default: false, ...FLAG },\n} as const satisfies Readonly<Record<string, Setting>>',
    },
    asks: 'lib/app/settings-props.ts',
  },
  {
    step: {
      file: 'lib/app/settings-props.ts',
      find: '    force,\n  } satisfies',
      replace: '    force,\n    oneMore: settings.oneMore,\n  } satisfies',
    },
    asks: 'lib/app/settings-props.ts',
  },
  {
    step: {
      file: 'lib/app/shop-props.ts',
      find: '  readonly force?: boolean;',
      replace: '  readonly force?: boolean;\n  readonly oneMore?: boolean;',
    },
    asks: 'lib/app/check-properties.ts',
  },
  {
    step: {
      file: 'lib/app/check-properties.ts',
      find: '  force: true,\n};',
      replace: '  force: true,\n  oneMore: true,\n};',
    },
    asks: 'lib/app/check-properties.ts',
  },
];

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
    const [said] = compileWith(['lib', 'lambda', 'bin', 'packages'], [[ONE_MORE_USE_CASE]]);
    // Where the table of a file lacks the use case, other files may fail as well: they have nothing to add.
    const lacking = said.filter(({ message }) => /one-more\W+ is missing/.test(message));
    const asked = [...new Set(lacking.map(({ file }) => file))];
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((file) => !named.includes(file))).toEqual([]);
  });

  it('names every source of a setting, and the compiler asks for each that is left out', () => {
    const named = pathsIn(section('To add a setting'));
    const steps = ONE_MORE_SETTING.map(({ step }) => step);
    expect(steps.filter(({ file }) => !named.includes(file))).toEqual([]);
    const leavingOneOut = steps.map((left) => steps.filter((step) => step !== left));
    const [all, ...without] = compileWith(['lib'], [steps, ...leavingOneOut]);
    expect(all).toEqual([]);
    expect(without.map((said) => said[0]?.file)).toEqual(ONE_MORE_SETTING.map(({ asks }) => asks));
  });
});
