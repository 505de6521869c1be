import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { FINDINGS } from './jsii-findings';

const ROOT = resolve(__dirname, '../..');
const run = promisify(execFile);

/** What the constructs are made of. */
const SOURCES = ['lib', ...['shop-data', 'personalize', 'csv', 'wasm'].map((name) => `packages/${name}/src`)];

const OPTIONS = {
  ...{ target: 'es2022', lib: ['es2023'], module: 'node16', moduleResolution: 'node16', types: ['node'] },
  ...{
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
    declaration: true,
    resolveJsonModule: true,
    allowJs: true,
  },
};

/** The constructs as one package, without workspaces, below node_modules, where it finds its dependencies. */
function staged(): string {
  mkdirSync(CACHE_FOLDER, { recursive: true });
  const folder = mkdtempSync(join(CACHE_FOLDER, 'jsii-'));
  for (const source of SOURCES) cpSync(join(ROOT, source), join(folder, source), { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (!/\.(ts|cjs)$/.test(name)) continue;
    const text = readFileSync(file, 'utf8').replace(
      /'@ecommerce-recommenders\/([a-z-]+)\/([\w./-]+)'/g,
      (_, part: string, below: string) =>
        `'./${relative(dirname(file), join(folder, 'packages', part, 'src', below))}'`,
    );
    writeFileSync(file, text);
  }
  const { name, version, description, license, dependencies, devDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, string> & {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const peerDependencies = Object.fromEntries(
    ['aws-cdk-lib', 'constructs'].map((peer) => [peer, `^${devDependencies[peer]}`]),
  );
  const manifest = {
    ...{ name, version, description, license, dependencies, peerDependencies },
    ...{ author: { name }, repository: { type: 'git', url: 'https://example.com' }, stability: 'stable' },
    ...{ main: 'lib/index.js', types: 'lib/index.d.ts', bundledDependencies: Object.keys(dependencies) },
    jsii: { outdir: 'dist', targets: {}, versionFormat: 'full' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const files = ['lib/index.ts', 'packages/wasm/src/webassembly.d.ts'];
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files }));
  return folder;
}

describe('jsii, which makes constructs for other languages,', () => {
  let folder: string;
  beforeAll(() => (folder = staged()));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds nothing in the public constructs that is not in the list, and all that is', async () => {
    const program = join(ROOT, 'dev/node_modules/jsii/bin/jsii');
    const options = ['--tsconfig', 'tsconfig.json', '--validate-tsconfig', 'off'];
    const { stdout, stderr } = await run(process.execPath, [program, ...options], {
      cwd: folder,
      maxBuffer: 2 ** 26,
    }).catch((error: { stdout: string; stderr: string }) => error);
    const found: Record<string, Record<string, number>> = {};
    // eslint-disable-next-line no-control-regex -- colours
    const plain = `${stdout}${stderr}`.replace(/\x1b\[\d*m/g, '');
    for (const [, file, code] of plain.matchAll(/^(\S+):\d+:\d+ - error (\w+):/gm)) {
      const ofCode = (found[code] ??= {});
      ofCode[file] = (ofCode[file] ?? 0) + 1;
    }
    expect(found).toEqual(Object.fromEntries(FINDINGS.map(({ code, files }) => [code, files])));
  });
});
