/** @jest-environment ./test/jest/in-order-environment.js */
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { interactionsCsv, itemsCsv } from '../../packages/embedded-aws/test/personalize/support/shop-files';
import { createImportPlace, type ImportPlace } from './create-import-place';
import {
  expectFinding,
  expectInUse,
  expectInvalid,
  expectMissing,
  expectRefusal,
  expectTaken,
  expectWords,
} from './expectations';
import { PREFIX, startParityAws, type ParityAws } from './parity-aws';
import { requireSource } from './require-source';
import { shopOf, type Shop } from './shop';

const GOOD: Readonly<Record<DatasetType, string>> = {
  INTERACTIONS: interactionsCsv(),
  ITEMS: itemsCsv(),
  USERS: 'USER_ID,USER_NAME,AGE,GENDER\nuser-1,One,17,F\nuser-2,Two,40,M\n',
};

/** The defect, the file, and the failed job's message. */
const BAD: Readonly<Record<DatasetType, readonly [what: string, content: string, words: string]>> = {
  INTERACTIONS: ['too few rows', `${GOOD.INTERACTIONS.split('\n').slice(0, 1000).join('\n')}\n`, '999 rows'],
  ITEMS: [
    'missing columns',
    'ITEM_ID,NAME\ni,n\n',
    'Input CSV is missing the following columns:[CATEGORY_L1, STYLE, PRODUCT_DESCRIPTION, PRICE].',
  ],
  USERS: [
    'a long id',
    `USER_ID,USER_NAME,AGE,GENDER\n${'u'.repeat(257)},,,\n`,
    'Length cannot be more than 256 characters for USER_ID.',
  ],
};

/** The life of one dataset group; each test continues where the previous one ended. */
describe('a shop in Personalize', () => {
  let aws: ParityAws;
  let shop: Shop;
  let place: ImportPlace;
  let keyed: ImportPlace;

  beforeAll(async () => {
    aws = await startParityAws();
    shop = shopOf(aws, 'shop');
    place = await createImportPlace(
      aws,
      'shop',
      Object.fromEntries(
        DATASET_TYPES.flatMap((type) => [
          [`good/${type}.csv`, GOOD[type]],
          [`bad/${type}.csv`, BAD[type][1]],
        ]),
      ),
    );
    keyed = await createImportPlace(aws, 'keyed', { 'ITEMS.csv': GOOD.ITEMS });
  });
  afterAll(() => aws.close());

  const importing = (jobName: string, type: DatasetType, file: string) =>
    shop.createJob(jobName, type, place.location(file), place.roleArn);

  it('has the ARNs that its names tell', async () => {
    for (const type of DATASET_TYPES) await expect(shop.createSchema(type)).resolves.toBe(shop.schema(type));
    await expect(shop.createGroup([{ tagKey: 'a', tagValue: '1' }])).resolves.toBe(shop.group);
  });

  it('takes no dataset before it is ACTIVE', async () => {
    await expect(shop.groupStatus()).resolves.toMatch(/^CREATE (PENDING|IN_PROGRESS)$/);
    await expectInUse(shop.createDataset('ITEMS'), 'is in the state CREATE');
    await expect(aws.settled(shop.groupStatus)).resolves.toBe('ACTIVE');
  });

  it('fails to be created twice', async () => {
    await expectTaken(shop.createGroup(), `Another resource with Arn ${shop.group} already exists.`);
  });

  it('has tags, which change', async () => {
    const resourceArn = shop.group;
    const tags = [
      { tagKey: 'a', tagValue: '2' },
      { tagKey: 'c', tagValue: '' },
    ];
    await aws.personalize.tagResource({ resourceArn, tags });
    await aws.personalize.untagResource({ resourceArn, tagKeys: ['c', 'unheard of'] });
    const listed = await aws.personalize.listTagsForResource({ resourceArn });
    expect(listed.tags).toEqual([{ tagKey: 'a', tagValue: '2' }]);
  });

  it('fails to have a dataset with the schema of another one', async () => {
    await expectInvalid(shop.createDataset('ITEMS', 'USERS'), 'is for USERS, the dataset is ITEMS');
  });

  it('has a dataset of each type, and no second one', async () => {
    for (const type of DATASET_TYPES)
      await expect(shop.createDataset(type)).resolves.toBe(shop.dataset(type));
    for (const type of DATASET_TYPES)
      await expect(aws.settled(() => shop.datasetStatus(type))).resolves.toBe('ACTIVE');
    const second = {
      name: `${PREFIX}-second`,
      schemaArn: shop.schema('USERS'),
      datasetGroupArn: shop.group,
      datasetType: 'users',
    };
    await expectTaken(aws.personalize.createDataset(second));
  });

  describe('its imports', () => {
    it.each([
      ['https://bucket/file.csv', 'FULL', 'Invalid Data location.'],
      ['s3://bucket', 'FULL', 'Invalid Data location.'],
      ['s3://bucket/file.csv', 'INCREMENTAL', 'must have the importMode FULL'],
    ] as const)('fail at once for %s in %s mode', async (dataLocation, importMode, words) => {
      const create = aws.personalize.createDatasetImportJob({
        jobName: `${PREFIX}-refused`,
        datasetArn: shop.dataset('ITEMS'),
        dataSource: { dataLocation },
        roleArn: place.roleArn,
        importMode,
      });
      await expectInvalid(create, words);
    });

    it('fail for a file that is wrong, and say why', async () => {
      const jobs = await Promise.all(
        DATASET_TYPES.map(
          async (type) => [type, await importing(`bad-${type}`, type, `bad/${type}.csv`)] as const,
        ),
      );
      for (const [type, arn] of jobs) {
        const { status, failureReason } = await shop.endOf(arn);
        expect({ type, status }).toEqual({ type, status: 'CREATE FAILED' });
        expectWords(`an import with ${BAD[type][0]}`, failureReason, BAD[type][2]);
      }
    });

    it('keep their dataset while they are under way', async () => {
      const arns = await Promise.all(
        DATASET_TYPES.map((type) => importing(`good-${type}`, type, `good/${type}.csv`)),
      );
      await expectInUse(importing('another', 'INTERACTIONS', 'good/INTERACTIONS.csv'));
      await expectInUse(
        aws.personalize.deleteDataset({ datasetArn: shop.dataset('ITEMS') }),
        'an import job under way',
      );
      for (const arn of arns) await expect(shop.endOf(arn)).resolves.toMatchObject({ status: 'ACTIVE' });
    });

    it('read what the stack’s key encrypts', async () => {
      const arn = await shop.createJob('keyed', 'ITEMS', keyed.location('ITEMS.csv'), keyed.roleArn);
      await expect(shop.endOf(arn)).resolves.toMatchObject({ status: 'ACTIVE' });
    });

    it('tell whether the service names its account and its job when it reads', async () => {
      await requireSource(aws, place.bucket);
      const { status, failureReason } = await shop.endOf(
        await importing('conditions', 'USERS', 'good/USERS.csv'),
      );
      expectFinding(
        'CREATE FAILED',
        status,
        'with aws:SourceAccount and aws:SourceArn as conditions in the bucket’s policy an import is ' +
          `${status}${failureReason === undefined ? '' : ` (${failureReason})`}: ` +
          (status === 'ACTIVE'
            ? 'the service sends both, and the stack’s policy can ask for them.'
            : 'the service does not send them, and the stack’s policy must not ask for them.'),
      );
    });

    it('never give their name away', async () => {
      await expectTaken(importing('good-ITEMS', 'ITEMS', 'good/ITEMS.csv'));
    });
  });

  describe('its filters', () => {
    const filterArn = () => aws.arn(`filter/${PREFIX}-bought`);
    const create = (name: string, filterExpression: string, datasetGroupArn = shop.group) =>
      aws.personalize.createFilter({ name: `${PREFIX}-${name}`, datasetGroupArn, filterExpression });
    const status = async () =>
      (await aws.personalize.describeFilter({ filterArn: filterArn() })).filter?.status;

    it.each([
      [
        'INCLUDE ItemID WHERE Items.STYLE NOT IN ($p)',
        'Invalid input symbol: $p. Placeholders are not allowed',
      ],
      [
        'INCLUDE ItemID Items.STYLE IN ("x")',
        'Invalid input symbol: Items. Expected WHERE (at character 16).',
      ],
      [
        'INCLUDE ItemID WHERE Items.COLOUR IN ("x")',
        'Invalid Expression: The schema of Items has no field COLOUR.',
      ],
      [
        'INCLUDE ItemID WHERE Items.PRODUCT_DESCRIPTION IN ("x")',
        'Invalid Expression: Items.PRODUCT_DESCRIPTION is textual and cannot be filtered.',
      ],
    ])('fail for %s', async (expression, words) => {
      await expectInvalid(create('wrong', expression), `Could not create filter. ${words}`);
    });

    it('fail for a dataset group that does not exist', async () => {
      const missing = aws.arn(`dataset-group/${PREFIX}-missing`);
      await expectMissing(
        create('wrong', 'EXCLUDE ItemID WHERE Items.PRICE > 1', missing),
        `Resource Arn ${missing} does not exist.`,
      );
    });

    it('are shown as they were given, and keep every dataset', async () => {
      const expression =
        'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase") | INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)';
      await expect(create('bought', expression)).resolves.toMatchObject({ filterArn: filterArn() });
      await expect(aws.settled(status)).resolves.toBe('ACTIVE');
      const { filter } = await aws.personalize.describeFilter({ filterArn: filterArn() });
      expect(filter).toMatchObject({ datasetGroupArn: shop.group, filterExpression: expression });
      const { Filters } = await aws.personalize.listFilters({ datasetGroupArn: shop.group });
      expect(Filters).toEqual([expect.objectContaining({ filterArn: filterArn(), status: 'ACTIVE' })]);
      await expectInUse(
        aws.personalize.deleteDataset({ datasetArn: shop.dataset('USERS') }),
        'a filter in its dataset group',
      );
      await aws.personalize.deleteFilter({ filterArn: filterArn() });
      await expect(aws.settled(status)).resolves.toBeUndefined();
    });
  });

  describe('its event tracker', () => {
    let eventTrackerArn: string | undefined;
    let trackingId: string | undefined;

    const create = (name: string) =>
      aws.personalize.createEventTracker({ name: `${PREFIX}-${name}`, datasetGroupArn: shop.group });
    const describeIt = () => aws.personalize.describeEventTracker({ eventTrackerArn });
    const status = async () => (await describeIt()).eventTracker?.status;
    const putEvents = (input: object = {}) =>
      aws.events.putEvents({
        trackingId,
        sessionId: 'session',
        userId: 'user-1',
        eventList: [{ eventType: 'View', itemId: 'item-1', sentAt: new Date() }],
        ...input,
      });
    const putItem = (properties: object, datasetArn = shop.dataset('ITEMS')) =>
      aws.events.putItems({
        datasetArn,
        items: [{ itemId: 'new', properties: JSON.stringify(properties) }],
      });
    const OK = { $metadata: { httpStatusCode: 200 } };

    it('has an ARN that does not tell its name, and there is one', async () => {
      ({ eventTrackerArn, trackingId } = await create('clicks'));
      expect(eventTrackerArn).toMatch(/:event-tracker\/[0-9a-f]{8}$/);
      await expect(aws.settled(status)).resolves.toBe('ACTIVE');
      expect((await describeIt()).eventTracker).toMatchObject({
        name: `${PREFIX}-clicks`,
        trackingId,
        datasetGroupArn: shop.group,
        accountId: aws.account,
      });
      await expectRefusal(create('second'), 'LimitExceededException');
    });

    it('takes events, and the datasets take items and users', async () => {
      await expect(putEvents()).resolves.toMatchObject(OK);
      await expect(putItem({ name: 'New', categoryL1: 'hats', price: 12.5 })).resolves.toMatchObject(OK);
      const users = [{ userId: 'user-3', properties: JSON.stringify({ age: 30 }) }];
      await expect(aws.events.putUsers({ datasetArn: shop.dataset('USERS'), users })).resolves.toMatchObject(
        OK,
      );
    });

    it.each([
      ['an unknown tracker', { trackingId: 'x' }, 'There is no event tracker with the trackingId x.'],
      ['an empty list', { eventList: [] }, "at 'eventList'"],
      [
        'eleven events',
        { eventList: Array(11).fill({ eventType: 'View', itemId: 'i', sentAt: new Date() }) },
        "at 'eventList'",
      ],
    ])('fails for %s', async (_, input, words) => {
      await expectInvalid(putEvents(input), words);
    });

    it.each([
      ['a missing value', { categoryL1: 'a' }, 'items.1: Value of PRICE is empty'],
      ['a wrong type', { categoryL1: 'a', price: 'dear' }, 'of PRICE is not of type float'],
    ])('fails for an item with %s', async (_, properties, words) => {
      await expectInvalid(putItem(properties), words);
    });

    it('fails for items of another dataset, and with 404 of none', async () => {
      const item = { categoryL1: 'hats', price: 12.5 };
      await expectInvalid(putItem(item, shop.dataset('USERS')));
      const missing = aws.arn(`dataset/${PREFIX}-missing/ITEMS`);
      await expectMissing(putItem(item, missing), '', 404);
    });

    it('keeps the Interactions dataset', async () => {
      await expectInUse(
        aws.personalize.deleteDataset({ datasetArn: shop.dataset('INTERACTIONS') }),
        'an event tracker of its dataset group',
      );
      await aws.personalize.deleteEventTracker({ eventTrackerArn });
      await expect(aws.settled(status)).resolves.toBeUndefined();
    });
  });

  it('fails to go before its datasets, and so do their schemas', async () => {
    await expectInUse(
      aws.personalize.deleteDatasetGroup({ datasetGroupArn: shop.group }),
      shop.dataset('INTERACTIONS'),
    );
    await expectInUse(
      aws.personalize.deleteSchema({ schemaArn: shop.schema('ITEMS') }),
      shop.dataset('ITEMS'),
    );
  });

  it('is gone once everything is deleted in order', async () => {
    await shop.remove();
    await expectMissing(shop.groupStatus());
    await expectMissing(shop.datasetStatus('ITEMS'));
    await expectMissing(aws.personalize.describeSchema({ schemaArn: shop.schema('USERS') }));
  });
});
