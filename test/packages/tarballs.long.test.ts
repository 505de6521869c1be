import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { list } from 'tar';
import { localEnvironment } from 'embedded-aws/environment';

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
const lowest = Object.entries(peerDependencies).map(([name, range]) => `${name}@${range.slice(1)}`);
const pinned = (...names: string[]): string[] => names.map((name) => `${name}@${devDependencies[name]}`);

const made: string[] = [];
function newFolder(prefix: string): string {
  const path = mkdtempSync(join(tmpdir(), prefix));
  made.push(path);
  return path;
}

const install = (path: string, ...packages: string[]): Promise<unknown> =>
  run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: path });

/** A new folder in which these are installed. */
async function installed(...packages: string[]): Promise<string> {
  const path = newFolder('tarball-');
  writeFileSync(join(path, 'package.json'), '{ "private": true }');
  await install(path, ...packages);
  return path;
}

/** A copy of the checkout: packing changes a manifest for a moment, while other tests read it. */
function copiedCheckout(): string {
  const path = newFolder('checkout-');
  const others = new Set(['node_modules', '.git', 'dist', 'out', 'cdk.out', 'coverage']);
  cpSync(ROOT, path, { recursive: true, filter: (file) => !others.has(basename(file)) });
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'));
  return path;
}

/** Packs a package of the checkout. @returns the tarball's path */
async function packed(checkout: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', checkout, ...args], {
    cwd: checkout,
    maxBuffer: 2 ** 26,
  });
  // What the build prints comes first.
  const [{ filename }] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [{ filename: string }];
  return join(checkout, filename);
}

const bin = (path: string, name: string): string => join(path, 'node_modules', '.bin', name);

let checkout: string;
let tarballs: Readonly<Record<'app' | 'emulator', string>>;
/** Where embedded-aws is installed. */
let emulator: string;
/** The installed binary, and its endpoint. */
let started: ChildProcess | undefined;
let endpoint: string;
beforeAll(async () => {
  checkout = copiedCheckout();
  tarballs = { emulator: await packed(checkout, '--workspace', 'embedded-aws'), app: await packed(checkout) };
  emulator = await installed(
    tarballs.emulator,
    ...pinned('typescript', '@types/node', '@aws-sdk/client-personalize'),
  );
  started = spawn(bin(emulator, 'embedded-aws'), ['--port', '0'], {
    cwd: emulator,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
    for (const path of made) rmSync(path, { recursive: true, force: true });
  }
});

async function endpointOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface(stdout!)) {
    const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (found !== undefined) return found;
  }
  throw new Error('embedded-aws has ended without an endpoint');
}

describe('the tarballs', () => {
  it.each(['app', 'emulator'] as const)(
    'hold the license, and every file that the manifest names: %s',
    async (name) => {
      const files = await filesIn(tarballs[name]);
      expect(files.get('./LICENSE')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
      const manifest = JSON.parse(files.get('./package.json')!) as Record<string, unknown>;
      for (const key of ['main', 'types', 'exports', 'bin'])
        for (const path of pathsIn(manifest[key])) expect([...files.keys()]).toContain(path);
    },
  );

  it.each([
    ['app', '.', ['README.md', 'CHANGELOG.md']],
    ['emulator', 'packages/embedded-aws', ['README.md', 'CHANGELOG.md', 'BEHAVIOUR.md']],
  ] as const)('hold the documents of their package: %s', async (name, folder, documents) => {
    const files = await filesIn(tarballs[name]);
    for (const document of documents)
      expect(files.get(`./${document}`)).toBe(readFileSync(join(ROOT, folder, document), 'utf8'));
  });

  it('of embedded-aws has notes of its version', async () => {
    const files = await filesIn(tarballs.emulator);
    const { version } = JSON.parse(files.get('./package.json')!) as { version: string };
    expect(files.get('./CHANGELOG.md')).toContain(`\n## ${version}`);
  });

  it('leave the manifests of the checkout as they were', () => {
    for (const path of ['package.json', 'packages/embedded-aws/package.json'])
      expect(readFileSync(join(checkout, path), 'utf8')).toBe(readFileSync(join(ROOT, path), 'utf8'));
  });

  it.each(['docs/calling.md', 'docs/ko/calling.md'])('take the versions of the CDK that %s says', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    for (const version of lowest) expect(text).toContain(version.replace(/.*@/, ''));
  });

  it('are of no other package than embedded-aws without being private', () => {
    const open = readdirSync(join(ROOT, 'packages')).filter((name) => {
      const manifest = readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8');
      return (JSON.parse(manifest) as { private?: boolean }).private !== true;
    });
    expect(open).toEqual(['embedded-aws']);
  });
});

/** The text of each file of a tarball, by its path in the package. */
async function filesIn(tarball: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await list({
    file: tarball,
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () =>
        files.set(entry.path.replace('package/', './'), Buffer.concat(chunks).toString()),
      );
    },
  });
  return files;
}

/** Paths in a field of a manifest, from the package's folder. */
const pathsIn = (field: unknown): string[] =>
  typeof field === 'string'
    ? [field.startsWith('./') ? field : `./${field}`]
    : Object.values(field as object).flatMap(pathsIn);

describe('embedded-aws, installed from its tarball', () => {
  it('brings nothing of this shop along', async () => {
    const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: emulator });
    expect(stdout).not.toMatch(/@ecommerce-recommenders|aws-cdk-lib|echarts|duckdb/);
  });

  it('prints the variables that point tools at it', async () => {
    const args = ['env', '--shell', 'sh', '--port', '4567'];
    const { stdout } = await run(bin(emulator, 'embedded-aws'), args, { cwd: emulator });
    expect(stdout).toContain('export AWS_ENDPOINT_URL=http://127.0.0.1:4567\n');
  });

  it('refuses an unknown option with exit code 2', async () => {
    await expect(
      run(bin(emulator, 'embedded-aws'), ['--prot', '1'], { cwd: emulator }),
    ).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--port') as string,
    });
  });

  it('starts in a program of its user, with types', async () => {
    writeFileSync(
      join(emulator, 'program.ts'),
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
    await run(bin(emulator, 'tsc'), [...options, 'program.ts'], { cwd: emulator });
    const { stdout } = await run(process.execPath, ['program.js'], { cwd: emulator });
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

/** Whether the tools of an example are on this machine. */
const has = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const withTools = (isThere: boolean): jest.It => (isThere ? it : it.skip);

describe('the README of embedded-aws', () => {
  const PORT_OF_README = 'http://127.0.0.1:4566';

  /** Runs an example against the started binary, in the folder it is installed in. */
  async function play(program: string, file: string, heading: string): Promise<string> {
    writeFileSync(join(emulator, file), exampleOf(heading).replaceAll(PORT_OF_README, endpoint));
    return (await run(program, [file], { cwd: emulator })).stdout;
  }

  it('has a program in JavaScript that runs as printed', async () => {
    expect(await play(process.execPath, 'example.mjs', 'JavaScript')).toContain('datasetGroupArn');
  });

  withTools(has('python3', '-c', 'import boto3'))(
    'has a program with boto3 that runs as printed',
    async () => {
      expect(await play('python3', 'example.py', 'boto3')).toBe('ACTIVE\n');
    },
  );

  withTools(has('aws', '--version'))('has commands of the AWS CLI that run as printed', async () => {
    writeFileSync(join(emulator, 'interactions.csv'), 'ITEM_ID\n1\n');
    const commands = exampleOf('AWS CLI').split('\n').slice(1).join('\n');
    const env = { ...process.env, ...localEnvironment({ endpoint, region: 'us-east-1' }) };
    const { stdout } = await run('sh', ['-ec', commands], { cwd: emulator, env });
    expect(stdout).toContain('"datasetGroups"');
  });

  withTools(has('python3', '-c', 'import boto3, pytest'))('has a test for pytest that passes', async () => {
    writeFileSync(join(emulator, 'test_example.py'), exampleOf('pytest'));
    const { stdout } = await run('python3', ['-m', 'pytest', 'test_example.py'], { cwd: emulator });
    expect(stdout).toContain('1 passed');
  });
});

/** The shop in a stack, between the lines before and after it. */
const shopIn = (stack: string): string =>
  `const shop = new EcommerceRecommenders(${stack}, 'Recommenders', { source: ShopSource.fromArchive('shop.tar.gz'), useCases: ['most-viewed'] });
   new CfnOutput(${stack}, 'Arn', { value: shop.recommenderArn('most-viewed') });`;
const IMPORTS = `import { EcommerceRecommenders, ShopSource } from 'ecommerce-recommenders';`;

/** Deploys and destroys an app with the pinned CLI: it has its output, and leaves nothing. */
async function deploysAndDestroys(app: string, stack: string): Promise<void> {
  copyFileSync(join(ROOT, 'assets/RetailSampleDataSet.tar.gz'), join(app, 'shop.tar.gz'));
  const env = localEnvironment({ endpoint, region: 'us-east-1' });
  const cdk = (...args: string[]): Promise<unknown> =>
    run(process.execPath, [CDK, ...args], { cwd: app, env, maxBuffer: 2 ** 26 });
  await cdk('deploy', '--require-approval', 'never', '--outputs-file', 'outputs.json');
  expect(JSON.parse(readFileSync(join(app, 'outputs.json'), 'utf8'))).toEqual({
    [stack]: { Arn: expect.stringMatching(/^arn:aws:personalize:us-east-1:\d{12}:recommender\//) as string },
  });
  await cdk('destroy', '--force');
  const inventory = await fetch(`${endpoint}/_local/inventory`);
  expect(await inventory.json()).toEqual([]);
}
const CDK = join(ROOT, 'node_modules/aws-cdk/bin/cdk');

describe('ecommerce-recommenders, installed from its tarball', () => {
  describe(`beside ${lowest.join(' and ')}, the lowest versions that it takes`, () => {
    let app: string;
    beforeAll(async () => {
      app = await installed(tarballs.app, ...lowest, ...pinned('typescript', '@types/node'));
      writeFileSync(
        join(app, 'app.ts'),
        `import { App, CfnOutput, Stack } from 'aws-cdk-lib';
         ${IMPORTS}
         const stack = new Stack(new App(), 'Shop');
         ${shopIn('stack')}`,
      );
    });
    const tsc = (...args: string[]): Promise<unknown> =>
      run(bin(app, 'tsc'), ['--strict', '--target', 'es2022', '--types', 'node', ...args, 'app.ts'], {
        cwd: app,
      });

    // Nodenext is the setting of the app that cdk init makes.
    it.each(['--module node16', '--module esnext --moduleResolution bundler'])(
      'gives types to tsc %s',
      async (options) => {
        await tsc('--noEmit', '--skipLibCheck', ...options.split(' '));
      },
    );

    it('deploys an app of module commonjs on the installed embedded AWS, and destroys it', async () => {
      await tsc('--module', 'commonjs', '--moduleResolution', 'node10');
      writeFileSync(join(app, 'cdk.json'), '{ "app": "node app.js" }');
      await deploysAndDestroys(app, 'Shop');
    });
  });

  it('deploys the app that cdk init makes on the installed embedded AWS, and destroys it', async () => {
    // The names in the app are those of the folder.
    const app = join(newFolder('init-'), 'shop');
    mkdirSync(app);
    const init = ['init', 'app', '--language', 'typescript', '--generate-only'];
    await run(process.execPath, [CDK, ...init], { cwd: app });
    await install(app, tarballs.app, ...pinned('aws-cdk-lib', 'constructs'));
    const file = join(app, 'lib/shop-stack.ts');
    const made = readFileSync(file, 'utf8');
    const stack = made
      .replace(
        /^import .*constructs.*$/m,
        (line) => `${line}\nimport { CfnOutput } from 'aws-cdk-lib';\n${IMPORTS}`,
      )
      .replace('// The code that defines your stack goes here', shopIn('this'));
    writeFileSync(file, stack);
    // Its cdk.json type-checks before each synth, with the compiler and the options that the project came with.
    await deploysAndDestroys(app, 'ShopStack');
  });
});
