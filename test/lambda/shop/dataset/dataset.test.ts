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

const { clock, personalize, stack, run, callsOf: count } = handlerWorld(dataset);

const create = () => run({ RequestType: 'Create', ResourceProperties: ONE });
const update = (ResourceProperties: DatasetProperties, OldResourceProperties = ONE) =>
  run({ RequestType: 'Update', PhysicalResourceId: ARN, ResourceProperties, OldResourceProperties });
const remove = () => run({ RequestType: 'Delete', PhysicalResourceId: ARN, ResourceProperties: ONE });
const schemas = (): string[] =>
  [...personalize.resources.keys()].flatMap((arn) => (arn.includes(':schema/') ? [arn.split('/')[1]] : []));

describe('a Create', () => {
  it('makes the schema, then the dataset with its tags, and waits for it', async () => {
    personalize.behaviour.createMinutes = 3;
    expect(await create()).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
    expect(clock.minutes).toBe(3);
    expect(personalize.resources.get(ARN)?.input).toMatchObject({
      name: 'Shop-items',
      schemaArn: `${ACCOUNT}:schema/Shop-items-aaaaaaaa`,
      tags: [{ tagKey: OWNER_TAG, tagValue: STACK_ID }],
    });
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
  });

  it('goes on where a first attempt has left the schema', async () => {
    personalize.failNext('CreateDataset', serviceError('ThrottlingException', 'Rate exceeded'));
    expect(await create()).toMatchObject({ status: 'SUCCESS' });
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
  });
});

describe('an Update with a new column', () => {
  beforeEach(create);

  it('gives it to the dataset as it is, and deletes the former schema', async () => {
    personalize.behaviour.createMinutes = 4;
    const from = clock.minutes;
    expect(await update(TWO)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
    expect(clock.minutes - from).toBe(4);
    expect([count('CreateDataset'), count('UpdateDataset')]).toEqual([1, 1]);
    expect(schemas()).toEqual(['Shop-items-bbbbbbbb']);
  });

  it('does nothing a second time', async () => {
    await update(TWO);
    expect(await update(TWO)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(count('UpdateDataset')).toBe(1);
  });

  it('that Personalize fails to take fails with its reason, is rolled back, and can be tried again', async () => {
    personalize.behaviour.failureReason = 'Something broke.';
    const { status, reason } = await update(TWO);
    expect([status, reason]).toEqual([
      'FAILED',
      expect.stringMatching(/^GRAMS could not be added to .*: Something broke\./),
    ]);
    personalize.behaviour.failureReason = undefined;
    stack.isRollingBack = true;
    expect(await update(ONE, TWO)).toMatchObject({ status: 'SUCCESS' });
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
    clock.minutes += 5;
    expect(await update(TWO)).toMatchObject({ status: 'SUCCESS' });
  });

  it('keeps it in a rollback, since Personalize removes none, and goes on from there', async () => {
    await update(TWO);
    stack.isRollingBack = true;
    expect(await update(ONE, TWO)).toMatchObject({ status: 'SUCCESS' });
    expect(schemas()).toEqual(['Shop-items-bbbbbbbb']);
    stack.isRollingBack = false;
    expect(await update(TWO)).toMatchObject({ status: 'SUCCESS' });
    expect(count('UpdateDataset')).toBe(1);
  });
});

describe('a Delete in a rollback', () => {
  it('leaves a dataset that was there before the update, with its schema, and waits for nothing', async () => {
    await create();
    clock.minutes = 60;
    Object.assign(stack, { isRollingBack: true, beganMs: 30 * 60_000 });
    expect(await remove()).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
  });
});

describe('an Update that Personalize cannot make', () => {
  beforeEach(create);

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
  ])('is refused before anything has changed, with the way out: it %s', async (_, wanted, message) => {
    const { status, reason } = await update(wanted);
    expect(status).toBe('FAILED');
    expect(reason).toContain(message);
    expect(reason).toContain('Keep the column in the setting data');
    expect([count('CreateSchema'), count('UpdateDataset')]).toEqual([1, 0]);
    expect(await update(ONE, wanted)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });
});

describe('an Update of the interactions’ schema, which Personalize cannot change', () => {
  const INTERACTIONS = `${ACCOUNT}:dataset/Shop-shop/INTERACTIONS`;
  const ofInteractions = (properties: DatasetProperties): DatasetProperties => ({
    ...properties,
    DatasetType: 'INTERACTIONS',
  });
  const change = () =>
    run({
      RequestType: 'Update',
      PhysicalResourceId: INTERACTIONS,
      ResourceProperties: ofInteractions(TWO),
      OldResourceProperties: ofInteractions(ONE),
    });
  beforeEach(() => run({ RequestType: 'Create', ResourceProperties: ofInteractions(ONE) }));

  it('deletes the dataset, and creates it anew with its tags once it is gone', async () => {
    Object.assign(personalize.behaviour, { createMinutes: 3, deleteMinutes: 2 });
    expect(await change()).toMatchObject({ status: 'SUCCESS', physicalId: INTERACTIONS });
    expect(personalize.resources.get(INTERACTIONS)?.input).toMatchObject({
      schemaArn: `${ACCOUNT}:schema/Shop-items-bbbbbbbb`,
      tags: [{ tagKey: OWNER_TAG, tagValue: STACK_ID }],
    });
    expect([count('DeleteDataset'), count('CreateDataset'), count('UpdateDataset')]).toEqual([1, 2, 0]);
    expect(schemas()).toEqual(['Shop-items-bbbbbbbb']);
    expect(await change()).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(count('DeleteDataset')).toBe(1);
  });

  it('fails at once with the way out, and the dataset as it was, while a filter needs it', async () => {
    personalize.failNext('DeleteDataset', serviceError('ResourceInUseException', 'in use by filter/cheap'));
    const { status, reason } = await change();
    expect([status, reason]).toEqual([
      'FAILED',
      expect.stringMatching(/in use by filter\/cheap.*remove filters/),
    ]);
    expect(personalize.statusOf(INTERACTIONS)).toBe('ACTIVE');
    expect(schemas()).toEqual(['Shop-items-aaaaaaaa']);
  });
});

describe('a Delete', () => {
  it('deletes the dataset and all its schemas, and no others', async () => {
    await create();
    for (const name of ['Shop-items-cccccccc', 'Shop-items-more-cccccccc', 'Shop-users-cccccccc'])
      personalize.add('schema', name);
    expect(await remove()).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.statusOf(ARN)).toBeUndefined();
    expect(schemas()).toEqual(['Shop-items-more-cccccccc', 'Shop-users-cccccccc']);
  });

  it('deletes a schema that no list has yet', async () => {
    personalize.add('schema', ONE.SchemaName);
    const { send } = personalize.client;
    jest
      .spyOn(personalize.client, 'send')
      .mockImplementation((async (command: Parameters<typeof send>[0]) =>
        command.constructor.name === 'ListSchemasCommand' ? { schemas: [] } : send(command)) as never);
    expect(await remove()).toMatchObject({ status: 'SUCCESS' });
    expect(schemas()).toEqual([]);
  });

  it('succeeds where all is gone already', async () => {
    expect(await remove()).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });
});

describe('a Delete of a dataset whose table is gone', () => {
  const inUse = (): void =>
    personalize.failNext('DeleteDataset', serviceError('ResourceInUseException', 'in use'), 99);

  it('is refused while a filter is live, with the way to take the dataset back', async () => {
    await create();
    personalize.add('filter', 'Shop-cheap', { datasetGroupArn: ONE.DatasetGroupArn });
    clock.minutes = 60;
    inUse();
    const { status, reason, polls } = await remove();
    expect([status, polls]).toEqual(['FAILED', 1]);
    expect(reason).toContain('filter/Shop-cheap');
    expect(reason).toContain('put its table into the setting data again');
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it.each([
    ['nothing live is in the group', false],
    ['the stack goes, which sweeps the group', true],
  ])('is tried again where %s', async (_where, isGoing) => {
    await create();
    stack.isGoing = isGoing;
    if (isGoing) personalize.add('filter', 'Shop-cheap', { datasetGroupArn: ONE.DatasetGroupArn });
    clock.minutes = 60;
    personalize.failNext('DeleteDataset', serviceError('ResourceInUseException', 'in use'), 3);
    expect(await remove()).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });
});
