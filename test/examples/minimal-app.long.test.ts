import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { readAssembly } from '../storm/read-assembly';
import { startStormAccount } from '../storm/storm-account';

const ROOT = resolve(__dirname, '../..');

it('an app of somebody else’s is deployed with a shop in it, and its back end may ask', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minimal-app-'));
  try {
    // From another folder: the app's working directory is independent of the construct's location.
    await promisify(execFile)(
      process.execPath,
      ['-r', join(ROOT, 'bin/run-typescript.cjs'), join(ROOT, 'examples/minimal-app/app.ts')],
      { cwd: folder, env: { ...process.env, CDK_OUTDIR: join(folder, 'cdk.out') } },
    );
    const app = readAssembly(join(folder, 'cdk.out'), 'MyShop');
    const account = await startStormAccount([app]);
    try {
      expect(await account.create(app)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
      const lambda = new LambdaClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
      const FunctionName = (await account.inventory())
        .find((entry) => /^AWS::Lambda::Function .*-BackEnd/.test(entry))
        ?.split(' ')[1];
      const { Payload } = await lambda.send(
        new InvokeCommand({ FunctionName, Payload: JSON.stringify({ userId: '1' }) }),
      );
      lambda.destroy();
      expect(JSON.parse(Buffer.from(Payload!).toString())).toHaveLength(5);
      expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
      expect(await account.inventory()).toEqual([]);
    } finally {
      await account.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
