import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';

/** Runs a command of `recommenders` on an embedded AWS. @returns what it prints */
export async function runCommand(endpoint: string, ...args: readonly string[]): Promise<string> {
  const env = localEnvironment({ endpoint, region: LOCAL_REGION });
  return (await promisify(execFile)(process.execPath, ['bin/recommenders.cjs', ...args], { env })).stdout;
}
