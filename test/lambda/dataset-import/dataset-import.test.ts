import type { DatasetImportProperties } from '@ecommerce-recommenders/shop-data/contracts/dataset-import';
import { datasetImport } from '../../../lambda/dataset-import/dataset-import';
import { FakePersonalize, serviceError } from '../support/fake-personalize';
import { providerFramework, STACK_ID, type Request } from '../support/provider-framework';

const ACCOUNT = 'arn:aws:personalize:eu-west-1:111122223333';
const GROUP = `${ACCOUNT}:dataset-group/Shop-shop`;
const DATASET = `${ACCOUNT}:dataset/Shop-shop/ITEMS`;
const UNREADABLE =
  'Failed to create a data import job. Insufficient privileges for accessing data in Amazon S3.';
const properties: DatasetImportProperties = {
  DatasetArn: DATASET,
  DataLocation: 's3://bucket/dataset/training_item.csv',
  RoleArn: 'arn:aws:iam::111122223333:role/import',
  JobNamePrefix: 'Shop-items',
  DataVersion: '1',
  Dataset: { Name: 'Shop-items' },
};
const create: Request<DatasetImportProperties> = { RequestType: 'Create', ResourceProperties: properties };
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: DATASET } as const;

const clock = { minutes: 0 };
const stack = { isAbandoned: false, isRollingBack: false };
let personalize: FakePersonalize;
let run: ReturnType<typeof providerFramework<DatasetImportProperties>>;
beforeEach(() => {
  clock.minutes = 0;
  Object.assign(stack, { isAbandoned: false, isRollingBack: false });
  personalize = new FakePersonalize(clock);
  personalize.behaviour.createMinutes = 3;
  createDataset();
  run = providerFramework(
    datasetImport(
      personalize.client,
      async () => stack.isAbandoned,
      async () => stack.isRollingBack,
      () => clock.minutes * 60_000,
    ),
    clock,
  );
});

/** As CloudFormation does before the import: another dataset under the same ARN each time. */
const createDataset = (): void => void personalize.add('dataset', 'Shop-shop/ITEMS');
const tags = (): unknown[] | undefined => personalize.resources.get(DATASET)?.tags;
const jobs = (): string[] =>
  [...personalize.resources.keys()].filter((arn) => arn.includes(':dataset-import-job/'));

describe('where the schema grows in place', () => {
  const grown = `${ACCOUNT}:schema/Shop-items-bbbbbbbb`;
  const former = { ...properties, Dataset: { SchemaName: 'Shop-items-aaaaaaaa' } };
  const back: Request<DatasetImportProperties> = {
    RequestType: 'Update',
    PhysicalResourceId: DATASET,
    ResourceProperties: former,
    OldResourceProperties: {
      ...properties,
      DataVersion: '2',
      Dataset: { SchemaName: 'Shop-items-bbbbbbbb' },
    },
  };
  beforeEach(async () => {
    await run({ ...create, ResourceProperties: former });
    personalize.add('dataset', 'Shop-shop/ITEMS', { schemaArn: grown });
    personalize.resources.get(DATASET)!.createdAt = 0;
  });

  it('a file with the new column is imported', async () => {
    const ResourceProperties = back.OldResourceProperties!;
    await run({ ...back, ResourceProperties, OldResourceProperties: former });
    expect(jobs()).toHaveLength(2);
  });

  it('a rollback leaves the data, because the former file lacks a column', async () => {
    stack.isRollingBack = true;
    expect(await run(back)).toMatchObject({ status: 'SUCCESS' });
    expect(jobs()).toHaveLength(1);
  });

  it('a deployment after that fails in words, in the place of an import that Personalize refuses', async () => {
    const { status, reason } = await run(back);
    expect(status).toBe('FAILED');
    expect(reason).toContain('Put them back into the setting data');
    expect(jobs()).toHaveLength(1);
  });
});

describe('a Create', () => {
  it('imports the whole file and waits for the end', async () => {
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: DATASET });
    expect(clock.minutes).toBe(3);
    expect(personalize.resources.get(jobs()[0])?.input).toMatchObject({
      datasetArn: DATASET,
      dataSource: { dataLocation: properties.DataLocation },
      roleArn: properties.RoleArn,
      importMode: 'FULL',
    });
  });

  it('makes one job when the request comes twice', async () => {
    await run(create);
    expect(await run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(jobs()).toHaveLength(1);
  });

  it('names the job by its request, for names are never freed', async () => {
    await run({ ...create, RequestId: 'first' });
    await run({ ...create, RequestId: 'second' });
    expect(jobs()).toHaveLength(2);
    for (const arn of jobs()) expect(arn).toMatch(/\/Shop-items-[0-9a-f]{8}-1$/);
  });

  it('waits for a free place among five imports', async () => {
    const busy = serviceError(
      'LimitExceededException',
      'More than 5 resources with PENDING or IN_PROGRESS status.',
    );
    personalize.failNext('CreateDatasetImportJob', busy, 3);
    expect(await run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(clock.minutes).toBe(4.5);
  });

  it('tries again under a new name while fresh policies do not work yet', async () => {
    personalize.behaviour.failureReason = UNREADABLE;
    const outcome = run(create);
    const { send } = personalize.client;
    personalize.client.send = ((command: Parameters<typeof send>[0]) => {
      if (clock.minutes >= 2) delete personalize.behaviour.failureReason;
      return send(command);
    }) as typeof send;
    expect(await outcome).toMatchObject({ status: 'SUCCESS' });
    expect(jobs().map((arn) => arn.slice(-2))).toEqual(['-1', '-2']);
  });

  it('gives fresh policies a minute between two attempts, however fast a job fails', async () => {
    personalize.behaviour.failureReason = UNREADABLE;
    personalize.behaviour.createMinutes = 0;
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('attempt 5');
    expect(clock.minutes).toBeGreaterThanOrEqual(4);
  });

  it('fails with the reason when the policies never work', async () => {
    personalize.behaviour.failureReason = UNREADABLE;
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain(properties.DataLocation);
    expect(reason).toContain('attempt 4');
    expect(reason).toContain(UNREADABLE);
    expect(clock.minutes).toBeLessThan(15);
  });

  it('fails at once for a reason that time does not heal', async () => {
    personalize.behaviour.failureReason = 'Input CSV is missing the following columns:[PRICE].';
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('missing the following columns:[PRICE]');
    expect(jobs()).toHaveLength(1);
  });
});

describe('an Update', () => {
  const update = { ...create, RequestType: 'Update', PhysicalResourceId: DATASET } as const;

  it.each([
    ['DataVersion', '2'],
    ['DataLocation', 's3://bucket/dataset/other.csv'],
  ] as const)('imports again when %s changed', async (key, value) => {
    await run(create);
    const changed = { ...properties, [key]: value };
    await run({ ...update, ResourceProperties: changed, OldResourceProperties: properties });
    expect(jobs()).toHaveLength(2);
  });

  it('imports nothing when the role alone changed', async () => {
    await run(create);
    const changed = { ...properties, RoleArn: 'arn:aws:iam::111122223333:role/other' };
    const outcome = await run({ ...update, ResourceProperties: changed, OldResourceProperties: properties });
    expect(outcome).toMatchObject({ status: 'SUCCESS', polls: 1, physicalId: DATASET });
    expect(jobs()).toHaveLength(1);
  });
});

describe('a dataset that CloudFormation has made anew', () => {
  const update = { ...create, RequestType: 'Update', PhysicalResourceId: DATASET } as const;
  const anew = { ...properties, Dataset: { Name: 'Shop-items', Tags: [{ Key: 'team', Value: 'a' }] } };
  const replaced = { ...update, ResourceProperties: anew, OldResourceProperties: properties };

  it('is imported into again, though neither the file nor the ARN has changed', async () => {
    await run(create);
    clock.minutes += 60;
    createDataset();
    expect(await run(replaced)).toMatchObject({ status: 'SUCCESS', physicalId: DATASET });
    expect(jobs()).toHaveLength(2);
    clock.minutes += 60;
    await run({ ...replaced, RequestId: 'later' });
    expect(jobs()).toHaveLength(2);
  });

  it('is not filled by parts that somebody has added, nor by an import that failed', async () => {
    personalize.add('dataset-import-job', 'parts', { datasetArn: DATASET, importMode: 'INCREMENTAL' });
    personalize.behaviour.failureReason = 'Input CSV is missing the following columns:[PRICE].';
    personalize.add('dataset-import-job', 'broken', { datasetArn: DATASET, importMode: 'FULL' });
    delete personalize.behaviour.failureReason;
    clock.minutes += 60;
    expect(await run(replaced)).toMatchObject({ status: 'SUCCESS' });
    expect(jobs()).toHaveLength(3);
  });

  it('gets all of its tags again', async () => {
    const tagged = { ...properties, Tags: { team: 'a' } };
    await run({ ...create, ResourceProperties: tagged });
    createDataset();
    await run({
      ...update,
      ResourceProperties: { ...anew, Tags: { team: 'a' } },
      OldResourceProperties: tagged,
    });
    expect(tags()).toEqual([{ tagKey: 'team', tagValue: 'a' }]);
  });
});

describe('the tags', () => {
  const update = { ...create, RequestType: 'Update', PhysicalResourceId: DATASET } as const;
  const tagged = (Tags: Record<string, string>): DatasetImportProperties => ({ ...properties, Tags });

  it('are put on the dataset once it is filled', async () => {
    await run({ ...create, ResourceProperties: tagged({ team: 'a' }) });
    expect(tags()).toEqual([{ tagKey: 'team', tagValue: 'a' }]);
    expect(personalize.calls.at(-1)).toBe('TagResource');
  });

  it('change with no import, and leave alone those that somebody has put there by hand', async () => {
    await run({ ...create, ResourceProperties: tagged({ team: 'a', unit: 'x' }) });
    tags()?.push({ tagKey: 'by', tagValue: 'hand' });
    const changed = {
      ...update,
      ResourceProperties: tagged({ team: 'b' }),
      OldResourceProperties: tagged({ team: 'a', unit: 'x' }),
    };
    expect(await run(changed)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(jobs()).toHaveLength(1);
    expect(tags()).toEqual([
      { tagKey: 'by', tagValue: 'hand' },
      { tagKey: 'team', tagValue: 'b' },
    ]);
  });
});

describe('a Create that CloudFormation is rolling back', () => {
  it('fails and starts no job', async () => {
    stack.isAbandoned = true;
    expect(await run(create)).toMatchObject({ status: 'FAILED' });
    expect(jobs()).toEqual([]);
  });
});

describe('a Delete', () => {
  it('waits for the dataset’s jobs at work', async () => {
    personalize.add('dataset-import-job', 'of-a-rollback', { datasetArn: DATASET });
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(clock.minutes).toBe(3);
  });

  it('waits for recommenders of the group that are still being deleted', async () => {
    const resource = personalize.add('recommender', 'Shop-most-viewed', { datasetGroupArn: GROUP });
    Object.assign(resource, { deletedAt: 0, deleteMinutes: 17 });
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(clock.minutes).toBe(17);
  });

  it('deletes a recommender of this stack that came too late for its own Delete', async () => {
    const tags = [{ tagKey: 'stack', tagValue: STACK_ID }];
    clock.minutes = -60;
    const late = personalize.add('recommender', 'Shop-late', { datasetGroupArn: GROUP, tags });
    clock.minutes = 0;
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.statusOf(late.arn)).toBeUndefined();
  });

  it('waits for the tags of a recommender that is new, and does not take it for somebody else’s', async () => {
    const tags = [{ tagKey: 'stack', tagValue: STACK_ID }];
    personalize.behaviour.createMinutes = 0;
    personalize.unseen.tags = 3;
    const late = personalize.add('recommender', 'Shop-late', { datasetGroupArn: GROUP, tags });
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(late.deletedAt).toBe(3);
  });

  it.each(['recommender', 'solution'])(
    'fails at once where somebody else has made a %s in the group, and names it',
    async (kind) => {
      clock.minutes = -60;
      const { arn } = personalize.add(kind, 'by-hand', { datasetGroupArn: GROUP });
      const filter = personalize.add('filter', 'by-hand', { datasetGroupArn: GROUP });
      clock.minutes = 0;
      const { status, reason } = await run(remove);
      expect(status).toBe('FAILED');
      expect(reason).toContain(arn);
      expect(clock.minutes).toBe(0);
      expect([arn, filter.arn].map((left) => personalize.statusOf(left))).toEqual(['ACTIVE', 'ACTIVE']);
    },
  );

  it.each(['filter', 'event-tracker'])(
    'deletes each %s that somebody added to the group, and no others',
    async (kind) => {
      clock.minutes = -60;
      const inGroup = personalize.add(kind, 'by-hand', { datasetGroupArn: GROUP });
      const elsewhere = personalize.add(kind, 'other', { datasetGroupArn: `${GROUP}-2` });
      clock.minutes = 0;
      expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
      expect(personalize.statusOf(inGroup.arn)).toBeUndefined();
      expect(personalize.statusOf(elsewhere.arn)).toBe('ACTIVE');
    },
  );

  it('succeeds when the dataset group was deleted by hand, whatever lists say of that', async () => {
    for (const arn of [DATASET, GROUP]) {
      personalize.gone.add(arn);
      personalize.resources.delete(arn);
    }
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it('fails in the service’s words when a list is refused for another reason', async () => {
    clock.minutes = -60;
    personalize.add('dataset-group', 'Shop-shop');
    personalize.failNext('ListFilters', serviceError('InvalidInputException', 'Too many.'));
    clock.minutes = 0;
    expect(await run(remove)).toMatchObject({
      status: 'FAILED',
      reason: 'InvalidInputException: Too many.',
    });
  });

  it('succeeds when the dataset is gone already', async () => {
    for (const kind of ['DatasetImportJobs', 'Recommenders', 'Filters', 'EventTrackers', 'Solutions']) {
      personalize.failNext(`List${kind}`, serviceError('ResourceNotFoundException', 'gone'));
    }
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });
});
