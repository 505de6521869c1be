import type { DatasetImportProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { type Request } from '../../support/provider-framework';
import { ACCOUNT, create, DATASET, importWorld, type ImportWorld, properties } from './import-world';

let world: ImportWorld;
beforeEach(() => {
  world = importWorld();
});

describe('where the schema grows in place', () => {
  const grown = `${ACCOUNT}:schema/Shop-items-bbbbbbbb`;
  const back: Request<DatasetImportProperties> = {
    RequestType: 'Update',
    PhysicalResourceId: DATASET,
    ResourceProperties: properties,
    OldResourceProperties: { ...properties, DataVersion: '2', SchemaName: 'Shop-items-bbbbbbbb' },
  };
  beforeEach(async () => {
    await world.run(create);
    world.personalize.add('dataset', 'Shop-shop/ITEMS', { schemaArn: grown });
    world.personalize.resources.get(DATASET)!.createdAt = 0;
  });

  it('a file with the new column is imported', async () => {
    const ResourceProperties = back.OldResourceProperties!;
    await world.run({ ...back, ResourceProperties, OldResourceProperties: properties });
    expect(world.jobs()).toHaveLength(2);
  });

  it('a rollback leaves the data, because the former file lacks a column', async () => {
    world.stack.isRollingBack = true;
    expect(await world.run(back)).toMatchObject({ status: 'SUCCESS' });
    expect(world.jobs()).toHaveLength(1);
  });

  it('a deployment after that fails in words, in the place of an import that Personalize refuses', async () => {
    const { status, reason } = await world.run(back);
    expect(status).toBe('FAILED');
    expect(reason).toContain('Put them back into the setting data');
    expect(world.jobs()).toHaveLength(1);
  });
});

describe('an Update', () => {
  const update = { ...create, RequestType: 'Update', PhysicalResourceId: DATASET } as const;

  it.each([
    ['DataVersion', '2'],
    ['DataLocation', 's3://bucket/dataset/other.csv'],
  ] as const)('imports again when %s changed', async (key, value) => {
    await world.run(create);
    const changed = { ...properties, [key]: value };
    await world.run({ ...update, ResourceProperties: changed, OldResourceProperties: properties });
    expect(world.jobs()).toHaveLength(2);
  });

  it('imports nothing when the role alone changed', async () => {
    await world.run(create);
    const changed = { ...properties, RoleArn: 'arn:aws:iam::111122223333:role/other' };
    const outcome = await world.run({
      ...update,
      ResourceProperties: changed,
      OldResourceProperties: properties,
    });
    expect(outcome).toMatchObject({ status: 'SUCCESS', polls: 1, physicalId: DATASET });
    expect(world.jobs()).toHaveLength(1);
  });
});

describe('a dataset that has been made anew', () => {
  const update = { ...create, RequestType: 'Update', PhysicalResourceId: DATASET } as const;
  const replaced = {
    ...update,
    ResourceProperties: { ...properties, RoleArn: 'arn:aws:iam::111122223333:role/other' },
    OldResourceProperties: properties,
  };

  it('is imported into again, though neither the file nor the ARN has changed', async () => {
    await world.run(create);
    world.clock.minutes += 60;
    world.createDataset();
    expect(await world.run(replaced)).toMatchObject({ status: 'SUCCESS', physicalId: DATASET });
    expect(world.jobs()).toHaveLength(2);
    world.clock.minutes += 60;
    await world.run({ ...replaced, RequestId: 'later' });
    expect(world.jobs()).toHaveLength(2);
  });

  it('is not filled by parts that somebody has added, nor by an import that failed', async () => {
    world.personalize.add('dataset-import-job', 'parts', { datasetArn: DATASET, importMode: 'INCREMENTAL' });
    world.personalize.behaviour.failureReason = 'Input CSV is missing the following columns:[PRICE].';
    world.personalize.add('dataset-import-job', 'broken', { datasetArn: DATASET, importMode: 'FULL' });
    delete world.personalize.behaviour.failureReason;
    world.clock.minutes += 60;
    expect(await world.run(replaced)).toMatchObject({ status: 'SUCCESS' });
    expect(world.jobs()).toHaveLength(3);
  });
});
