import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { bundlesOfClients, bundlesOfStack, type Bundle } from '../bundles';
import type { Contender, Measurement, Sample } from '../measurement';
import { runProgram } from '../run-program';

/** Bytes of each Lambda function's bundle, packed as it is published. */
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
