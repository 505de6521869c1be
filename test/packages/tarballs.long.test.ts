import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { localEnvironment } from 'embedded-aws/environment';

const ROOT = resolve(__dirname, '../..');

jest.setTimeout(900_000);

const run = promisify(execFile);

/** Versions that the tarball of the constructs expects beside it. */
const { devDependencies, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const pinned = (...names: string[]): string[] => names.map((name) => `${name}@${devDependencies[name]}`);

let folder: string;
const made: string[] = [];
/** An empty folder in which these are installed. */
async function installed(...packages: string[]): Promise<string> {
  const path = mkdtempSync(join(tmpdir(), 'tarball-'));
  made.push(path);
  writeFileSync(join(path, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: path });
  return path;
}

/** Packs a package of the checkout. @returns the tarball's path */
async function packed(...args: string[]): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, ...args], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  });
  // What the build prints comes first.
  const [{ filename }] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [{ filename: string }];
  return join(folder, filename);
}

let emulator: string;
let started: ChildProcess | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tarballs-'));
  made.push(folder);
  emulator = await installed(
    await packed('--workspace', 'embedded-aws'),
    ...pinned('typescript', '@types/node', '@aws-sdk/client-personalize'),
  );
});
afterAll(() => {
  started?.kill();
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

const bin = (path: string, name: string): string => join(path, 'node_modules', '.bin', name);

/** Starts the installed binary. @returns its endpoint */
async function startBinary(): Promise<string> {
  started = spawn(bin(emulator, 'embedded-aws'), ['--port', '0'], {
    cwd: emulator,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(started.stdout!)) {
    const [endpoint] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (endpoint !== undefined) return endpoint;
  }
  throw new Error('embedded-aws has ended without an endpoint');
}

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
  let endpoint: string;
  beforeAll(async () => {
    endpoint = await startBinary();
  });
  beforeEach(() => fetch(`${endpoint}/_local/reset`, { method: 'POST' }));
  afterAll(async () => {
    started!.kill('SIGTERM');
    await once(started!, 'exit');
    started = undefined;
  });

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

describe('ecommerce-recommenders, installed from its tarball', () => {
  it('deploys an app of its user on the installed embedded AWS, and destroys it', async () => {
    const app = await installed(
      await packed(),
      ...pinned('aws-cdk-lib', 'constructs', 'aws-cdk', 'typescript', '@types/node'),
    );
    copyFileSync(join(ROOT, 'assets/RetailSampleDataSet.tar.gz'), join(app, 'shop.tar.gz'));
    writeFileSync(
      join(app, 'app.ts'),
      `import { App, CfnOutput, Stack } from 'aws-cdk-lib';
       import { EcommerceRecommenders, ShopSource } from 'ecommerce-recommenders';
       const stack = new Stack(new App(), 'Shop');
       const shop = new EcommerceRecommenders(stack, 'Recommenders', { source: ShopSource.fromArchive('shop.tar.gz'), useCases: ['most-viewed'] });
       new CfnOutput(stack, 'Arn', { value: shop.recommenderArn('most-viewed') });`,
    );
    const options = [
      '--strict',
      '--module',
      'node16',
      '--target',
      'es2022',
      '--types',
      'node',
      '--skipLibCheck',
    ];
    await run(bin(app, 'tsc'), [...options, 'app.ts'], { cwd: app });
    writeFileSync(join(app, 'cdk.json'), '{ "app": "node app.js" }');

    const endpoint = await startBinary();
    const env = { ...localEnvironment({ endpoint, region: 'us-east-1' }), CDK_VALIDATION: 'false' };
    const cdk = (...args: string[]): Promise<{ stdout: string }> =>
      run(process.execPath, [join(app, 'node_modules/aws-cdk/bin/cdk'), ...args], {
        cwd: app,
        env,
        maxBuffer: 2 ** 26,
      });

    await cdk('deploy', '--require-approval', 'never', '--outputs-file', 'outputs.json');
    expect(JSON.parse(readFileSync(join(app, 'outputs.json'), 'utf8'))).toEqual({
      Shop: { Arn: expect.stringMatching(/^arn:aws:personalize:us-east-1:\d{12}:recommender\//) as string },
    });
    await cdk('destroy', '--force');
    const inventory = await fetch(`${endpoint}/_local/inventory`);
    expect(await inventory.json()).toEqual([]);

    started!.kill('SIGTERM');
    const [code] = (await once(started!, 'exit')) as [number | null];
    expect(code).toBe(0);
    started = undefined;
  });
});
