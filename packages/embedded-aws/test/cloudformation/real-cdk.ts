import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from '../../src/local-aws';

export const ROOT = resolve(__dirname, '../../../..');
const CLI = join(ROOT, 'node_modules/aws-cdk/bin/cdk');

/** How a command of the CDK CLI ended. */
export interface Ended {
  readonly exitCode: number;
  /** Of both streams. */
  readonly output: string;
}

/** An embedded AWS and the CDK CLI, in a process of its own, pointed at it. */
export interface RealCdk {
  readonly aws: LocalAws;
  /** Runs the CLI in the app's folder; every app's output goes to {@link outdir}. */
  cdk(...args: string[]): Promise<Ended>;
  /** `cdk deploy` without questions. */
  deploy(...args: string[]): Promise<Ended>;
  readonly outdir: string;
  /** Everything that exists but the bootstrap. */
  inventory(): Promise<unknown>;
  close(): Promise<void>;
}

/** @param app - a file in TypeScript; the CLI runs in `cwd`, whose cdk.json counts */
export async function startRealCdk(
  app: string,
  cwd: string = ROOT,
  options: LocalAwsOptions = {},
): Promise<RealCdk> {
  const aws = await startLocalAws(options);
  const folder = mkdtempSync(join(tmpdir(), 'cdk-cli-test-'));
  const outdir = join(folder, 'cdk.out');
  const command = `${process.execPath} -r ${join(ROOT, 'bin/run-typescript.cjs')} ${app}`;
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CDK_HOME: folder,
    CDK_VALIDATION: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const cdk = (...args: string[]): Promise<Ended> => {
    const all = [CLI, ...args, '--app', command, '--output', outdir, '--no-notices', '--no-color'];
    return new Promise((resolveRun) => {
      execFile(process.execPath, all, { cwd, env }, (error, stdout, stderr) =>
        resolveRun({ exitCode: error ? Number(error.code) : 0, output: stdout + stderr }),
      );
    });
  };
  return {
    aws,
    cdk,
    outdir,
    deploy: (...args) => cdk('deploy', '--require-approval', 'never', ...args),
    inventory: async () => (await fetch(`${aws.endpoint}/_local/inventory`)).json(),
    close: async () => {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
