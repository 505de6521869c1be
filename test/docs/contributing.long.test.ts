import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PARTS, partGaps } from '../support/stack-parts';

const ROOT = resolve(__dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The section below a heading. */
const section = (heading: string): string => GUIDE.split(/^## /m).find((text) => text.startsWith(heading))!;

/** Paths of this project in code spans, without those that hold a placeholder. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)]
    .map(([, path]) => path)
    // Data may lie beside the checkout, or not.
    .filter((path) => !path.startsWith('../') && (!/(^|\/)[A-Z]{3,}/.test(path) || path.endsWith('.md')));

/** A change of a source: what is found becomes something else; without `find`, a new file. */
interface Edit {
  readonly file: string;
  readonly find?: string;
  readonly replace: string;
}

/** What the compiler says. */
type Said = readonly { readonly file: string; readonly message: string }[];

/** A question to the compiler: what it says of the sources below folders and of new files, or of one file only. */
interface Question {
  readonly edits: readonly Edit[];
  readonly folders?: readonly string[];
  readonly only?: string;
}

/** Asks all at once: compile-with.mjs parses a file once for all questions. */
const compileWith = (questions: Readonly<Record<string, Question>>): Record<string, Said> =>
  JSON.parse(
    execFileSync(process.execPath, [join(__dirname, 'compile-with.mjs')], {
      input: JSON.stringify(questions),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    }),
  ) as Record<string, Said>;

const ONE_MORE_USE_CASE: Edit = {
  file: 'packages/personalize/src/use-cases.ts',
  find: '\n} as const satisfies',
  replace: `
  'one-more': { title: 'One more', recipe: 'aws-ecomm-one-more', needs: ['userId'], removesPurchased: false },
} as const satisfies`,
};

/** The steps of a setting that the compiler knows: the file, what becomes what, and the file that it names where the step is left out. */
const ONE_MORE_SETTING = (
  [
    [
      'packages/shop-data/src/contracts/settings/core-settings.ts',
      '\n} as const satisfies SettingsTable',
      `
  oneMore: { shape: FLAG, default: false, en: 'Whether there is one more.', ko: '하나 더 둘지.' },
} as const satisfies SettingsTable`,
      'lib/app/props-of-settings.ts',
    ],
    [
      'lib/app/props-of-settings.ts',
      '    force,\n  } satisfies',
      '    force,\n    oneMore: settings.oneMore,\n  } satisfies',
      'lib/app/props-of-settings.ts',
    ],
    [
      'lib/shop/ecommerce-recommenders-props.ts',
      '  readonly force?: boolean;',
      '  readonly force?: boolean;\n  readonly oneMore?: boolean;',
      'lib/shop/checked-core.ts',
    ],
    [
      'lib/shop/data-bucket.ts',
      "'serverAccessLogsBucket' | 'versioned'",
      "'serverAccessLogsBucket' | 'versioned' | 'oneMore'",
      'lib/shop/checked-core.ts',
    ],
    [
      'lib/shop/checked-core.ts',
      "  force: 'force',\n};",
      "  force: 'force',\n  oneMore: 'oneMore',\n};",
      'lib/shop/checked-core.ts',
    ],
  ] as const
).map(([file, find, replace, asks]) => ({ step: { file, find, replace }, asks }));

/** Makes edits in a copy. */
function applyEdits(copy: string, edits: readonly Edit[]): void {
  for (const { file, find, replace } of edits) {
    const path = join(copy, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(
      path,
      find === undefined ? replace : readFileSync(path, 'utf8').replace(find, () => replace),
    );
  }
}

const inWords = (count: number): string => ['no', 'one', 'two', 'three', 'four', 'five'][count];

const APP = 'lib/app/add-ons.ts';

/** The steps of an add-on after its row in the table of parts. */
const ONE_MORE_ADD_ON = {
  construct: {
    file: 'lib/one-more/one-more.ts',
    replace: `import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { functionRole, handlerFunction } from '../shop/functions/handler-function';
import { shopLogGroup } from '../shop/functions/log-groups';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';

/** One more add-on of a shop. */
export class OneMore extends Construct {
  constructor(scope: Construct, id: string, { shop }: { readonly shop: EcommerceRecommenders }) {
    super(scope, id);
    const logGroup = shopLogGroup(this, 'Logs');
    handlerFunction(this, 'Function', {
      kind: 'one-more',
      handler: 'handler',
      memoryMiB: 256,
      timeout: Duration.minutes(1),
      role: functionRole(this, 'Role', logGroup),
      logGroup,
      environment: { DATA_BUCKET: shop.dataBucket.bucket.bucketName },
    });
  }
}
`,
  },
  handler: {
    file: 'lambda/one-more/handler.ts',
    replace: 'export const handler = async (): Promise<string> => process.env.DATA_BUCKET!;\n',
  },
  making: [
    {
      file: APP,
      find: "import { ShopRanking } from '../ranking/ranking';",
      replace: `import { OneMore } from '../one-more/one-more';
import { ShopRanking } from '../ranking/ranking';`,
    },
    {
      file: APP,
      find: '  const notices = ',
      replace: `  new OneMore(shop, 'OneMore', { shop });
  const notices = `,
    },
  ],
} satisfies Record<string, Edit | readonly Edit[]>;

/** What the test of the layers finds in a copy of the stack with these edits. */
function partGapsWith(edits: readonly Edit[], parts: typeof PARTS): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'add-on-'));
  try {
    for (const folder of ['lib', 'lambda'])
      cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
    applyEdits(copy, edits);
    return partGaps(copy, parts);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const without = <Item>(list: readonly Item[], left: Item): Item[] => list.filter((one) => one !== left);

const SETTING_STEPS = ONE_MORE_SETTING.map(({ step }) => step);

/** Everything complete at once, and each with something left out. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  useCase: { folders: ['lib', 'lambda', 'bin', 'packages'], edits: [ONE_MORE_USE_CASE] },
  complete: {
    folders: ['lib'],
    edits: [...SETTING_STEPS, ONE_MORE_ADD_ON.construct, ONE_MORE_ADD_ON.handler, ...ONE_MORE_ADD_ON.making],
  },
  ...Object.fromEntries(
    ONE_MORE_SETTING.map(({ step, asks }) => [
      `without ${step.file}`,
      { only: asks, edits: without(SETTING_STEPS, step) },
    ]),
  ),
  noConstruct: { only: APP, edits: [ONE_MORE_ADD_ON.handler, ...ONE_MORE_ADD_ON.making] },
};

describe('CONTRIBUTING.md', () => {
  let said: Record<string, Said>;
  beforeAll(() => {
    said = compileWith(QUESTIONS);
  });

  it('is right where it says that the compiler asks for nothing else', () => {
    expect(said.complete).toEqual([]);
  });

  it.each([
    ...['CONTRIBUTING.md', 'docs/architecture.md', 'docs/decisions/packages.md'],
    'docs/decisions/assemblyscript.md',
  ])('is right about paths: %s', (document) => {
    const paths = pathsIn(readFileSync(join(ROOT, document), 'utf8'));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names every source that the compiler asks for when there is one more use case', () => {
    const named = pathsIn(section('To add a use case'));
    // Where the table of a file lacks the use case, other files may fail as well: they have nothing to add.
    const lacking = said.useCase.filter(({ message }) => /one-more\W+ is missing/.test(message));
    const asked = [...new Set(lacking.map(({ file }) => file))];
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((file) => !named.includes(file))).toEqual([]);
  });

  it('names every source of a setting, and the compiler asks for each that is left out', () => {
    const named = pathsIn(section('To add a setting'));
    const files = SETTING_STEPS.map(({ file }) => file);
    expect(section('To add a setting')).toContain(`These are ${inWords(files.length)} files.`);
    expect(files.filter((file) => !named.includes(file))).toEqual([]);
    for (const file of files) expect([file, said[`without ${file}`].length]).not.toEqual([file, 0]);
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
      `4. \`${APP}\``,
    ]);
    const { construct, handler, making } = ONE_MORE_ADD_ON;
    const parts = { ...PARTS, 'one-more': ['shop'] };
    expect(said.noConstruct[0].message).toContain('../one-more/one-more');

    expect(partGapsWith([construct, handler, ...making], parts)).toEqual([]);
    expect(partGapsWith([construct, handler, ...making], PARTS)).toEqual([
      'lib/one-more is no part in test/support/stack-parts.ts',
      'lambda/one-more is no part in test/support/stack-parts.ts',
      'nothing in lib names lambda/one-more',
    ]);
    expect(partGapsWith([construct, ...making], parts)).toEqual([
      'lambda/one-more has no handler.ts, and lib names it',
    ]);
    expect(partGapsWith([construct, handler], parts)).toEqual([
      'lib/one-more/one-more.ts: nothing makes OneMore',
    ]);
  });
});
