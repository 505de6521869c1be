import type { ImportWaitProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { importWait } from '../../../../lambda/shop/dataset-import/dataset-import';
import { providerFramework, type Request } from '../../support/provider-framework';
import { stackDouble } from '../../support/stack-double';
import { DATASET, GROUP, importWorld, type ImportWorld } from './import-world';

const properties: ImportWaitProperties = {
  DatasetGroupArn: GROUP,
  Imports: [{ DatasetArn: DATASET, DataVersion: '1' }],
  Last: 'false',
  TimeoutHours: '2',
};
const create: Request<ImportWaitProperties> = { RequestType: 'Create', ResourceProperties: properties };
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: 'Resource' } as const;

let world: ImportWorld;
let run: ReturnType<typeof providerFramework<ImportWaitProperties>>;
beforeEach(() => {
  world = importWorld();
  run = providerFramework(
    importWait(world.personalize.client, stackDouble(world.stack), () => world.clock.minutes * 60_000),
    world.clock,
  );
});
const importing = (minutes: number, failureReason?: string): void => {
  Object.assign(world.personalize.behaviour, { createMinutes: minutes, failureReason });
  world.personalize.add('dataset-import-job', `job-${minutes}`, { datasetArn: DATASET, importMode: 'FULL' });
};

describe('a wait for imports', () => {
  it('ends with the import', async () => {
    importing(20);
    expect(await run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(20);
  });

  it('leaves a longer import to the next one', async () => {
    importing(70);
    expect(await run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(50);
  });

  it('fails with the remedy if none follows', async () => {
    importing(70);
    const { status, reason } = await run({ ...create, ResourceProperties: { ...properties, Last: 'true' } });
    expect([status, reason]).toEqual([
      'FAILED',
      expect.stringContaining('Imports did not finish within 2 hours'),
    ]);
    expect(reason).toContain('Raise the setting trainingTimeoutHours');
  });

  it.each([
    ['fails with the reason of an import that fails meanwhile', false, 'FAILED'],
    ['does not fail a rollback for it', true, 'SUCCESS'],
  ])('%s', async (_what, isRollingBack, status) => {
    world.stack.isRollingBack = isRollingBack;
    importing(20, 'Too few rows.');
    const outcome = await run(create);
    expect(outcome.status).toBe(status);
    if (!isRollingBack) expect(outcome.reason).toContain('Too few rows.');
  });
});

describe('the deletion of a wait for imports', () => {
  const deleting = (): void => {
    const { arn } = world.personalize.add('recommender', 'a', { datasetGroupArn: GROUP });
    Object.assign(world.personalize.resources.get(arn)!, { deletedAt: 0, deleteMinutes: 17 });
  };

  it('waits at the end of the stack for recommenders that are being deleted', async () => {
    world.stack.isGoing = true;
    deleting();
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(17);
  });

  it('waits for nothing while the stack stays', async () => {
    deleting();
    importing(20);
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });
});
