import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { startLocalAws } from 'embedded-aws/local-aws';
import { unexploredSample } from '../support/unexplored-sample';

const ROOT = resolve(__dirname, '../..');

it('cdk synth --strict finds no warning in the app as it is shipped, and no flag that is not set', async () => {
  const aws = await startLocalAws({ functions: 'inline' });
  const folder = mkdtempSync(join(tmpdir(), 'strict-'));
  const args = ['synth', '-c', `archive=${unexploredSample(folder)}`, '--strict', '--quiet', '--no-notices'];
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    ...localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION }),
  };
  const [code, output] = await new Promise<[unknown, string]>((done) => {
    const program = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
    execFile(
      process.execPath,
      [program, ...args, '--output', join(folder, 'cdk.out')],
      { cwd: ROOT, env },
      (error, stdout, stderr) => done([error?.code ?? 0, stdout + stderr]),
    );
  });
  rmSync(folder, { recursive: true });
  await aws.close();
  expect([code, output]).toEqual([
    0,
    expect.not.stringMatching(/^WARNING|feature flags are not configured/m),
  ]);
});
