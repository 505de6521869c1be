import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly, type Assembly } from '@ecommerce-recommenders/tools/cdk/read-assembly';
import { startStormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const LOG_GROUP = 'calls';

/** A stack with one AwsCustomResource call, with the CDK's own function and defaults. */
function assemblyWithCall(): Assembly {
  const outdir = mkdtempSync(join(tmpdir(), 'aws-custom-resource-'));
  try {
    const app = new App({ analyticsReporting: false, outdir });
    const stack = new Stack(app, 'Calling');
    new AwsCustomResource(stack, 'Call', {
      onCreate: {
        service: 'Lambda',
        action: 'listFunctions',
        physicalResourceId: PhysicalResourceId.of('call'),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
      // Done before npm gives up, whose retries are 70 seconds apart.
      timeout: Duration.seconds(30),
      logGroup: new LogGroup(stack, 'Logs', { logGroupName: LOG_GROUP }),
    });
    app.synth();
    return readAssembly(outdir, 'Calling');
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

it('an AwsCustomResource that installs the latest SDK is told why not, and takes the one that is there (LAMBDA-9)', async () => {
  const assembly = assemblyWithCall();
  const account = await startStormAccount([assembly], { functions: 'processes' });
  const logs = new CloudWatchLogs({ endpoint: account.aws.endpoint });
  try {
    expect(await account.create(assembly)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const { events = [] } = await logs.filterLogEvents({ logGroupName: LOG_GROUP });
    expect(events.map(({ message }) => message).join('\n')).toMatch(
      /Falling back to pre-installed version[^]*refused: functions of the embedded AWS can reach only this machine/,
    );
  } finally {
    await account.close();
  }
});
