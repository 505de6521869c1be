import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { localEnvironment, QUIET_SDK } from 'embedded-aws/environment';
import { writeOrders } from '../support/fresh-clone';
import { nodeFolder } from '../support/node-of-major';
import { copiedCheckout, filesIn, newFolder, packed, removeFolders } from './packed';
import { itWith } from '../support/prerequisites';

const ROOT = resolve(__dirname, '../..');

jest.setTimeout(900_000);

const run = promisify(execFile);

const { devDependencies, peerDependencies } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
) as {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};
/** The lowest versions of the CDK that the constructs take, from ranges `^LOWEST`. */
const lowest = Object.entries(peerDependencies)
  .filter(([name]) => name !== 'embedded-aws')
  .map(([name, range]) => `${name}@${range.slice(1)}`);
const pinned = (...names: string[]): string[] => names.map((name) => `${name}@${devDependencies[name]}`);

const PNPM = 'pnpm@10.34.9';

const bin = (path: string, name: string): string => join(path, 'node_modules', '.bin', name);

let checkout: string;
let tarballs: Readonly<Record<'app' | 'emulator', string>>;
/** Where both tarballs are installed beside the lowest versions of the CDK. Folders in it find them. */
let installed: string;
/** The installed binary of the embedded AWS, and its endpoint. */
let started: ChildProcess | undefined;
let endpoint: string;
beforeAll(async () => {
  checkout = copiedCheckout();
  tarballs = { emulator: await packed(checkout, '--workspace', 'embedded-aws'), app: await packed(checkout) };
  installed = newFolder('tarball-');
  writeFileSync(join(installed, 'package.json'), '{ "private": true }');
  const others = pinned('aws-cdk', 'typescript', '@types/node', '@aws-sdk/client-personalize');
  const args = ['install', '--no-audit', '--no-fund', tarballs.app, tarballs.emulator, ...lowest, ...others];
  await run('npm', args, { cwd: installed });
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  started = spawn(bin(installed, 'embedded-aws'), ['--port', '0'], { cwd: installed, stdio: [...stdio] });
  endpoint = await endpointOf(started);
});
beforeEach(() => fetch(`${endpoint}/_local/reset`, { method: 'POST' }));
afterAll(async () => {
  try {
    if (started === undefined) return;
    started.kill('SIGTERM');
    const [code] = (await once(started, 'exit')) as [number | null];
    expect(code).toBe(0);
  } finally {
    removeFolders();
  }
});

/** A new folder that finds what is installed, with the sample's data. */
function appFolder(name: string, within = installed): string {
  const path = join(within, name);
  mkdirSync(path);
  copyFileSync(join(ROOT, 'assets/RetailSampleDataSet.tar.gz'), join(path, 'shop.tar.gz'));
  return path;
}

async function endpointOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface(stdout!)) {
    const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (found !== undefined) return found;
  }
  throw new Error('embedded-aws has ended without an endpoint');
}

/** What each tarball holds: documents and their sources, the other files, and some packages that are bundled into it. */
const CONTENTS = {
  app: {
    documents: { 'README.md': 'lib/README.md', LICENSE: 'LICENSE' },
    others: ['CHANGELOG.md', 'bin/recommenders.cjs', 'dist/THIRD-PARTY-NOTICES.txt', 'package.json'],
    built:
      /^dist\/(bin\/(app\.js|recommenders\.cjs)|glue\/prepare-data\.py|handlers\/[\w/-]+\/handler\.js|(lib|packages)\/[\w./-]+\.(d\.ts|js|cjs|css))$/,
    // Of the handlers, the commands, the page and the app.
    bundled: [
      '@aws-sdk/client-personalize',
      '@smithy/core',
      'commander',
      'csv-parse',
      'luxon',
      'preact',
      'tar',
    ],
  },
  emulator: {
    documents: {
      ...{ 'README.md': 'packages/embedded-aws/README.md', LICENSE: 'LICENSE' },
      ...{
        'CHANGELOG.md': 'packages/embedded-aws/CHANGELOG.md',
        'BEHAVIOUR.md': 'packages/embedded-aws/BEHAVIOUR.md',
      },
    },
    others: ['bin/embedded-aws.cjs', 'dist/THIRD-PARTY-NOTICES.txt', 'package.json'],
    built:
      /^dist\/packages\/(csv|embedded-aws|models|personalize|wasm)\/[\w./-]+\.(d\.c?ts|js|cjs|json|py|txt)$/,
    bundled: ['commander', 'croner', 'fast-xml-parser', 'fflate', 'jsonata', 'yaml'],
  },
} as const;

describe.each(['app', 'emulator'] as const)('the tarball of the %s', (name) => {
  const { documents, others, built, bundled } = CONTENTS[name];
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await filesIn(tarballs[name]);
  });

  it('holds the documents of its package, programs and types, and nothing else', () => {
    const names = [...files.keys()].map((file) => file.slice('./'.length));
    expect(names.filter((file) => !built.test(file)).sort()).toEqual(
      [...Object.keys(documents), ...others].sort(),
    );
    expect(names.filter((file) => /\.test\.|\/test\//.test(file))).toEqual([]);
    for (const [document, source] of Object.entries(documents))
      expect(files.get(`./${document}`)).toBe(readFileSync(join(ROOT, source), 'utf8'));
  });

  it('holds every file that its manifest names', () => {
    const manifest = JSON.parse(files.get('./package.json')!) as Record<string, unknown>;
    for (const key of ['main', 'types', 'exports', 'bin'])
      for (const path of pathsIn(manifest[key])) expect([...files.keys()]).toContain(path);
  });

  it('leads from its documents to nothing that it lacks', () => {
    const pages = [...files].flatMap(([file, text]) => (file.endsWith('.md') ? text : []));
    const links = pages.flatMap((text) =>
      Array.from(text.matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, target]) => target),
    );
    expect(links.filter((target) => !files.has(`./${target}`))).toEqual([]);
  });

  it('has the license of each package that is bundled into it', () => {
    const notices = files.get('./dist/THIRD-PARTY-NOTICES.txt')!;
    for (const one of bundled)
      expect(notices).toMatch(new RegExp(`^${one} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
    expect(notices).toContain('Copyright (c) 2011 TJ Holowaychuk');
  });
});

describe('the tarballs', () => {
  it('name the commands as an app runs them', async () => {
    const files = await filesIn(tarballs.app);
    const scripts = [...files].flatMap(([file, text]) =>
      /\.(c?js|d\.ts)$/.test(file)
        ? (text.match(/npm run [a-z-]+|npm start/g) ?? []).map((found) => `${file}: ${found}`)
        : [],
    );
    expect(scripts).toEqual([]);
  });

  it('of embedded-aws has notes of its version, or says where those of a development version are', async () => {
    const files = await filesIn(tarballs.emulator);
    const { version } = JSON.parse(files.get('./package.json')!) as { version: string };
    const notes = version.endsWith('-dev') ? '`changes/`' : `\n## ${version} `;
    expect(files.get('./CHANGELOG.md')).toContain(notes);
  });

  it('leave the manifests of the checkout as they were', () => {
    for (const path of ['package.json', 'packages/embedded-aws/package.json'])
      expect(readFileSync(join(checkout, path), 'utf8')).toBe(readFileSync(join(ROOT, path), 'utf8'));
  });

  it('take the versions of the CDK that docs/calling.md says', () => {
    const text = readFileSync(join(ROOT, 'docs/calling.md'), 'utf8');
    for (const version of lowest) expect(text).toContain(version.replace(/.*@/, ''));
  });
});

/** Paths in a field of a manifest, from the package's folder. */
const pathsIn = (field: unknown): string[] =>
  typeof field === 'string'
    ? [field.startsWith('./') ? field : `./${field}`]
    : Object.values(field as object).flatMap(pathsIn);

describe('embedded-aws, installed from its tarball', () => {
  it('brings nothing of this shop along', async () => {
    const files = await filesIn(tarballs.emulator);
    const { dependencies } = JSON.parse(files.get('./package.json')!) as { dependencies: object };
    expect(Object.keys(dependencies).filter((name) => !/^(@aws-sdk\/client-|esbuild$)/.test(name))).toEqual(
      [],
    );
  });

  it('starts in a program of its user, with types', async () => {
    writeFileSync(
      join(installed, 'program.ts'),
      `import { startEmbeddedAws, type EmbeddedAws } from 'embedded-aws';
       async function main(): Promise<void> {
         const aws: EmbeddedAws = await startEmbeddedAws({ latency: 'instant' });
         const answer = await fetch(aws.endpoint + '/_local/health');
         console.log(JSON.stringify(await answer.json()));
         await aws.close();
       }
       void main();`,
    );
    const options = ['--strict', '--module', 'node16', '--target', 'es2022', '--types', 'node'];
    await run(bin(installed, 'tsc'), [...options, 'program.ts'], { cwd: installed });
    const { stdout } = await run(process.execPath, ['program.js'], { cwd: installed });
    const manifest = readFileSync(join(ROOT, 'packages/embedded-aws/package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    expect(JSON.parse(stdout)).toMatchObject({ version });
  });
});

/** The program below a heading of the package's README. */
function exampleOf(heading: string): string {
  const readme = readFileSync(join(ROOT, 'packages/embedded-aws/README.md'), 'utf8');
  return new RegExp(`^## ${heading}\\n\\n\`\`\`\\w+\\n([^]*?)\`\`\``, 'm').exec(readme)![1];
}

describe('the README of embedded-aws', () => {
  const PORT_OF_README = 'http://127.0.0.1:4566';

  /** Runs an example against the started binary, in the folder it is installed in. */
  async function play(program: string, file: string, heading: string): Promise<string> {
    writeFileSync(join(installed, file), exampleOf(heading).replaceAll(PORT_OF_README, endpoint));
    return (await run(program, [file], { cwd: installed })).stdout;
  }

  it('has a program in JavaScript that runs as printed', async () => {
    expect(await play(process.execPath, 'example.mjs', 'JavaScript')).toContain('datasetGroupArn');
  });

  itWith('boto3')('has a program with boto3 that runs as printed', async () => {
    expect(await play('python3', 'example.py', 'boto3')).toBe("['shop']\n");
  });

  itWith('awsCli')('has commands of the AWS CLI that run as printed', async () => {
    writeFileSync(join(installed, 'interactions.csv'), 'ITEM_ID\n1\n');
    const commands = exampleOf('AWS CLI').split('\n').slice(1).join('\n');
    const env = { ...process.env, ...localEnvironment({ endpoint, region: 'us-east-1' }) };
    const { stdout } = await run('sh', ['-ec', commands], { cwd: installed, env });
    expect(stdout).toContain('"datasetGroups"');
  });

  itWith('pytest')('has a test for pytest that passes', async () => {
    writeFileSync(join(installed, 'test_example.py'), exampleOf('pytest'));
    const { stdout } = await run('python3', ['-m', 'pytest', 'test_example.py'], { cwd: installed });
    expect(stdout).toContain('1 passed');
  });
});

/** In plain JavaScript: {@link MATRIX} compiles. */
const DEPLOYED_APP = `const { App, Stack } = require('aws-cdk-lib');
  const { EcommerceRecommenders, ShopOutputs, ShopSource } = require('ecommerce-recommenders');
  const stack = new Stack(new App(), 'MyShop');
  const shop = new EcommerceRecommenders(stack, 'Shop', { source: ShopSource.fromArchive('shop.tar.gz'), useCases: ['best-sellers'] });
  new ShopOutputs(stack, 'Outputs', { shop });`;

describe('a stranger’s app, from the tarballs alone', () => {
  let app: string;
  const env = (): NodeJS.ProcessEnv => localEnvironment({ endpoint, region: 'us-east-1' });
  const program = async (name: string, ...args: string[]): Promise<string> =>
    (await run(bin(installed, name), args, { cwd: app, env: env(), maxBuffer: 2 ** 26 })).stdout;
  const recommenders = (...args: string[]): Promise<string> => program('recommenders', ...args);
  beforeAll(() => {
    app = appFolder('walk');
    writeFileSync(join(app, 'app.js'), DEPLOYED_APP);
    writeFileSync(join(app, 'cdk.json'), '{ "app": "node app.js" }');
  });

  it('is explored and costed before it is deployed', async () => {
    expect(await recommenders('explore', '--archive', 'shop.tar.gz')).toMatch(
      /^✓ ready +Frequently bought together$/m,
    );
    expect(existsSync(join(app, 'explore.html'))).toBe(true);
    expect(await recommenders('cost')).toMatch(/^1 recommender \(Best sellers\) for 4,500 users, /);
    // Whatever its exit code.
    const printed = await recommenders('doctor', '--json').catch((error: { stdout: string }) => error.stdout);
    const { checks } = JSON.parse(printed) as { checks: { name: string; status: string; says: string }[] };
    for (const name of ['app', 'cdk', 'names'])
      expect(checks).toContainEqual(expect.objectContaining({ name, status: 'ok' }));
    // Measured by explore, on the same content.
    expect(checks.find(({ name }) => name === 'data')!.says).toMatch(/^Best sellers: weak\. For /);
  });

  it('is deployed, compared and destroyed from the shop’s own files, with empty caches', async () => {
    const app = appFolder('own files');
    writeOrders(app);
    const options = { cwd: app, env: env(), maxBuffer: 2 ** 26 };
    const play = (...args: string[]): ReturnType<typeof run> => {
      rmSync(join(app, 'node_modules'), { recursive: true, force: true });
      return run(bin(installed, 'recommenders'), args, options);
    };
    await play('init', 'orders.csv', '--yes', '--no-explore');
    const { stderr } = await play('deploy', '--require-approval', 'never');
    expect(stderr).toMatch(/recommenders for 400 users cost/);
    expect(stderr).not.toContain('deprecated');
    // Exit code 1 if there is a difference.
    await play('diff', '--fail');
    await play('destroy', '--force');
    expect(await (await fetch(`${endpoint}/_local/inventory`)).json()).toEqual([]);
  });

  it('is deployed on the embedded AWS beside the lowest versions of the CDK, recommends, and is destroyed', async () => {
    await program('cdk', 'deploy', '--require-approval', 'never');
    expect(await recommenders('outputs', '--stack', 'MyShop')).toContain('BestSellersRecommenderArn');
    const asked = ['best-sellers', '--user', '1', '--num', '3', '--stack', 'MyShop', '--json'];
    expect(JSON.parse(await recommenders('recommend', ...asked))).toHaveLength(3);
    expect(await recommenders('evaluate', '--users', '5', '--quiet', '--stack', 'MyShop')).toContain(
      'Best sellers',
    );
    const args = ['page', '--port', '0', '--stack', 'MyShop', '--archive', 'shop.tar.gz'];
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    const page = spawn(bin(installed, 'recommenders'), args, { cwd: app, env: env(), stdio: [...stdio] });
    try {
      const document = await (await fetch(await endpointOf(page))).text();
      expect(document).toMatch(/<script type="module" src="\/assets\/js-\w+\.js">/);
    } finally {
      page.kill('SIGTERM');
      await once(page, 'exit');
    }
    await program('cdk', 'destroy', '--force');
    expect(await (await fetch(`${endpoint}/_local/inventory`)).json()).toEqual([]);
  });

  it('names no constant that the lowest version of the CDK lacks', () => {
    const constants = createRequire(join(installed, 'package.json'))('aws-cdk-lib/cx-api') as object;
    const script = readFileSync(
      join(installed, 'node_modules/ecommerce-recommenders/dist/bin/app.js'),
      'utf8',
    );
    const named = Array.from(script.matchAll(/\bimport_cx_api\d*\.(\w+)/g), ([, name]) => name);
    expect(named).toContain('FLAGS');
    expect(named.filter((name) => !(name in constants))).toEqual([]);
  });

  it('names its stack to start, which would deploy a stack of the settings', async () => {
    await expect(recommenders('start', '--archive', 'shop.tar.gz')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name its stack with --stack NAME') as string,
    });
  });

  it.each(['parity', 'generate-sample'])('has no command for developers: %s', async (name) => {
    await expect(recommenders(name)).rejects.toMatchObject({ code: 2 });
  });
});

/** Apps as somebody writes them, compiles them and runs them. */
interface Cell {
  /** Version of Node.js that runs them. */
  readonly node: '20' | '22' | '24' | '26';
  /** The pinned one is the newest: Dependabot proposes others once a week. */
  readonly cdk: 'lowest' | 'pinned';
  /** A CommonJS module, an ES module, or both. */
  readonly files: readonly ('app.ts' | 'app.mts')[];
  /** Options of tsc. */
  readonly options: string;
}

const MATRIX = {
  'CommonJS, node10': {
    node: '20',
    cdk: 'lowest',
    files: ['app.ts'],
    options: '--module commonjs --moduleResolution node10 --skipLibCheck',
  },
  'CommonJS and ESM, node16, with the types of the libraries checked': {
    node: '22',
    cdk: 'lowest',
    files: ['app.ts', 'app.mts'],
    options: '--module node16 --skipLibCheck false',
  },
  'CommonJS and ESM, nodenext, as cdk init has it': {
    node: '24',
    cdk: 'pinned',
    files: ['app.ts', 'app.mts'],
    options: '--module nodenext --skipLibCheck',
  },
  'ESM, bundler': {
    node: '26',
    cdk: 'pinned',
    files: ['app.mts'],
    options: '--module esnext --moduleResolution bundler --skipLibCheck',
  },
} as const satisfies Record<string, Cell>;

/** The variables of a process that finds a Node.js first. */
const onNode = async (major: Cell['node']): Promise<NodeJS.ProcessEnv> => ({
  ...process.env,
  ...QUIET_SDK,
  PATH: `${await nodeFolder(major)}${delimiter}${process.env.PATH}`,
});

const CONSTRUCTS = `import { App, Stack } from 'aws-cdk-lib';
  import { EcommerceRecommenders, ShopApi, ShopEventTracker, ShopOutputs, ShopSource } from 'ecommerce-recommenders';
  const stack = new Stack(new App(), 'MyShop');
  export const shop = new EcommerceRecommenders(stack, 'Shop', { source: ShopSource.fromArchive('shop.tar.gz'), useCases: ['best-sellers'] });
  export const eventTracker = new ShopEventTracker(stack, 'Events', { shop });
  export const api = new ShopApi(stack, 'Api', { shop, eventTracker, origins: ['https://shop.example'] });
  new ShopOutputs(stack, 'Outputs', { shop, api });`;

/** Links to what the checkout has, with the installed tarballs in place of its own packages. */
function besidePinnedCdk(): string {
  const folder = newFolder('pinned-');
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of ['aws-cdk-lib', 'constructs', 'picomatch', '@types', 'undici-types'])
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  cpSync(join(installed, 'node_modules/ecommerce-recommenders'), join(modules, 'ecommerce-recommenders'), {
    recursive: true,
  });
  return folder;
}

/** The files of the installed package, and when each was written. */
function packageFiles(folder: string): string[] {
  const installedIn = join(folder, 'node_modules/ecommerce-recommenders');
  return readdirSync(installedIn, { recursive: true, encoding: 'utf8' })
    .map((file) => `${file} ${statSync(join(installedIn, file)).mtimeMs}`)
    .sort();
}

/** Compiles apps with declarations, as somebody does who writes a library. */
async function compile(app: string, files: Cell['files'], options: string): Promise<void> {
  for (const file of files) writeFileSync(join(app, file), CONSTRUCTS);
  const all = `--strict --declaration --target es2022 --types node ${options}`;
  await run(bin(installed, 'tsc'), [...all.split(' '), ...files], { cwd: app });
  for (const file of files)
    expect(readFileSync(join(app, file.replace(/\.(\w?)ts$/, '.d.$1ts')), 'utf8')).toContain(
      'EcommerceRecommenders',
    );
}

describe('an app that imports the constructs', () => {
  const folders: Record<Cell['cdk'], string> = { lowest: '', pinned: '' };
  beforeAll(() => Object.assign(folders, { lowest: installed, pinned: besidePinnedCdk() }));

  it.each(Object.entries<Cell>(MATRIX))(
    'is compiled with declarations, and synthesized: %s',
    async (name, cell) => {
      const app = appFolder(name.replace(/\W+/g, '-'), folders[cell.cdk]);
      await compile(app, cell.files, cell.options);
      const before = packageFiles(folders[cell.cdk]);
      const env = await onNode(cell.node);
      for (const file of cell.files) {
        const outdir = `${file}.out`;
        const { stderr } = await run('node', [file.replace(/ts$/, 'js')], {
          cwd: app,
          env: { ...env, CDK_OUTDIR: outdir },
        });
        expect(stderr).not.toMatch(/error|blocked/i);
        const template = readFileSync(join(app, outdir, 'MyShop.template.json'), 'utf8');
        expect(template).toContain('Custom::PersonalizeRecommender');
      }
      // Packages may be read-only: what a synth keeps of the data is beside the app.
      expect(packageFiles(folders[cell.cdk])).toEqual(before);
      expect(readdirSync(join(app, 'node_modules/.cache/ecommerce-recommenders'))).not.toHaveLength(0);
    },
  );

  it.each([
    ['local', 'The embedded AWS is not installed. Install the tarball of embedded-aws beside this package.'],
    ['deploy', 'The CDK CLI is not installed in'],
  ])('says what to install where a command lacks it: %s', async (name, message) => {
    const program = join(folders.pinned, 'node_modules/ecommerce-recommenders/bin/recommenders.cjs');
    await expect(run(process.execPath, [program, name], { cwd: folders.pinned })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(message) as string,
    });
  });

  it('is installed by pnpm, compiled with declarations, and started on the embedded AWS', async () => {
    const tools = newFolder('pnpm-');
    writeFileSync(join(tools, 'package.json'), '{ "private": true }');
    await run('npm', ['install', '--no-audit', '--no-fund', PNPM], { cwd: tools });
    const app = appFolder('app', newFolder('pnpm-app-'));
    const named = (names: readonly string[]): object =>
      Object.fromEntries(names.map((name) => [name, devDependencies[name]]));
    writeFileSync(
      join(app, 'package.json'),
      JSON.stringify({
        private: true,
        dependencies: {
          'ecommerce-recommenders': `file:${tarballs.app}`,
          'embedded-aws': `file:${tarballs.emulator}`,
          ...named(['aws-cdk-lib', 'constructs', 'aws-cdk', '@types/node']),
        },
      }),
    );
    await run(bin(tools, 'pnpm'), ['install', '--ignore-scripts', '--store-dir', join(tools, 'store')], {
      cwd: app,
    });
    await compile(app, ['app.mts'], '--module nodenext --skipLibCheck');
    writeFileSync(join(app, 'app.js'), DEPLOYED_APP);
    writeFileSync(join(app, 'cdk.json'), '{ "app": "node app.js" }');
    const args = [
      'start',
      '--once',
      '--quiet',
      '--archive',
      'shop.tar.gz',
      '--stack',
      'MyShop',
      '--json',
      'run.json',
    ];
    await run(bin(app, 'recommenders'), args, { cwd: app, env: await onNode('24') });
    expect(JSON.parse(readFileSync(join(app, 'run.json'), 'utf8'))).toMatchObject({
      recommendations: {
        'best-sellers': [{ items: expect.arrayContaining([expect.anything()]) as unknown }],
      },
      inventoryAfterDestroy: [],
    });
  });
});
