import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { runCdk } from '@ecommerce-recommenders/tools/cdk/cdk';
import { contextArgs } from '@ecommerce-recommenders/tools/cdk/followed-cdk';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import type { Contender, Measurement, Sample } from '../measurement';
import { runProgram } from '../run-program';

/** A bundled Lambda function. */
interface Bundle {
  readonly name: string;
  /** Path of its one file. */
  readonly file: string;
}

/** Settings with which the stack contains a function of each kind. */
const EACH_FUNCTION = {
  ...{
    eventTracker: 'true',
    freshData: 'true',
    watch: 'true',
    busEvents: 'true',
    batches: 'true',
    ranking: 'true',
  },
  filters: '{ "cheap": "INCLUDE ItemID WHERE Items.PRICE < 20" }',
  metricAttribution: '{ "orders": { "event": "Purchase" } }',
  serving: '{ "most-viewed": "lists" }',
  api: '{ "origins": ["https://shop.example"] }',
  experiment: '{ "share": 0.1 }',
  requestRate: '{ "min": 1, "max": 5 }',
  stopWhenIdleHours: '3',
};

/** The bundles of the stack's own functions, as synthesized. */
async function bundlesOfStack(folder: string, settings: Readonly<Record<string, string>>): Promise<Bundle[]> {
  const environment = localEnvironment({ endpoint: 'http://127.0.0.1:9', region: LOCAL_REGION });
  await runCdk(['synth', '--quiet', ...contextArgs(settings)], { environment, folder });
  const handlers = join(folder, 'cdk.out', 'handlers');
  return readdirSync(handlers, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === 'handler.js')
    .sort(byFeature)
    .map((file) => ({ name: `this project: ${dirname(file)}`, file: join(handlers, file) }));
}

/** The shop's own functions come first, because ratios refer to the first row, whose only client is Personalize's. */
const byFeature = (one: string, other: string): number =>
  Number(other.startsWith('shop')) - Number(one.startsWith('shop')) || (one < other ? -1 : 1);

/** Credential providers that Lambda does not need; the stack's bundles exclude them too. */
const UNUSED = ['http', 'ini', 'login', 'process', 'sso', 'web-identity'];

/** Bare clients, bundled by esbuild alone: Personalize's, and S3's for the functions that use it. */
const bundlesOfClients = (folder: string): Bundle[] => [
  bundleOfClient(folder, 'Personalize', 'DescribeRecommender'),
  bundleOfClient(folder, 'S3', 'GetObject'),
];

function bundleOfClient(folder: string, service: string, operation: string): Bundle {
  const source = join(folder, `${service}.js`);
  const file = join(folder, service, 'handler.js');
  writeFileSync(
    source,
    `import { ${service}Client, ${operation}Command } from '@aws-sdk/client-${service.toLowerCase()}';
     export const handler = (input) => new ${service}Client({}).send(new ${operation}Command(input));`,
  );
  const options = ['--bundle', '--platform=node', '--format=cjs', '--minify', '--main-fields=module,main'];
  execFileSync(
    join(PROJECT_FOLDER, 'node_modules', '.bin', 'esbuild'),
    [
      ...[source, ...options, `--outfile=${file}`, '--external:@smithy/credential-provider-imds'],
      ...UNUSED.map((name) => `--external:@aws-sdk/credential-provider-${name}`),
    ],
    { stdio: 'ignore', env: { ...process.env, NODE_PATH: join(PROJECT_FOLDER, 'node_modules') } },
  );
  return { name: `a client of ${service}`, file };
}

/** Compressed size of each Lambda function's bundle. */
export const bundleSizes: Measurement = {
  title: 'Size of a Lambda bundle, packed',
  unit: 'kB',
  goal: '≤ 100 kB each',
  prepare: contendersOf(EACH_FUNCTION, async ({ file }) => ({
    value: gzipSync(await readFile(file), { level: 9 }).length / 1000,
  })),
};

/**
 * Time that a new process takes to load the bundle of each function of the shop. Functions of add-ons are left out,
 * because they need environment variables to load.
 */
export const bundleInit: Measurement = {
  title: 'Init of a Lambda bundle',
  unit: 's',
  goal: '≤ 1.2× of a bare client, of S3 where a function has that',
  prepare: contendersOf({}, ({ file }) =>
    runProgram([process.execPath, 'bench/programs/load-module.mjs', file]),
  ),
};

function contendersOf(
  settings: Readonly<Record<string, string>>,
  run: (bundle: Bundle) => Promise<Sample>,
): Measurement['prepare'] {
  return async ({ folder }): Promise<Contender[]> =>
    [...(await bundlesOfStack(folder, settings)), ...bundlesOfClients(folder)].map((bundle) => ({
      name: bundle.name,
      run: () => run(bundle),
    }));
}
