import { startLocalAws } from '../../src/local-aws';
import { runningFor } from '../support/running';

const BOOTSTRAP = 'cdk-hnb659fds-container-assets-123456789012-us-east-1';

describe('ECR', () => {
  const aws = runningFor('all tests', () => startLocalAws({ functions: 'inline' }));

  async function ask(operation: string, input: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(aws.endpoint, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/ecr/aws4_request',
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AmazonEC2ContainerRegistry_V20150921.${operation}`,
      },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: await response.json() };
  }

  it('has the repository of the bootstrap, without images (ECR-1)', async () => {
    const listed = await ask('ListImages', { repositoryName: BOOTSTRAP });
    expect(listed).toEqual({ status: 200, body: { imageIds: [] } });
  });

  it.each(['shop', BOOTSTRAP.replace('hnb659fds', 'myteam')])(
    'has no repository %s',
    async (repositoryName) => {
      const listed = await ask('ListImages', { repositoryName });
      expect(listed).toMatchObject({ status: 400, body: { __type: 'RepositoryNotFoundException' } });
    },
  );

  it('refuses everything else by name (ECR-1)', async () => {
    const created = await ask('CreateRepository', { repositoryName: 'shop' });
    expect(created).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } });
  });
});
