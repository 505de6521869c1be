import { S3 } from '@aws-sdk/client-s3';
import { join } from 'node:path';
import { startRealCdk, type RealCdk } from './real-cdk';

const QUALIFIER = ['-c', '@aws-cdk/core:bootstrapQualifier=myteam'];
const PLACE = 'aws://123456789012/us-east-1';
const BUCKET = 'cdk-myteam-assets-123456789012-us-east-1';

let real: RealCdk;
let s3: S3;
beforeEach(async () => {
  real = await startRealCdk(join(__dirname, 'small-app.ts'));
  s3 = new S3({ endpoint: real.aws.endpoint, region: 'us-east-1', forcePathStyle: true });
});
afterEach(() => real.close());

const keysIn = async (Bucket: string): Promise<unknown[]> =>
  ((await s3.listObjectsV2({ Bucket })).Contents ?? []).map(({ Key }) => Key);

describe('a qualifier of one’s own', () => {
  it('fails where nobody has bootstrapped it, as on AWS', async () => {
    const failed = await real.deploy(...QUALIFIER);
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain('SSM parameter /cdk-bootstrap/myteam/version not found');
    await expect(s3.headBucket({ Bucket: BUCKET })).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('is bootstrapped beside the default, deployed with, collected and destroyed', async () => {
    const stack = ['--toolkit-stack-name', 'MyTeamToolkit'];
    const bootstrapped = await real.cdk('bootstrap', PLACE, '--qualifier', 'myteam', ...stack);
    expect(bootstrapped).toEqual({ exitCode: 0, output: expect.stringContaining('bootstrapped') as string });
    const again = await real.cdk('bootstrap', PLACE, '--qualifier', 'myteam', ...stack);
    expect(again.output).toContain('(no changes)');

    const deployed = await real.deploy(...QUALIFIER);
    expect(deployed).toEqual({ exitCode: 0, output: expect.stringContaining('Small.Doubled = 2') as string });
    const used = await keysIn(BUCKET);
    expect(used.length).toBeGreaterThan(1);
    expect(await keysIn('cdk-hnb659fds-assets-123456789012-us-east-1')).toEqual([]);

    await s3.putObject({ Bucket: BUCKET, Key: 'unused.zip', Body: 'x' });
    const gc = ['--unstable=gc', '--created-buffer-days=0', '--confirm=false'];
    const collected = await real.cdk('gc', PLACE, ...gc, '--bootstrap-stack-name', 'MyTeamToolkit');
    expect(collected.exitCode).toBe(0);
    const left = await keysIn(BUCKET);
    expect(left).not.toContain('unused.zip');
    expect(left.filter((key) => String(key).endsWith('.zip'))).toEqual(
      used.filter((key) => String(key).endsWith('.zip')),
    );

    expect((await real.cdk('destroy', '--force', ...QUALIFIER)).exitCode).toBe(0);
    expect(await real.inventory()).toEqual([]);
    // The default is what it was.
    expect((await real.deploy()).exitCode).toBe(0);
    expect((await real.again('destroy', '--force')).exitCode).toBe(0);
  });
});
