import { Command } from 'commander';
import { exitCodeOf, stopRequest } from 'embedded-aws/command/run-command';
import { print, printError, widthOf } from 'embedded-aws/command/terminal-lines';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { pointAt } from '../real-account';
import { explainError } from '../terminal';
import { requireWritable } from '../shop-files/named-files';
import { comparisonText } from './compare';
import { type Proof, readProof } from './proof';

interface Options {
  readonly out: string;
  readonly yes?: boolean;
  readonly remove?: boolean;
  readonly compare?: string;
  readonly endpoint?: string;
}

export const command = new Command('prove')
  .option('--yes', 'do not ask')
  .option('--out <file>', 'where the proof is written', 'proof.json')
  .option('--remove', 'only remove what an interrupted run has left')
  .option('--compare <file>', 'only compare the embedded AWS with the proof in this file')
  .option('--endpoint <url>', 'on an embedded AWS ("npm run local") instead')
  .action(run);

async function run({ out: file, yes = false, remove = false, compare, endpoint }: Options): Promise<void> {
  const interrupted = stopRequest();
  if (compare !== undefined) return compareWith(await proofIn(compare), interrupted);
  await requireWritable(file, '--out FILE');
  pointAt(endpoint);
  // Loaded lazily, because it loads the SDK's clients.
  const { depsOf } = require('./deps') as typeof import('./deps');
  const { prove } = require('./prove') as typeof import('./prove');
  const folder = await temporaryFolder('ecommerce-recommenders');
  try {
    const options = {
      file,
      yes,
      removeOnly: remove,
      aws: endpoint === undefined ? 'AWS' : 'embedded AWS',
      isCi: Boolean(process.env.CI),
      isTerminal: Boolean(process.stdin.isTTY),
    } as const;
    const proof = await prove(options, { ...depsOf(endpoint, folder.path), interrupted });
    if (proof === undefined) return;
    const { usd = 0 } = proof.bill ?? {};
    print(
      `The proof is in ${file}, without numbers of your account. The recommenders cost about $${usd.toFixed(2)}; ` +
        'the bill says so a day later.\n',
    );
    await compareWith(proof, interrupted);
  } catch (error) {
    if (!interrupted.aborted) throw error;
    printError(explainError(error));
    process.exitCode = exitCodeOf('SIGINT');
  } finally {
    folder.remove();
  }
}

async function proofIn(file: string): Promise<Proof> {
  const proof = await readProof(file);
  if (proof) return proof;
  throw new Error(`There is no file ${file}. Name that of a proof with --compare FILE.`);
}

async function compareWith(proof: Proof, interrupted: AbortSignal): Promise<void> {
  print('Doing the same on an embedded AWS\n');
  // Loaded lazily, because it loads the embedded AWS.
  const { embeddedProof } = require('./embedded-proof') as typeof import('./embedded-proof');
  console.log(comparisonText(proof, await embeddedProof(interrupted), widthOf(process.stdout)));
}
