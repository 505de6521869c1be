import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Personalize, type Recommender, type RecommenderSummary } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime, type GetRecommendationsCommandInput } from '@aws-sdk/client-personalize-runtime';
import { S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { STACK_DIMENSION, WATCH_NAMESPACE } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import type { Assembly } from '@ecommerce-recommenders/tools/cdk/read-assembly';
import type { Expected } from '@ecommerce-recommenders/tools/deployed/expect-live';
import { LOCAL_REGION } from 'embedded-aws/environment';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import {
  startStormAccount,
  type Outcome,
  type StormAccount,
  type StormAccountOptions,
} from '@ecommerce-recommenders/tools/rehearse/storm-account';

const HOUR_MS = 3_600_000;

/** ARN of something of the stack in Personalize, by its name after that of the stack. */
export const arnOf = (type: string, name: string): string =>
  `arn:aws:personalize:${LOCAL_REGION}:123456789012:${type}/${STACK_NAME}-${name}`;

/** ARN of the recommender of a use case. */
export const recommenderArnOf = (useCase: string): string => arnOf('recommender', useCase);

export const datasetGroupArn = arnOf('dataset-group', 'shop');

/** A storm account, and what tests do with it again and again. */
export interface ShopAccount extends StormAccount {
  readonly personalize: Personalize;
  readonly runtime: PersonalizeRuntime;
  readonly s3: S3;
  /** Creates the stack, or fails. */
  created(assembly: Assembly): Promise<void>;
  /** Updates it, or fails. */
  updated(assembly: Assembly, expected?: Expected): Promise<void>;
  /** Does something under faults, which end with it. */
  under<Result>(faults: readonly Fault[], work: () => Promise<Result>): Promise<Result>;
  /** Updates it, or fails unless it is rolled back. @returns the reasons */
  turnedBack(assembly: Assembly, faults?: readonly Fault[], expected?: Expected): Promise<string>;
  /** Destroys it, and fails if anything is left. */
  gone(): Promise<void>;
  /** Puts an object into the data bucket. */
  readonly put: (key: string, body: string | Buffer) => Promise<unknown>;
  /** Items that the recommender of a use case answers. */
  ask(useCase: string, question?: Partial<GetRecommendationsCommandInput>): Promise<string[]>;
  /** Values of a metric of the stack, or of one of its use cases, in the last day. */
  metric(name: string, statistic: 'Sum' | 'Maximum', UseCase?: string): Promise<number[]>;
  /** Messages with a pattern in the log groups whose names have a text. */
  logged(group: string, filterPattern: string): Promise<string[]>;
  /** What Personalize says of a recommender. */
  described(recommenderArn?: string): Promise<Recommender>;
  /** All recommenders, by name after that of the stack, sorted. */
  recommenders(): Promise<(RecommenderSummary & { readonly name: string })[]>;
}

/** One that tests start. */
export interface OwnShopAccount extends ShopAccount {
  /** Closes it, and starts another one. */
  anew(options?: StormAccountOptions): Promise<void>;
}

class LocalS3 extends S3 {
  constructor(config: S3ClientConfig) {
    super({ ...config, forcePathStyle: true });
  }
}

const done = (status: string): object => ({ status, reasons: [] });

/** @param current - the account at the moment */
export function shopOf(current: () => StormAccount): ShopAccount {
  const more = {
    get personalize() {
      return current().client(Personalize);
    },
    get runtime() {
      return current().client(PersonalizeRuntime);
    },
    get s3() {
      return current().client(LocalS3);
    },
    created: async (assembly: Assembly) =>
      expect(await current().create(assembly)).toMatchObject(done('CREATE_COMPLETE')),
    updated: async (assembly: Assembly, expected?: Expected) =>
      expect(await current().update(assembly, expected)).toMatchObject(done('UPDATE_COMPLETE')),
    under: async <Result>(faults: readonly Fault[], work: () => Promise<Result>): Promise<Result> => {
      const { aws } = current();
      aws.faults.set(faults);
      const result = await work();
      aws.faults.set([]);
      return result;
    },
    turnedBack: async (
      assembly: Assembly,
      faults: readonly Fault[] = [],
      expected?: Expected,
    ): Promise<string> => {
      const update = (): Promise<Outcome> => current().update(assembly, expected);
      const { status, reasons } = await (faults.length > 0 ? more.under(faults, update) : update());
      expect([status, ...reasons]).toEqual(['UPDATE_ROLLBACK_COMPLETE', ...reasons]);
      return reasons.join('\n');
    },
    gone: async () => {
      expect(await current().destroy()).toMatchObject(done('DELETE_COMPLETE'));
      expect(await current().inventory()).toEqual([]);
    },
    put: async (Key: string, Body: string | Buffer) =>
      more.s3.putObject({ Bucket: await current().bucket(), Key, Body }),
    ask: async (useCase: string, question: Partial<GetRecommendationsCommandInput> = {}) => {
      const asked = { recommenderArn: recommenderArnOf(useCase), userId: 'u1', ...question };
      const { itemList = [] } = await more.runtime.getRecommendations(asked);
      return itemList.map(({ itemId }) => itemId!);
    },
    metric: async (MetricName: string, statistic: 'Sum' | 'Maximum', UseCase?: string) => {
      const nowMs = current().aws.clock.now();
      const dimensions = Object.entries({ [STACK_DIMENSION]: STACK_NAME, ...(UseCase && { UseCase }) });
      const { Datapoints = [] } = await current()
        .client(CloudWatch)
        .getMetricStatistics({
          ...{ Namespace: WATCH_NAMESPACE, MetricName, Statistics: [statistic], Period: 300 },
          Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
          StartTime: new Date(nowMs - 24 * HOUR_MS),
          EndTime: new Date(nowMs + HOUR_MS),
        });
      return Datapoints.map((one) => one[statistic] ?? 0);
    },
    logged: async (group: string, filterPattern: string) => {
      const logs = current().client(CloudWatchLogs);
      const { logGroups = [] } = await logs.describeLogGroups({});
      const names = logGroups
        .map(({ logGroupName = '' }) => logGroupName)
        .filter((name) => name.includes(group));
      const found = names.map((logGroupName) => logs.filterLogEvents({ logGroupName, filterPattern }));
      return (await Promise.all(found)).flatMap(({ events = [] }) =>
        events.map(({ message = '' }) => message),
      );
    },
    described: async (recommenderArn?: string) =>
      (await more.personalize.describeRecommender({ recommenderArn })).recommender!,
    recommenders: async () => {
      const { recommenders = [] } = await more.personalize.listRecommenders({});
      return recommenders
        .map((one) => ({ ...one, name: one.name!.slice(STACK_NAME.length + 1) }))
        .sort((one, other) => (one.name < other.name ? -1 : 1));
    },
  };
  return new Proxy(more as unknown as ShopAccount, {
    get: (own, name) => Reflect.get(name in own ? own : current(), name) as unknown,
  });
}

/** How long an account is there, besides its own options. */
interface Life extends StormAccountOptions {
  /** Whether each test has its own. @default - one for all tests of the block */
  readonly each?: true;
  /** What is done before it is closed. */
  readonly atEnd?: () => Promise<void>;
}

/** An account with the assets of these assemblies, from the beginning of the tests until their end. */
export function shopAccount(
  assemblies: Readonly<Record<string, Assembly>> = {},
  { each, atEnd, ...options }: Life = {},
): OwnShopAccount {
  let started: StormAccount | undefined;
  const end = async (): Promise<void> => {
    await started?.close();
    started = undefined;
  };
  const anew = async (others: StormAccountOptions = options): Promise<void> => {
    await end();
    started = await startStormAccount(Object.values(assemblies), others);
  };
  const [before, after] = each ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(() => anew());
  after(async () => {
    try {
      await atEnd?.();
    } finally {
      await end();
    }
  });
  const shop = shopOf(() => started!);
  return new Proxy(shop as OwnShopAccount, {
    get: (own, name) => (name === 'anew' ? anew : (Reflect.get(own, name) as unknown)),
  });
}
