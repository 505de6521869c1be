import type { ImportWaitProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { importWait } from '../../../../lambda/shop/dataset-import/dataset-import';
import { handlerWorld, requestsFor } from '../../support/handler-world';

const DatasetArn = 'arn:aws:personalize:eu-west-1:111122223333:dataset/Shop-shop/ITEMS';
const DatasetGroupArn = 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop';
const properties: ImportWaitProperties = {
  DatasetGroupArn,
  Imports: [{ DatasetArn, DataVersion: '1' }],
  Last: 'false',
  TimeoutHours: '2',
};
const { create, remove } = requestsFor(properties, 'Resource');

const { clock, fails, personalize, stack, succeeds } = handlerWorld(importWait);
const importing = (minutes: number, failureReason?: string): void => {
  Object.assign(personalize.behaviour, { createMinutes: minutes, failureReason });
  personalize.add('dataset-import-job', `job-${minutes}`, { datasetArn: DatasetArn, importMode: 'FULL' });
};

describe('a wait for imports', () => {
  beforeEach(() => void personalize.add('dataset', 'Shop-shop/ITEMS'));

  it('leaves a longer import to the next one', async () => {
    importing(70);
    await succeeds(create);
    expect(clock.minutes).toBe(50);
  });

  it('fails with the reason of an import that fails meanwhile', async () => {
    importing(20, 'Too few rows.');
    await fails(create, 'Too few rows.');
  });

  it('does not fail a rollback for it', async () => {
    stack.isRollingBack = true;
    importing(20, 'Too few rows.');
    await succeeds(create);
  });
});

describe('the deletion of a wait for imports', () => {
  const deleting = (): void => {
    const resource = personalize.add('recommender', 'a', { datasetGroupArn: DatasetGroupArn });
    Object.assign(resource, { deletedAt: 0, deleteMinutes: 17 });
  };

  it('waits for nothing while the stack stays', async () => {
    deleting();
    importing(20);
    await succeeds(remove, { polls: 1 });
  });
});
