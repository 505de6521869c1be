import { App, Stack } from 'aws-cdk-lib';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readSettings } from '../../lib/read-settings';
import { propsOfSettings } from '../../lib/settings-props';
import { shopSettings } from '../../lib/shop-props';
import { checkSettings, type Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import cdkJson from '../../cdk.json';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'settings-'));
  writeFileSync(path.join(folder, 'shop.tar.gz'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (inFile: unknown, commandLine: Record<string, unknown> = {}): Settings =>
  readSettings(new App({ context: { ecommerceRecommenders: inFile, ...commandLine } }).node, folder);
const archive = 'shop.tar.gz';

describe('settings', () => {
  it('are the workshop’s by default', () => {
    expect(read({ archive })).toEqual({
      archive: path.join(folder, archive),
      data: null,
      maxBadRows: 0,
      source: '',
      sourceVersion: '',
      preparation: 'lambda',
      glueWorkers: 2,
      holdout: 0.1,
      holdoutBy: 'user',
      eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
      useCases: new Map([
        ['most-viewed', {}],
        ['best-sellers', {}],
        ['frequently-bought-together', {}],
        ['customers-who-viewed-x-also-viewed', {}],
      ]),
      eventTracker: false,
      filters: {},
      trainingTimeoutHours: 4,
      kmsKeyArn: '',
      createKey: false,
      versioned: false,
      accessLogsBucket: '',
      logRetentionDays: 30,
      logKeyArn: '',
      vpcId: '',
      subnetIds: [],
      securityGroupIds: [],
      stage: '',
      tags: {},
      stackTags: {},
      retainData: false,
      freshData: false,
      freshDataSchedule: '',
      serving: 'live',
      listsSchedule: 'rate(7 days)',
      listsItems: 'all',
      api: null,
      diversify: null,
      experiment: null,
      ranking: null,
      segments: null,
      batches: null,
      runningHours: null,
      stopWhenIdleHours: 0,
      minRequests: null,
      watch: false,
      notify: [],
      dataAgeDays: 8,
      monthlyBudget: 0,
      busEvents: false,
      force: false,
    });
  });

  it('have the same defaults in cdk.json', () => {
    const { archive: shipped, ...others } = cdkJson.context.ecommerceRecommenders;
    expect(read({ ...others, archive })).toEqual(read({ archive }));
    expect(shipped).toBe('assets/RetailSampleDataSet.tar.gz');
  });

  it('are taken as text from the command line, before cdk.json', () => {
    const commandLine = {
      archive: path.join(folder, archive),
      data: null,
      maxBadRows: 0,
      source: 's3://shop-exports/2026-11',
      sourceVersion: '2026-11-25',
      preparation: 'glue',
      glueWorkers: '10',
      holdout: '0',
      holdoutBy: 'user',
      eventTypes: '{"view":"View"}',
      useCases: 'best-sellers, recommended-for-you',
      eventTracker: 'true',
      filters: '{"cheap":"INCLUDE ItemID WHERE Items.PRICE < 10"}',
      trainingTimeoutHours: '10',
      createKey: 'true',
      versioned: 'true',
      accessLogsBucket: 'access-logs',
      logRetentionDays: '365',
      vpcId: 'vpc-1',
      subnetIds: 'subnet-1, subnet-2',
      securityGroupIds: '["sg-1"]',
      stage: 'test',
      tags: '{"team":"shop"}',
      stackTags: '{"unit":"1"}',
      retainData: 'true',
      freshData: 'true',
      freshDataSchedule: 'rate(1 day)',
      serving: '{"best-sellers":"lists"}',
      listsSchedule: 'rate(1 day)',
      listsItems: 'all',
      api: '{"origins":["https://shop.example"],"rate":5}',
      diversify: '{"by":"CATEGORY_L1","max":3}',
      experiment: '{"share":0.1,"control":"nothing"}',
      runningHours: '{"from":"22:00","to":"04:00","days":"FRI-MON","timeZone":"Asia/Seoul"}',
      stopWhenIdleHours: '3',
      minRequests: '{"recommended-for-you":{"min":1,"max":9}}',
      watch: 'true',
      notify: 'owner@shop.test, ops@shop.test',
      dataAgeDays: '30',
      monthlyBudget: '1500',
      busEvents: 'true',
      force: 'true',
    };
    expect(read({ archive: 'none', holdout: 0.5, trainingTimeoutHours: 2 }, commandLine)).toEqual({
      archive: path.join(folder, archive),
      data: null,
      maxBadRows: 0,
      source: 's3://shop-exports/2026-11/',
      sourceVersion: '2026-11-25',
      preparation: 'glue',
      glueWorkers: 10,
      holdout: 0,
      holdoutBy: 'user',
      eventTypes: { view: 'View' },
      useCases: new Map([
        ['best-sellers', {}],
        ['recommended-for-you', {}],
      ]),
      eventTracker: true,
      filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
      trainingTimeoutHours: 10,
      kmsKeyArn: '',
      createKey: true,
      versioned: true,
      accessLogsBucket: 'access-logs',
      logRetentionDays: 365,
      logKeyArn: '',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupIds: ['sg-1'],
      stage: 'test',
      tags: { team: 'shop' },
      stackTags: { unit: '1' },
      retainData: true,
      freshData: true,
      freshDataSchedule: 'rate(1 day)',
      serving: { 'best-sellers': 'lists' },
      listsSchedule: 'rate(1 day)',
      listsItems: 'all',
      api: { origins: ['https://shop.example'], show: { name: 'NAME' }, rate: 5, burst: 100 },
      diversify: { by: 'CATEGORY_L1', max: 3 },
      experiment: { share: 0.1, control: 'nothing', windowDays: 7 },
      ranking: null,
      segments: null,
      batches: null,
      runningHours: {
        days: ['MON', 'FRI', 'SAT', 'SUN'],
        from: '22:00',
        to: '04:00',
        timeZone: 'Asia/Seoul',
        holidays: [],
      },
      stopWhenIdleHours: 3,
      minRequests: { 'recommended-for-you': { min: 1, max: 9 } },
      watch: true,
      notify: ['owner@shop.test', 'ops@shop.test'],
      dataAgeDays: 30,
      monthlyBudget: 1500,
      busEvents: true,
      force: true,
    });
  });

  it('keep all values on their way through the construct’s properties', () => {
    const settings = read({
      archive,
      trainingTimeoutHours: 2.5,
      dataAgeDays: 0.5,
      stopWhenIdleHours: 3,
      minRequests: { min: 1, max: 9 },
      freshData: true,
      freshDataSchedule: 'rate(1 day)',
      runningHours: { from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' },
      retainData: true,
      useCases: { 'best-sellers': { metadata: true } },
      notify: ['owner@shop.test'],
      monthlyBudget: 1500,
      busEvents: true,
      versioned: true,
      api: {
        origins: ['https://shop.example'],
        jwt: { issuer: 'https://login.shop.example', audience: ['shop'] },
      },
    });
    const stack = new Stack();
    const { source, logRetention, encryptionKey, topic, serverAccessLogsBucket, logEncryptionKey, ...rest } =
      shopSettings(stack, propsOfSettings(stack, settings));
    expect([source.archive, logRetention]).toEqual([settings.archive, 30]);
    expect([encryptionKey, topic, serverAccessLogsBucket, logEncryptionKey]).toEqual(
      Array(4).fill(undefined),
    );
    expect(settings).toMatchObject(rest);
  });

  it('become the constructs that they name', () => {
    const logKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
    const settings = read({
      archive,
      logKeyArn,
      kmsKeyArn: logKeyArn,
      logRetentionDays: 365,
      accessLogsBucket: 'access-logs',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1'],
      securityGroupIds: ['sg-1'],
    });
    const props = propsOfSettings(new Stack(), settings);
    expect([props.logEncryptionKey?.keyArn, props.encryptionKey?.keyArn]).toEqual([logKeyArn, logKeyArn]);
    expect([props.logRetention, props.serverAccessLogsBucket?.bucketName]).toEqual([365, 'access-logs']);
    expect([props.vpc?.vpcId, props.vpc?.selectSubnets(props.vpcSubnets).subnetIds]).toEqual([
      'vpc-1',
      ['subnet-1'],
    ]);
    expect(props.securityGroups?.map(({ securityGroupId }) => securityGroupId)).toEqual(['sg-1']);
  });

  it('need no archive beside CSV parts, which become a bucket', () => {
    const settings = read({ archive: 'gone.tar', source: 's3://shop-exports/day', sourceVersion: 'v1' });
    const stack = new Stack();
    const { parts } = shopSettings(stack, propsOfSettings(stack, settings)).source;
    expect([parts?.bucket.bucketName, parts?.prefix, parts?.version]).toEqual(['shop-exports', 'day/', 'v1']);
  });

  it('are the same when they are checked again', () => {
    const useCases = { 'recommended-for-you': { explorationWeight: 0.5, metadata: true } };
    const settings = read({ archive, useCases, tags: { team: 'shop' }, stage: 'test' });
    expect(checkSettings((name) => settings[name], folder, String)).toEqual(settings);
  });

  it('take a list of use cases as JSON, too', () => {
    expect([...read({ archive }, { useCases: '["best-sellers"]' }).useCases.keys()]).toEqual([
      'best-sellers',
    ]);
  });

  it('take use cases with options, as an object or JSON', () => {
    const useCases = {
      'best-sellers': {
        minRecommendationRequestsPerSecond: 2,
        metadata: true,
        excludedColumns: { ITEMS: ['PRICE'], USERS: ['AGE', 'GENDER'] },
      },
      'recommended-for-you': { explorationWeight: 0, explorationItemAgeCutOff: 7 },
      'most-viewed': {},
    };
    const expected = Object.entries(useCases);
    expect([...read({ archive, useCases }).useCases]).toEqual(expected);
    expect([...read({ archive }, { useCases: JSON.stringify(useCases) }).useCases]).toEqual(expected);
  });

  it.each([
    [
      'best-sellers',
      { minRequestsPerSecond: 1 },
      /best-sellers has the unknown option .* Did you mean minReco/,
    ],
    ['best-sellers', { metadata: 'yes' }, /metadata of best-sellers is "yes", allowed is true or false/],
    ['best-sellers', { minRecommendationRequestsPerSecond: 0 }, /of best-sellers is 0, .* from 1 to 2500/],
    ['best-sellers', { minRecommendationRequestsPerSecond: 1.5 }, /allowed is a whole number/],
    ['best-sellers', { explorationWeight: 0.5 }, /only recommended-for-you can have/],
    ['recommended-for-you', { explorationWeight: 1.1 }, /is 1.1, allowed is a number from 0 to 1/],
    ['recommended-for-you', { explorationItemAgeCutOff: 0 }, /a whole number of days from 1/],
    ['best-sellers', { excludedColumns: ['PRICE'] }, /an object of lists/],
    ['best-sellers', { excludedColumns: { ITEMS: 'PRICE' } }, /an object of lists/],
    [
      'best-sellers',
      { excludedColumns: { ITEMS: ['COLOUR'] } },
      /ITEMS: CATEGORY_L1, STYLE, PRODUCT_DESCR.*, PRICE/,
    ],
    ['best-sellers', { excludedColumns: { ITEMS: ['PRICE', 'PRICE'] } }, /each column once/],
    ['best-sellers', { excludedColumns: { INTERACTIONS: ['EVENT_TYPE'] } }, /USERS: AGE, GENDER\./],
    ['best-sellers', 'on', /best-sellers is "on", allowed is an object of minRecommendation.*, or \{\}/],
  ])('fails for the options of %s %j with the use case and what is allowed', (useCase, options, words) => {
    const attempt = (): Settings => read({ archive, useCases: { [useCase]: options } });
    expect(attempt).toThrow(/^Setting useCases: /);
    expect(attempt).toThrow(words);
    expect(attempt).toThrow('-c useCases=VALUE');
  });

  it.each([
    [{ 'no spaces': 'x' }, /A filter is called "no spaces", allowed are up to 25 letters/],
    [{ cheap: 10 }, /The filter cheap is 10, allowed is an expression/],
    [{ cheap: 'Items.PRICE < 10' }, /The filter cheap: .* Invalid input symbol: Items\. Expected INCLUDE/],
    [
      { fresh: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($TODAY)' },
      /The filter fresh compares Items\.CATEGORY_L1 with \$TODAY, which is a number of Unix seconds, by IN/,
    ],
    [{ cheap: 'INCLUDE ItemID WHERE Items.COST < 10' }, /The filter cheap: .*has no field COST/],
    [{ cheap: 'INCLUDE ItemID WHERE Items.PRODUCT_DESCRIPTION IN ("x")' }, /The filter cheap: .*is textual/],
  ])('fails for the filters %j with the filter and what is wrong', (filters, words) => {
    const attempt = (): Settings => read({ archive, filters });
    expect(attempt).toThrow(words);
    expect(attempt).toThrow(/^Setting filters: .* or pass -c filters=VALUE\.$/);
  });

  it.each([
    ['archive', 'none.tar', 'an existing'],
    ['archive', '.', 'an existing'],
    ['archive', '/dev/zero', 'an existing'],
    ['holdout', 1, 'from 0 to below 1'],
    ['holdout', '', 'from 0 to below 1'],
    ['holdoutBy', 'age', 'user or time'],
    ['holdout', '10%', 'from 0 to below 1'],
    ['eventTypes', '{"ProductViewed":"Watch"}', '"View" or "Purchase"'],
    ['eventTypes', {}, '"View" or "Purchase"'],
    ['eventTypes', 'View', '"View" or "Purchase"'],
    ['useCases', 'best-seller', 'best-sellers'],
    ['useCases', 'best-sellers,best-sellers', 'each once'],
    ['useCases', [], 'one or more of'],
    ['useCases', { 'best-seller': {} }, 'an object from each to its options'],
    ['useCases', {}, 'one or more of'],
    ['source', 'shop-exports/2026-11', 's3://BUCKET/PREFIX/'],
    ['source', 's3://Shop/2026-11/', 's3://BUCKET/PREFIX/'],
    ['source', 's3://shop-exports/2026-11/*.csv', 's3://BUCKET/PREFIX/'],
    ['preparation', 'spark', 'lambda or glue'],
    ['sourceVersion', 'the second', 'up to 64 letters, digits'],
    ['glueWorkers', 1, 'a whole number from 2 to 299'],
    ['eventTracker', 'on', 'true or false'],
    ['watch', 'on', 'true or false'],
    ['notify', 'owner', 'e-mail addresses'],
    ['notify', ['owner@shop.test', 'owner@shop.test'], 'each once'],
    ['dataAgeDays', -1, '0 for no notice'],
    ['monthlyBudget', 'much', 'US dollars'],
    ['filters', 'cheap', 'a JSON object from up to 15 names'],
    ['filters', Object.fromEntries(Array.from({ length: 16 }, (_, at) => [at, ''])), 'up to 15'],
    ['trainingTimeoutHours', 0, 'from 1 to 24'],
    ['trainingTimeoutHours', 'four', 'from 1 to 24'],
    ['kmsKeyArn', 'alias/shop', 'arn:aws:kms:REGION:ACCOUNT:key/ID'],
    ['kmsKeyArn', 'arn:aws:kms:eu-west-1:111122223333:alias/shop', 'not that of an alias'],
    ['createKey', 'yes', 'true or false'],
    ['versioned', 'yes', 'true or false'],
    ['accessLogsBucket', 's3://access-logs', 'the name of a bucket and no URL'],
    ['logRetentionDays', 31, 'one of 1, 3, 5, 7, 14, 30, 60'],
    ['logKeyArn', 'alias/logs', 'arn:aws:kms:REGION:ACCOUNT:key/ID'],
    ['vpcId', 'main', 'the id of a VPC'],
    ['subnetIds', 'subnet-1,vpc-1', 'up to 16 ids, subnet-'],
    ['subnetIds', ['subnet-1', 'subnet-1'], 'each once'],
    ['securityGroupIds', Array.from({ length: 6 }, (_, at) => `sg-${at}`), 'up to 5 ids, sg-'],
    ['stage', 'Test', 'up to 12 of a-z'],
    ['stage', 'a-stage-too-long', 'up to 12 of a-z'],
    ['tags', 'team=shop', 'a JSON object'],
    ['tags', { cost: 7 }, 'a JSON object'],
    ['tags', { stack: 'mine' }, 'no key is "stack"'],
    ['tags', { 'aws:x': 'y' }, 'begins with aws:'],
    ['stackTags', ['team'], 'a JSON object'],
    ['retainData', 'bucket', 'true or false'],
    ['freshData', 'always', 'true or false'],
    ['freshDataSchedule', 'daily', 'rate(1 day), cron(0 3 * * ? *)'],
    ['freshDataSchedule', 'rate(1 days)', 'as EventBridge writes them'],
    ['freshDataSchedule', 'cron(0 3 * * *)', 'as EventBridge writes them'],
    ['freshDataSchedule', 'cron(0 3 * * * *)', 'as EventBridge writes them'],
    ['serving', 'weekly', 'live or lists, or a JSON object'],
    ['listsSchedule', 'weekly', 'rate(1 day), cron(0 3 * * ? *)'],
    ['listsItems', 'some', 'all or with-traffic'],
    ['force', 1, 'true or false'],
  ])('fails for %s %j with what is allowed and how to change it', (name, value, allowed) => {
    const attempt = (): Settings => read({ archive, [name]: value });
    expect(attempt).toThrow(`Setting ${name} is ${JSON.stringify(value)}`);
    expect(attempt).toThrow(allowed);
    expect(attempt).toThrow(`-c ${name}=VALUE`);
  });

  it('take the ARN of a key, of any partition', () => {
    const kmsKeyArn = 'arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-0123456789abcdef';
    expect(read({ archive }, { kmsKeyArn }).kmsKeyArn).toBe(kmsKeyArn);
  });

  it('fails for a key that exists beside a new one, with how to choose', () => {
    const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
    expect(() => read({ archive, kmsKeyArn }, { createKey: 'true' })).toThrow(
      `createKey is true and kmsKeyArn is ${kmsKeyArn}, allowed is one of the two. Pass -c createKey=false`,
    );
  });

  it.each([
    [{ vpcId: 'vpc-1' }, 'vpcId is vpc-1 and subnetIds is not set, allowed are both or none. Pass -c vpcId='],
    [{ subnetIds: ['subnet-1'] }, 'vpcId is not set and subnetIds is subnet-1, allowed are both or none.'],
    [
      { securityGroupIds: ['sg-1'] },
      'securityGroupIds is sg-1 and vpcId is not set, but only functions in a VPC',
    ],
  ])('fail for %j alone, with what belongs to it', (settings, words) => {
    expect(() => read({ archive, ...settings })).toThrow(words);
  });

  it.each([
    '',
    'rate(1 hour)',
    'rate(12 hours)',
    'cron(0/15 3,4 ? JAN-MAR MON#1 *)',
    'cron(0 3 L * ? 2027-2030)',
  ])('take the schedule %j', (freshDataSchedule) => {
    const settings = read({ archive, freshData: true, freshDataSchedule });
    expect(settings.freshDataSchedule).toBe(freshDataSchedule);
  });

  it('fails for a schedule of fresh data that is off, with how to choose', () => {
    expect(() => read({ archive, freshDataSchedule: 'rate(1 day)' })).toThrow(
      'freshDataSchedule is rate(1 day) and freshData is false, so nothing would run. Pass -c freshData=true as well',
    );
  });

  it('fails for fresh data beside days that are held out, with how to choose', () => {
    expect(() => read({ archive, holdoutBy: 'time', freshData: true })).toThrow(
      'holdoutBy is time and freshData is true, but fresh data is appended to the training data, after the days that are ' +
        'held out. Pass -c holdoutBy=user',
    );
  });

  it('fails for a version of an archive, which is noticed by itself', () => {
    expect(() => read({ archive, sourceVersion: '2' })).toThrow(
      'sourceVersion is 2 and source is not set, but a changed archive is noticed by itself. Pass -c source=s3://',
    );
  });

  it.each<[string, object, string]>([
    [
      'tags whose keys differ in case alone',
      { tags: { Team: 'a', team: 'b' } },
      'Team and team are the same key to IAM',
    ],
    [
      'a tag like that of the stage',
      { tags: { Stage: 'a' }, stage: 'test' },
      'the key Stage, and the stage test',
    ],
    [
      'lists of what answers every user differently',
      { serving: 'lists', useCases: ['best-sellers', 'recommended-for-you'] },
      `recommended-for-you, which answers every user differently and is live only. Pass -c serving='{"best-sellers":"lists"}'`,
    ],
    [
      'lists of what answers every user differently, by its name',
      { serving: { 'recommended-for-you': 'lists' } },
      'recommended-for-you is lists, but it answers every user differently',
    ],
    ['lists of an unknown use case', { serving: { bestsellers: 'lists' } }, 'Did you mean best-sellers?'],
    [
      'lists of a use case that is not trained',
      { serving: { 'best-sellers': 'lists' }, useCases: ['most-viewed'] },
      'serving names best-sellers, and useCases does not',
    ],
    [
      'diverse answers of no API',
      { diversify: { by: 'CATEGORY_L1', max: 3 } },
      'diversify is set and api is not',
    ],
    [
      'answers that are diverse by a column that is no category',
      { diversify: { by: 'NAME', max: 3 } },
      'diversify: by is "NAME", allowed is a categorical column of the items: CATEGORY_L1',
    ],
    [
      'answers with no item of a category',
      { diversify: { by: 'CATEGORY_L1', max: 0 } },
      'diversify: max is 0, allowed is a whole number of items from 1 to 50',
    ],
    [
      'a member of diversify that is none',
      { diversify: { by: 'CATEGORY_L1', max: 3, min: 1 } },
      'diversify: min is 1, allowed is one of the members by, max',
    ],
    [
      'diverse answers of a shop without items',
      {
        data: { interactions: { files: 'orders.csv', user: 'u', item: 'i', time: 't', event: 'what' } },
        diversify: { by: 'CATEGORY_L1', max: 3 },
      },
      'but the items have no categorical column',
    ],
    [
      'metadata of lists',
      { serving: 'lists', useCases: { 'best-sellers': { metadata: true } } },
      'metadata for best-sellers, whose lists hold ids alone',
    ],
    [
      'running hours where nothing runs',
      { serving: 'lists', stopWhenIdleHours: 3 },
      'leaves no recommender live, so runningHours and stopWhenIdleHours would stop nothing',
    ],
    [
      'options of lists where there are none',
      { listsSchedule: 'rate(1 day)', listsItems: 'with-traffic' },
      'listsSchedule and listsItems differs from its default and no use case is served by lists',
    ],
    [
      'the traffic of more interactions than one function reads',
      { serving: 'lists', listsItems: 'with-traffic', preparation: 'glue', source: 's3://shop/day/' },
      'listsItems is with-traffic and preparation is glue',
    ],
    [
      'event types that no function could be told',
      { eventTypes: { ['x'.repeat(1_500)]: 'View' } },
      'As JSON it has 1,511 bytes, allowed are up to 1,500',
    ],
  ])('fails for %s', (_what, settings, words) => {
    expect(() => read({ archive, ...settings })).toThrow(words);
  });

  it('fails for a Glue job that would read the archive, with how to choose', () => {
    expect(() => read({ archive, preparation: 'glue' })).toThrow(
      'preparation is glue and source is not set, but Glue reads CSV parts and no archive. Pass -c source=s3://',
    );
  });

  it('fails for more tags than a dataset may have, its own and those of the stack together', () => {
    const tagsFrom = (first: number, last: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: last - first + 1 }, (_, at) => [`k${first + at}`, 'v']));
    expect(() => read({ archive, tags: tagsFrom(1, 40), stackTags: tagsFrom(30, 41) })).toThrow(
      'tags and stackTags have 41 keys together, allowed are 40',
    );
    expect(read({ archive, tags: tagsFrom(1, 40), stackTags: tagsFrom(1, 40) }).tags).toHaveProperty('k40');
  });

  it('need no archive where a command publishes nothing, such as destroy', () => {
    const { archive: standIn } = read({ archive: 'gone.tar' }, { 'aws:cdk:bundling-stacks': [] });
    expect(existsSync(standIn)).toBe(true);
    expect(() => read({ archive: 'gone.tar' }, { 'aws:cdk:bundling-stacks': ['**'] })).toThrow('gone.tar');
  });

  it('fails for an unknown name in cdk.json with the nearest known one', () => {
    expect(() => read({ archive, usecase: [] })).toThrow(/unknown setting usecase.*Did you mean useCases\?/);
  });

  it('fails for an unknown name after -c with the nearest known one', () => {
    for (const usecases of ['usecases', 'UseCases', 'usecase'])
      expect(() => read({ archive }, { [usecases]: 'most-viewed' })).toThrow(
        new RegExp(`-c ${usecases}.*no setting.*Did you mean useCases\\?`),
      );
    expect(() => read({ archive }, { budget: 100 })).toThrow(/-c budget.*Did you mean /);
  });

  it('leave context alone that is the CDK’s or another tool’s', () => {
    const others = {
      'aws:cdk:enable-path-metadata': true,
      '@aws-cdk/core:newStyleStackSynthesis': true,
      'availability-zones:account=123456789012:region=us-east-1': ['us-east-1a'],
      'acknowledged-issue-numbers': [34892],
      'cli-telemetry': false,
    };
    expect(read({ archive }, others)).toEqual(read({ archive }));
  });

  it('fails when cdk.json holds no object', () => {
    expect(() => read('most-viewed')).toThrow('allowed is an object of settings');
  });
});
