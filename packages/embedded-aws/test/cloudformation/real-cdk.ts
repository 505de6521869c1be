import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { startLocalAws, type LocalAwsOptions } from '../../src/local-aws';

const ROOT = resolve(__dirname, '../../../..');
const CLI = join(ROOT, 'node_modules/aws-cdk/bin/cdk');

/** How a command of the CDK CLI ended. */
export interface Ended {
  readonly exitCode: number;
  /** Of both streams. */
  readonly output: string;
}

/** An embedded AWS and the CDK CLI pointed at it. */
export type RealCdk = Awaited<ReturnType<typeof start>>;

/** The CDK CLI, in a process of its own, for one app. */
export type Cdk = ReturnType<RealCdk['forApp']>;

/** @param app - a file in TypeScript; the CLI runs in its folder */
export const startRealCdk = (app: string, options?: LocalAwsOptions): Promise<RealCdk> => start(app, options);

async function start(app: string, options: LocalAwsOptions = {}) {
  const aws = await startLocalAws(options);
  const folder = mkdtempSync(join(tmpdir(), 'cdk-cli-test-'));
  const outdirOf = (file: string): string => join(folder, basename(dirname(file)), 'cdk.out');
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
  const forApp = (file: string) => {
    const run = [process.execPath, '-r', join(ROOT, 'bin/run-typescript.cjs'), file].join(' ');
    const always = ['--app', run, '--output', outdirOf(file), '--no-notices', '--no-color'];
    const options = { cwd: dirname(file), env };
    const cli = (args: readonly string[]): Promise<Ended> =>
      new Promise((resolveRun) => {
        execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) =>
          resolveRun({ exitCode: error ? Number(error.code) : 0, output: stdout + stderr }),
        );
      });
    /** Runs a command that never ends until it prints the pattern. @throws Error with its output, if it ends before */
    const until = async (pattern: RegExp, ...args: string[]): Promise<void> => {
      // A process group of its own, which includes the app.
      const child = spawn(process.execPath, [CLI, ...args, ...always], { ...options, detached: true });
      const ended = once(child, 'exit');
      let output = '';
      await new Promise<void>((seen, reject) => {
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (data: Buffer) => {
            output += data.toString();
            if (pattern.test(output)) seen();
          });
        void ended.then(() => reject(new Error(`It ended without ${pattern}:\n${output}`)));
      });
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
    };
    const cdk = (...args: string[]): Promise<Ended> => cli([...args, ...always]);
    return {
      cdk,
      until,
      /** `cdk deploy` without questions. */
      deploy: (...args: string[]) => cdk('deploy', '--require-approval', 'never', ...args),
      /** A command on the latest synth, without another one. */
      again: (...args: string[]) => cli([...args, '--app', outdirOf(file), '--no-notices', '--no-color']),
    };
  };
  return {
    ...forApp(app),
    aws,
    /** The CLI for another app on the same embedded AWS. */
    forApp,
    /** Folder of the latest synth. */
    outdir: outdirOf(app),
    /** Everything that exists but the bootstrap. */
    inventory: async () =>
      (await (await fetch(`${aws.endpoint}/_local/inventory`)).json()) as { type: string; id: string }[],
    close: async (): Promise<void> => {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
