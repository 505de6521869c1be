import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shopArchive } from '../support/shop-archive';
import { startStack, type DeployedStack } from './deployed-stack';

/** Enough users and views for the view-based use cases, and not one purchase. */
function withoutPurchases(): string {
  const rows = Array.from({ length: 2_000 }, (_, at) => {
    const item = `i${1 + ((at % 7) % 2)}`;
    return `${item},u${at % 50},ProductViewed,${1_600_000_000 + at},No`;
  });
  return ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT', ...rows, ''].join('\r\n');
}

describe('a deployment that fails', () => {
  let deployed: DeployedStack;
  beforeAll(async () => {
    deployed = await startStack();
  });
  afterAll(() => deployed.close());

  it.each([
    ['bad data', 'items,that,are\nnot,a,table\n', undefined, /items\.csv/],
    [
      'too few purchases for a recommender',
      undefined,
      withoutPurchases(),
      /Dataset has fewer than 1000 interactions after filtering by event type: Purchase/,
    ],
  ])('ends with the cause of %s, and rolls back all it made', async (name, items, interactions, cause) => {
    const { stack, follow, folder, resources } = deployed;
    const archive = join(folder, `${name}.tar`);
    await writeFile(archive, shopArchive({ ...(items && { items }), ...(interactions && { interactions }) }));
    // Otherwise the readiness check at synth would fail before the deployment.
    await expect(stack.deploy({ archive, force: 'true' }, follow)).rejects.toThrow(cause);
    expect(resources.map(({ status }) => status)).toContain('CREATE_FAILED');
    expect((await stack.inventory()).map(({ type }) => type)).toEqual(['AWS::CloudFormation::Stack']);
    // Its app, which would refuse the setting, does not run again.
    await stack.destroy(follow, { holdout: 'none' });
    expect(await stack.inventory()).toEqual([]);
  });
});
