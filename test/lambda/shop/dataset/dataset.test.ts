import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import {
  schemaName,
  type DatasetProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { record } from '@ecommerce-recommenders/shop-data/data/schemas';
import { dataset } from '../../../../lambda/shop/dataset/dataset';
import { serviceError } from '../../support/fake-personalize';
import { handlerWorld } from '../../support/handler-world';
import { STACK_ID } from '../../support/provider-framework';

const ACCOUNT = 'arn:aws:personalize:eu-west-1:111122223333';
const ARN = `${ACCOUNT}:dataset/Shop-shop/ITEMS`;
const ID = { name: 'ITEM_ID', type: 'string' } as const;
const COLOUR = { name: 'COLOUR', type: ['null', 'string'], categorical: true } as const;
const GRAMS = { name: 'GRAMS', type: ['null', 'int'] } as const;

const withColumns = (version: string, ...fields: AvroField[]): DatasetProperties => ({
  Name: 'Shop-items',
  DatasetGroupArn: `${ACCOUNT}:dataset-group/Shop-shop`,
  DatasetType: 'ITEMS',
  Schema: JSON.stringify(record('Items', [ID, ...fields])),
  SchemaName: schemaName('Shop-items', version),
});
const ONE = withColumns('aaaaaaaa', COLOUR);
const TWO = withColumns('bbbbbbbb', COLOUR, GRAMS);

const { clock, fails, personalize, stack, run, succeeds, callsOf: count } = handlerWorld(dataset);

const CREATE = { RequestType: 'Create', ResourceProperties: ONE } as const;
const REMOVE = { RequestType: 'Delete', PhysicalResourceId: ARN, ResourceProperties: ONE } as const;
const to = (ResourceProperties: DatasetProperties, OldResourceProperties = ONE) =>
  ({ RequestType: 'Update', PhysicalResourceId: ARN, ResourceProperties, OldResourceProperties }) as const;
const schemas = (): string[] =>
  [...personalize.resources.keys()].flatMap((arn) => (arn.includes(':schema/') ? [arn.split('/')[1]] : []));

describe('a Create', () => {
  it('makes the schema, then the dataset with its tags, and waits for it', async () => {
    personalize.behaviour.createMinutes = 3;
    // A first attempt leaves the schema.
    personalize.failNext('CreateDataset', serviceError('ThrottlingException', 'Rate exceeded'));
    await succeeds(CREATE, { physicalId: ARN });
    expect(clock.minutes).toBe(3.5);
    expect(personalize.resources.get(ARN)?.input).toMatchObject({
      name: 'Shop-items',
      schemaArn: `${ACCOUNT}:schema/Shop-items-aaaaaaaa`,
      tags: [{ tagKey: OWNER_TAG, tagValue: STACK_ID }],
    });
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
  });
});

describe('an Update', () => {
  beforeEach(() => run(CREATE));

  it('gives a new column to the dataset as it is, and deletes the former schema', async () => {
    personalize.behaviour.createMinutes = 4;
    const from = clock.minutes;
    await succeeds(to(TWO), { physicalId: ARN });
    expect(clock.minutes - from).toBe(4);
    expect([count('CreateDataset'), count('UpdateDataset')]).toEqual([1, 1]);
    expect(schemas()).toEqual(['Shop-items-bbbbbbbb']);
    // A second time it does nothing.
    await succeeds(to(TWO), { polls: 1 });
    expect(count('UpdateDataset')).toBe(1);
  });

  it('whose column Personalize fails to take fails with its reason, is rolled back, and can be tried again', async () => {
    personalize.behaviour.failureReason = 'Something broke.';
    await fails(to(TWO), 'GRAMS could not be added to ', ': Something broke.');
    personalize.behaviour.failureReason = undefined;
    stack.isRollingBack = true;
    await succeeds(to(ONE, TWO));
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
    clock.minutes += 5;
    await succeeds(to(TWO));
  });

  it.each<[string, DatasetProperties, string]>([
    ['removes a column', withColumns('cccccccc'), 'COLOUR would be removed'],
    ['replaces a column', withColumns('cccccccc', GRAMS), 'COLOUR would be removed'],
    [
      'changes a type',
      withColumns('cccccccc', { name: 'COLOUR', type: ['null', 'string'] }),
      'COLOUR is {"type":["null","string"],"categorical":true} and would become {"type":["null","string"]}',
    ],
    [
      'adds a column that is required',
      withColumns('cccccccc', COLOUR, { name: 'GRAMS', type: 'int' }),
      'GRAMS is new and does not allow null',
    ],
  ])(
    'that Personalize cannot make is refused before anything has changed, with the way out: it %s',
    async (_, wanted, message) => {
      await fails(to(wanted), message, 'Keep the column in the setting data');
      expect([count('CreateSchema'), count('UpdateDataset')]).toEqual([1, 0]);
      await succeeds(to(ONE, wanted), { polls: 1 });
    },
  );
});

describe('an Update of the interactions’ schema, which Personalize cannot change', () => {
  const INTERACTIONS = `${ACCOUNT}:dataset/Shop-shop/INTERACTIONS`;
  const [one, two] = [ONE, TWO].map((some): DatasetProperties => ({ ...some, DatasetType: 'INTERACTIONS' }));
  const change = { ...to(two, one), PhysicalResourceId: INTERACTIONS } as const;
  beforeEach(() => run({ RequestType: 'Create', ResourceProperties: one }));

  it('deletes the dataset, and creates it anew with its tags once it is gone', async () => {
    Object.assign(personalize.behaviour, { createMinutes: 3, deleteMinutes: 2 });
    await succeeds(change, { physicalId: INTERACTIONS });
    expect(personalize.resources.get(INTERACTIONS)?.input).toMatchObject({
      schemaArn: `${ACCOUNT}:schema/Shop-items-bbbbbbbb`,
      tags: [{ tagKey: OWNER_TAG, tagValue: STACK_ID }],
    });
    expect([count('DeleteDataset'), count('CreateDataset'), count('UpdateDataset')]).toEqual([1, 2, 0]);
    expect(schemas()).toEqual(['Shop-items-bbbbbbbb']);
    await succeeds(change, { polls: 1 });
    expect(count('DeleteDataset')).toBe(1);
  });

  it('fails at once with the way out, and the dataset as it was, while a filter needs it', async () => {
    personalize.failNext('DeleteDataset', serviceError('ResourceInUseException', 'in use by filter/cheap'));
    await fails(change, 'in use by filter/cheap', 'remove filters');
    expect(personalize.statusOf(INTERACTIONS)).toBe('ACTIVE');
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
  });
});

describe('a Delete', () => {
  it('deletes the dataset and all its schemas, and no others', async () => {
    await run(CREATE);
    for (const name of ['Shop-items-cccccccc', 'Shop-items-more-cccccccc', 'Shop-users-cccccccc'])
      personalize.add('schema', name);
    await succeeds(REMOVE);
    expect(personalize.statusOf(ARN)).toBeUndefined();
    expect(schemas()).toEqual(['Shop-items-more-cccccccc', 'Shop-users-cccccccc']);
    // Where all is gone already, it has nothing to do.
    await succeeds(REMOVE, { polls: 1 });
  });

  it('in a rollback leaves a dataset that was there before the update, with its schema, and waits for nothing', async () => {
    await run(CREATE);
    clock.minutes = 60;
    Object.assign(stack, { isRollingBack: true, beganMs: 30 * 60_000 });
    await succeeds(REMOVE, { polls: 1 });
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
  });

  it('deletes a schema that no list has yet', async () => {
    personalize.add('schema', ONE.SchemaName);
    const { send } = personalize.client;
    personalize.client.send = (async (command: Parameters<typeof send>[0]) =>
      command.constructor.name === 'ListSchemasCommand' ? { schemas: [] } : send(command)) as typeof send;
    await succeeds(REMOVE);
    expect(schemas()).toEqual([]);
  });
});

describe('a Delete of a dataset whose table is gone', () => {
  const inUse = (times: number): void =>
    personalize.failNext('DeleteDataset', serviceError('ResourceInUseException', 'in use'), times);

  it('is refused while a filter is live, with the way to take the dataset back', async () => {
    await run(CREATE);
    personalize.add('filter', 'Shop-cheap', { datasetGroupArn: ONE.DatasetGroupArn });
    clock.minutes = 60;
    inUse(99);
    const words = ['filter/Shop-cheap', 'put its table into the setting data again'];
    expect((await fails(REMOVE, ...words)).polls).toBe(1);
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it.each([
    ['nothing live is in the group', false],
    ['the stack goes, which sweeps the group', true],
  ])('is tried again where %s', async (_where, isGoing) => {
    await run(CREATE);
    stack.isGoing = isGoing;
    if (isGoing) personalize.add('filter', 'Shop-cheap', { datasetGroupArn: ONE.DatasetGroupArn });
    clock.minutes = 60;
    inUse(3);
    await succeeds(REMOVE);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });
});
