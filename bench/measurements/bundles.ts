import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { runCdk } from '@ecommerce-recommenders/tools/cdk/cdk';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import type { Contender, Measurement, Sample } from '../measurement';
import { runProgram } from '../run-program';

/** A bundled Lambda function. */
interface Bundle {
  readonly name: string;
  /** Path of its one file. */
  readonly file: string;
}

/** The bundles of the stack's own functions, as synthesized. */
async function bundlesOfStack(folder: string): Promise<Bundle[]> {
  const environment = localEnvironment({ endpoint: 'http://127.0.0.1:9', region: LOCAL_REGION });
  await runCdk(['synth', '--quiet'], { environment, folder });
  const handlers = join(folder, 'cdk.out', 'handlers');
  return readdirSync(handlers).map((name) => ({
    name: `this project: ${name}`,
    file: join(handlers, name, 'handler.js'),
  }));
}

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
  prepare: contendersOf(async ({ file }) => ({
    value: gzipSync(await readFile(file), { level: 9 }).length / 1000,
  })),
};

/** Time in which a new process loads each bundle. */
export const bundleInit: Measurement = {
  title: 'Init of a Lambda bundle',
  unit: 's',
  goal: '≤ 1.2× of a bare client, of S3 where a function has that',
  prepare: contendersOf(({ file }) => runProgram([process.execPath, 'bench/programs/load-module.mjs', file])),
};

function contendersOf(run: (bundle: Bundle) => Promise<Sample>): Measurement['prepare'] {
  return async ({ folder }): Promise<Contender[]> =>
    [...(await bundlesOfStack(folder)), ...bundlesOfClients(folder)].map((bundle) => ({
      name: bundle.name,
      run: () => run(bundle),
    }));
}
