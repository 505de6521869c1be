import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { startLocalAws } from '../../src/local-aws';
import { freePort } from './free-port';
import { ask, standForAll } from './shop-api';

const stand = standForAll();

it('gives every API an address of its own, which a reset closes (APIGW-3)', async () => {
  const first = await stand.gateway.createApi({ Name: 'a', ProtocolType: 'HTTP' });
  const second = await stand.gateway.createApi({ Name: 'b', ProtocolType: 'HTTP' });
  const addresses = [stand.aws.endpoint, first.ApiEndpoint!, second.ApiEndpoint!];
  expect(new Set(addresses).size).toBe(3);
  for (const address of addresses.slice(1)) {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await ask(address)).toMatchObject({ status: 404, body: { message: 'Not Found' } });
  }
  await stand.aws.reset();
  for (const address of addresses.slice(1)) await expect(fetch(address)).rejects.toThrow('fetch failed');
});

it('takes the ports after its own, if it was given one, and passes over taken ones (APIGW-3)', async () => {
  const own = await freePort(4);
  const taken = own + 1;
  const blocker = createServer();
  await once(blocker.listen(taken, '127.0.0.1'), 'listening');
  const aws = await startLocalAws({ port: own });
  const gateway = new ApiGatewayV2({ endpoint: aws.endpoint, region: 'us-east-1' });
  const create = async (): Promise<{ id: string; port: number }> => {
    const { ApiId, ApiEndpoint } = await gateway.createApi({ Name: 'a', ProtocolType: 'HTTP' });
    return { id: ApiId!, port: Number(new URL(ApiEndpoint!).port) };
  };
  const { id, port } = await create();
  expect(port).toBeGreaterThan(taken);
  expect(port).toBeLessThan(taken + 100);
  await gateway.deleteApi({ ApiId: id });
  expect((await create()).port).toBe(port);
  await aws.close();
  blocker.close();
});
