import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealCdk, type Ended, type RealCdk } from './real-cdk';

const ended = (exitCode: number, output: RegExp): Ended => ({
  exitCode,
  output: expect.stringMatching(output) as string,
});

describe('the CDK CLI', () => {
  let real: RealCdk;
  beforeAll(async () => {
    real = await startRealCdk(join(__dirname, 'small-app.ts'));
  });
  afterAll(() => real.close());

  const cdk: RealCdk['cdk'] = (...args) => real.cdk(...args);
  const deploy: RealCdk['deploy'] = (...args) => real.deploy(...args);
  const cloudFormation = (): CloudFormation => new CloudFormation({ endpoint: real.aws.endpoint });
  const stackStatus = async (): Promise<string> => {
    const { Stacks } = await cloudFormation().describeStacks({ StackName: 'Small' });
    return Stacks![0].StackStatus!;
  };

  // The life of one stack: each step continues where the previous one ended.
  it('deploys, finds nothing to do, diffs, updates, reports what fails, bootstraps and destroys', async () => {
    expect(await deploy()).toEqual(ended(0, /Small\.Doubled = 2/));
    expect(await deploy()).toEqual(ended(0, /\(no changes\)/));
    expect(await cdk('diff', '-c', 'size=5')).toEqual(ended(0, /Size\s+[^]*\[-\] 1\s+[^]*\[\+\] 5/));
    expect(await deploy('-c', 'size=5')).toEqual(ended(0, /Small\.Doubled = 10/));
    const failed = await deploy('-c', 'size=5', '-c', 'fail=1');
    expect(failed).toEqual(ended(1, /the cause of it all/));
    // The CLI truncates long statuses.
    expect(failed.output).toContain('UPDATE_ROLLBACK_IN_PROG');
    expect(await cdk('bootstrap', 'aws://123456789012/us-east-1')).toEqual(ended(0, /\(no changes\)/));
    expect(await cdk('destroy', '--force')).toEqual(ended(0, /Small: destroyed/));
    expect(await real.inventory()).toEqual([]);
  }, 180_000);

  it('fails when the creation of a stack fails, and deploys over what that has left', async () => {
    expect(await deploy('-c', 'fail=1')).toEqual(ended(1, /the cause of it all/));
    expect(await deploy()).toEqual(ended(0, /Small\.Doubled = 2/));
    expect((await real.again('destroy', '--force')).exitCode).toBe(0);
  }, 180_000);

  it('rolls back what a deployment without rollback has left, of a new stack and of an update', async () => {
    expect(await deploy('--no-rollback', '-c', 'fail=1')).toEqual(ended(1, /CREATE_FAILED/));
    expect(await cdk('rollback')).toMatchObject({ exitCode: 0 });
    expect(await stackStatus()).toBe('ROLLBACK_COMPLETE');

    expect((await deploy()).exitCode).toBe(0);
    expect((await deploy('--no-rollback', '-c', 'fail=1')).exitCode).toBe(1);
    expect(await stackStatus()).toBe('UPDATE_FAILED');
    expect(await cdk('rollback')).toMatchObject({ exitCode: 0 });
    expect(await stackStatus()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await real.again('destroy', '--force')).exitCode).toBe(0);
  }, 180_000);

  it('swaps the code of a function without a deployment, finds what somebody has deleted, and refuses imports by name', async () => {
    expect((await deploy()).exitCode).toBe(0);
    expect(await deploy('--hotswap', '-c', 'remark=swapped')).toEqual(ended(0, /hotswapped!/));
    expect(await stackStatus()).toBe('CREATE_COMPLETE');

    expect(await cdk('drift')).toEqual(ended(0, /No drift detected/));
    const Bucket = (await real.inventory()).find(({ type }) => type === 'AWS::S3::Bucket')!.id;
    await new S3({ endpoint: real.aws.endpoint, forcePathStyle: true }).deleteBucket({ Bucket });
    expect(await cdk('drift')).toEqual(ended(0, /1 resource has drifted[^]*Deleted Resources[^]*Bucket/));

    expect((await cdk('synth', '--quiet', '-c', 'more=1')).exitCode).toBe(0);
    const template = readFileSync(join(real.outdir, 'Small.template.json'), 'utf8');
    const { Resources } = JSON.parse(template) as { Resources: object };
    const more = Object.keys(Resources).find((id) => id.startsWith('More'))!;
    const mapping = join(real.outdir, 'mapping.json');
    writeFileSync(mapping, JSON.stringify({ [more]: { BucketName: 'elsewhere' } }));
    const imported = await cdk('import', '--resource-mapping', mapping, '--force', '-c', 'more=1');
    expect(imported).toEqual(ended(1, /embedded AWS.*import/i));
    expect((await real.again('destroy', '--force')).exitCode).toBe(0);
  }, 180_000);

  it('watches an app, whose functions it swaps at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watched-'));
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ watch: { include: ['*.txt'] } }));
    const app = join(folder, 'app.ts');
    writeFileSync(app, `require(${JSON.stringify(join(__dirname, 'small-app.ts'))});`);
    const watched = real.forApp(app);
    expect((await watched.deploy()).exitCode).toBe(0);
    await watched.until(/hotswapped!/, 'watch', '--no-logs', '-c', 'remark=watched');
    expect((await watched.again('destroy', '--force')).exitCode).toBe(0);
    rmSync(folder, { recursive: true });
  }, 180_000);
});
