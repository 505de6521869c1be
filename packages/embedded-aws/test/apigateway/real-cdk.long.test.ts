import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { join } from 'node:path';
import { startRealCdk, type RealCdk } from '../cloudformation/real-cdk';
import { freePort } from './free-port';
import { ask } from './shop-api';

let real: RealCdk;
afterEach(() => real.close());

async function apiUrl(): Promise<string> {
  const client = new CloudFormation({ endpoint: real.aws.endpoint, region: 'us-east-1' });
  const { Stacks } = await client.describeStacks({ StackName: 'Shop' });
  return Stacks![0].Outputs!.find(({ OutputKey }) => OutputKey === 'ApiUrl')!.OutputValue!;
}

it('the CDK CLI deploys an HTTP API, updates, destroys and deploys it at the same address (APIGW-3)', async () => {
  real = await startRealCdk(join(__dirname, 'http-api-app.ts'), { port: await freePort() });
  expect(await real.deploy('-c', 'description=old')).toMatchObject({ exitCode: 0 });
  const url = await apiUrl();
  expect(await ask(`${url}/shelves/top`)).toMatchObject({ status: 200, body: { path: '/shelves/top' } });
  expect((await ask(`${url}/shelves/top`, { method: 'HEAD' })).status).toBe(200);
  expect((await ask(`${url}/shelves/top`, { method: 'POST' })).status).toBe(404);

  expect(await real.deploy('-c', 'description=new')).toMatchObject({ exitCode: 0 });
  expect(await apiUrl()).toBe(url);
  const gateway = new ApiGatewayV2({ endpoint: real.aws.endpoint, region: 'us-east-1' });
  expect((await gateway.getApis({})).Items).toMatchObject([{ Description: 'new', Tags: { owner: 'shop' } }]);

  expect(await real.cdk('destroy', '--force')).toMatchObject({ exitCode: 0 });
  // The log group that Lambda makes for itself stays, as on AWS.
  expect((await real.inventory()).map(({ type }) => type)).toEqual(['AWS::Logs::LogGroup']);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  expect(await real.deploy()).toMatchObject({ exitCode: 0 });
  expect(await apiUrl()).toBe(url);
});
