import type {
  DatasetImportProperties,
  ImportWaitProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { DATA_VERSION_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { datasetImport, importWait } from '../../../../lambda/shop/dataset-import/dataset-import';
import { serviceError } from '../../support/fake-personalize';
import { handlerWorld, requestsFor } from '../../support/handler-world';

const ACCOUNT = 'arn:aws:personalize:eu-west-1:111122223333';
const DATASET = `${ACCOUNT}:dataset/Shop-shop/ITEMS`;
const JOBS = `${ACCOUNT}:dataset-import-job/Shop-items-*`;
/** Why an import fails whose role does not work yet. */
const UNREADABLE =
  'Failed to create a data import job. Insufficient privileges for accessing data in Amazon S3.';
const LACKS_PRICE = 'Input CSV is missing the following columns:[PRICE].';

const properties: DatasetImportProperties = {
  DatasetArn: DATASET,
  DataLocation: 's3://bucket/dataset/training_item.csv',
  RoleArn: 'arn:aws:iam::111122223333:role/import',
  JobNamePrefix: 'Shop-items',
  DataVersion: '1',
  VersionTag: DATA_VERSION_TAG,
  SchemaName: 'Shop-items-aaaaaaaa',
  Last: 'true',
  TimeoutHours: '1',
};
const { create, remove, update } = requestsFor(properties, JOBS);

const { clock, fails, personalize, run, stack, succeeds } = handlerWorld((client, view) =>
  datasetImport(client, view),
);
/** Another dataset under the same ARN each time. */
const createDataset = (schema = 'Shop-items-aaaaaaaa') =>
  personalize.add('dataset', 'Shop-shop/ITEMS', { schemaArn: `${ACCOUNT}:schema/${schema}` });
beforeEach(() => {
  personalize.behaviour.createMinutes = 3;
  createDataset();
});
const jobs = (): string[] =>
  [...personalize.resources.keys()].filter((arn) => arn.includes(':dataset-import-job/'));
const addJob = (name: string, importMode?: string) =>
  personalize.add('dataset-import-job', name, { datasetArn: DATASET, importMode });

describe('a Create', () => {
  it('makes one job when the request comes twice, and names it by its request, for names are never freed', async () => {
    for (const RequestId of ['first', 'first', 'second']) await succeeds({ ...create, RequestId });
    expect(jobs()).toHaveLength(2);
    for (const arn of jobs()) expect(arn).toMatch(/\/Shop-items-[0-9a-f]{8}-1$/);
  });

  it('waits for a free place among five imports', async () => {
    const words = 'More than 5 resources with PENDING or IN_PROGRESS status.';
    personalize.failNext('CreateDatasetImportJob', serviceError('LimitExceededException', words), 3);
    await succeeds(create);
    expect(clock.minutes).toBe(4.5);
  });

  it('tries again under a new name while fresh policies do not work yet', async () => {
    personalize.behaviour.failureReason = UNREADABLE;
    personalize.before = () => {
      if (clock.minutes >= 2) delete personalize.behaviour.failureReason;
    };
    await succeeds(create);
    expect(jobs().map((arn) => arn.slice(-2))).toEqual(['-1', '-2']);
  });

  it.each([
    ['at once', 0, 5],
    ['after minutes', 3, 4],
  ])('fails with the reason when jobs fail %s and the policies never work', async (_, minutes, attempts) => {
    Object.assign(personalize.behaviour, { failureReason: UNREADABLE, createMinutes: minutes });
    await fails(create, properties.DataLocation, `attempt ${attempts}`, UNREADABLE);
    expect(clock.minutes).toBeGreaterThanOrEqual(4);
    expect(clock.minutes).toBeLessThan(15);
  });

  it('fails at once for a reason that time does not heal, and the dataset’s tag says nothing of it', async () => {
    personalize.behaviour.failureReason = LACKS_PRICE;
    await fails(create, 'missing the following columns:[PRICE]');
    expect(jobs()).toHaveLength(1);
    expect(personalize.resources.get(DATASET)?.tags).toEqual([]);
  });

  it('fails and starts no job where CloudFormation is rolling back', async () => {
    stack.isAbandoned = true;
    await fails(create);
    expect(jobs()).toEqual([]);
  });
});

describe('the tag of a dataset', () => {
  const tag = (tagValue: string): unknown[] => [{ tagKey: DATA_VERSION_TAG, tagValue }];
  const dataset = () => personalize.resources.get(DATASET)!;

  it('says what was imported, also by an earlier version after an update from there', async () => {
    await run(create);
    expect(dataset().tags).toEqual(tag('1'));
    dataset().tags = [];
    // The property is new.
    await run(update({}, { VersionTag: '' }));
    expect(dataset().tags).toEqual(tag('1'));
    expect(jobs()).toHaveLength(1);
  });

  describe('of an import that moves to another logical id', () => {
    const moved = (changed: Partial<DatasetImportProperties> = {}) => ({
      ...create,
      RequestId: 'moved',
      ResourceProperties: { ...properties, ...changed },
    });
    beforeEach(async () => {
      await run(create);
      clock.minutes = 60;
      stack.keeper = 'Former';
    });

    it.each([
      ['keeps it from an import', () => undefined, 1],
      ['does not, where somebody has made the dataset anew', () => (createDataset().tags = tag('1')), 2],
      ['does not, where no other logical id has the dataset', () => (stack.keeper = undefined), 2],
    ])('%s', async (_what, change, imports) => {
      change();
      // The bucket moves with it.
      await succeeds(moved({ DataLocation: 's3://other/dataset/training_item.csv' }));
      expect(jobs()).toHaveLength(imports);
    });

    it('fails it with other data, and nothing is imported', async () => {
      const words = ['moves from the logical id Former', 'move in a deployment of its own'];
      await fails(moved({ DataVersion: '2' }), ...words);
      expect(jobs()).toHaveLength(1);
      expect(dataset().tags).toEqual(tag('1'));
    });

    it('fails it while it does not say what was imported, with the way to say it', async () => {
      dataset().tags = [];
      await fails(moved(), DATA_VERSION_TAG, 'without the move');
      expect(jobs()).toHaveLength(1);
    });
  });
});

describe('an Update', () => {
  it('leaves the data in a rollback where the schema has grown, and a deployment after that fails in words', async () => {
    const grown = { DataVersion: '2', SchemaName: 'Shop-items-bbbbbbbb' };
    await run(create);
    createDataset(grown.SchemaName).createdAt = 0;
    // The former file lacks a column.
    stack.isRollingBack = true;
    await succeeds(update({}, grown));
    stack.isRollingBack = false;
    await fails(update({}, grown), 'Put them back into the setting data');
    expect(jobs()).toHaveLength(1);
  });

  const otherRole = {
    ...update({ RoleArn: 'arn:aws:iam::111122223333:role/other' }),
    // An earlier version gave this id.
    PhysicalResourceId: DATASET,
  };

  it.each([
    ['DataVersion', '2'],
    ['DataLocation', 's3://bucket/dataset/other.csv'],
  ] as const)('imports again when %s changed', async (key, value) => {
    await run(create);
    await run(update({ [key]: value }));
    expect(jobs()).toHaveLength(2);
  });

  it('imports nothing when the role alone changed', async () => {
    await run(create);
    await succeeds(otherRole, { polls: 1, physicalId: DATASET });
    expect(jobs()).toHaveLength(1);
  });

  it('imports again into a dataset that was made anew, though neither the file nor the ARN has changed', async () => {
    await run(create);
    clock.minutes += 60;
    createDataset();
    await succeeds(otherRole, { physicalId: DATASET });
    expect(jobs()).toHaveLength(2);
    clock.minutes += 60;
    await run({ ...otherRole, RequestId: 'later' });
    expect(jobs()).toHaveLength(2);
  });

  it('imports, too, where somebody has added parts, or an import has failed', async () => {
    addJob('parts', 'INCREMENTAL');
    addJob('broken', 'FULL').failureReason = LACKS_PRICE;
    clock.minutes += 60;
    await succeeds(otherRole);
    expect(jobs()).toHaveLength(3);
  });
});

describe('a Delete', () => {
  it.each([
    ['waits for the dataset’s jobs at work', 3, 3],
    ['leaves a longer wait to the resources that are deleted after it', 90, 50],
  ])('%s, and deletes nothing live', async (_what, minutes, ends) => {
    const datasetGroupArn = `${ACCOUNT}:dataset-group/Shop-shop`;
    const kinds = ['filter', 'event-tracker', 'metric-attribution', 'recommender'];
    const live = kinds.map((kind) => personalize.add(kind, 'Shop-live', { datasetGroupArn }));
    personalize.behaviour.createMinutes = minutes;
    addJob('of-a-rollback');
    await succeeds(remove);
    expect(clock.minutes).toBe(ends);
    expect(live.map(({ arn }) => personalize.statusOf(arn))).toEqual(kinds.map(() => 'ACTIVE'));
  });

  it('succeeds when the dataset was deleted by hand, whatever lists say of that', async () => {
    personalize.gone.add(DATASET);
    personalize.resources.delete(DATASET);
    await succeeds(remove, { polls: 1 });
  });
});

describe('a wait for imports', () => {
  const wait = handlerWorld(importWait);
  const requests = requestsFor<ImportWaitProperties>(
    {
      DatasetGroupArn: `${ACCOUNT}:dataset-group/Shop-shop`,
      Imports: [{ DatasetArn: DATASET, DataVersion: '1' }],
      ...{ Last: 'false', TimeoutHours: '2' },
    },
    'Resource',
  );
  const importing = (minutes: number, failureReason?: string): void => {
    wait.personalize.add('dataset', 'Shop-shop/ITEMS');
    Object.assign(wait.personalize.behaviour, { createMinutes: minutes, failureReason });
    wait.personalize.add('dataset-import-job', 'job', { datasetArn: DATASET, importMode: 'FULL' });
  };

  it('leaves a longer import to the next one', async () => {
    importing(70);
    await wait.succeeds(requests.create);
    expect(wait.clock.minutes).toBe(50);
  });

  it('fails with the reason of an import that fails meanwhile, but not a rollback', async () => {
    importing(20, 'Too few rows.');
    await wait.fails(requests.create, 'Too few rows.');
    wait.stack.isRollingBack = true;
    importing(20, 'Too few rows.');
    await wait.succeeds(requests.create);
  });

  it('is deleted at once while the stack stays', async () => {
    const { DatasetGroupArn: datasetGroupArn } = requests.remove.ResourceProperties;
    wait.personalize.add('recommender', 'a', { datasetGroupArn });
    importing(20);
    await wait.succeeds(requests.remove, { polls: 1 });
  });
});
