import { startLocalAws } from '../../src/local-aws';
import { askJson } from '../support/ask-json';
import { runningFor } from '../support/running';

const BOOTSTRAP = 'cdk-hnb659fds-container-assets-123456789012-us-east-1';

const aws = runningFor('all tests', () => startLocalAws({ functions: 'inline' }));
const ask = (operation: string, repositoryName: string) =>
  askJson(aws, 'ecr', `AmazonEC2ContainerRegistry_V20150921.${operation}`, { repositoryName });

describe('ECR', () => {
  it('has the repository of the bootstrap, without images (ECR-1)', async () => {
    expect(await ask('ListImages', BOOTSTRAP)).toEqual({ status: 200, body: { imageIds: [] } });
  });

  it.each([
    ['ListImages', 'shop', 'RepositoryNotFoundException'],
    ['ListImages', BOOTSTRAP.replace('hnb659fds', 'myteam'), 'RepositoryNotFoundException'],
    ['CreateRepository', 'shop', 'UnknownOperationException'],
  ])('refuses everything else by name: %s %s (ECR-1)', async (operation, repository, __type) => {
    expect(await ask(operation, repository)).toMatchObject({ status: 400, body: { __type } });
  });
});
