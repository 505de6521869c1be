/** @jest-environment ./test/jest/in-order-environment.js */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { UseCaseReport } from '@ecommerce-recommenders/tools/evaluate/evaluation-report';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { startStack, type DeployedStack } from './deployed-stack';

// Each test continues with the previous test's stack, as a user would.
describe('the stack, deployed by the CDK CLI on the embedded AWS', () => {
  let deployed: DeployedStack;
  beforeAll(async () => {
    deployed = await startStack();
    await deployed.stack.deploy({}, deployed.follow);
  });
  afterAll(() => deployed.close());

  it('is measured by npm run evaluate in every use case', async () => {
    const { aws, folder } = deployed;
    const json = join(folder, 'evaluation.json');
    const env = localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION });
    const command = ['bin/recommenders.cjs', 'evaluate', '--users', '30', '--json', json];
    const { stdout } = await promisify(execFile)(process.execPath, command, { env });
    expect(stdout).toMatch(
      /^Frequently bought together: 30 users\n[^]*^25 +recommender +0\.\d{3} ±0\.\d{3} /m,
    );
    const { useCases } = JSON.parse(await readFile(json, 'utf8')) as { useCases: UseCaseReport[] };
    expect(useCases.map(({ useCase, lines }) => [useCase, lines.length])).toEqual([
      ['most-viewed', 9],
      ['best-sellers', 9],
      ['frequently-bought-together', 12],
      ['customers-who-viewed-x-also-viewed', 12],
    ]);
    const { lines } = useCases[2];
    const hitRate = (list: string): number => lines.find((line) => line.list === list)!.hitRate.mean;
    expect(hitRate('recommender')).toBeGreaterThan(hitRate('popularity'));
  });

  it('has no difference to what is deployed', async () => {
    await expect(deployed.cdk('diff', '--fail')).resolves.toBeUndefined();
  });

  it('can be deployed again under the same names', async () => {
    const { stack, follow } = deployed;
    await stack.destroy(follow);
    await stack.deploy({ useCases: 'best-sellers,recommended-for-you' }, follow);
    expect(await stack.outputs()).toHaveProperty('RecommendedForYouRecommenderArn');
    await stack.destroy(follow);
    expect(await stack.inventory()).toEqual([]);
  });
});
