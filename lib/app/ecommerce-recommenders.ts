import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { folderPrefix } from '@ecommerce-recommenders/shop-data/batch/batch-places';
import { LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/lists/list-places';
import { servedBy } from '@ecommerce-recommenders/shop-data/lists/serving';
import { requestBounds } from '@ecommerce-recommenders/shop-data/request-bounds';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { Api } from '../api/api';
import { Batches } from '../batch/batches';
import { Segments } from '../batch/segments';
import { BusEvents } from '../bus-events/bus-events';
import { EventTracker } from '../event-tracker/event-tracker';
import { Experiment } from '../experiment/experiment';
import { Filters } from '../filters/filter';
import { expireFreshData, FreshData } from '../fresh-data/fresh-data';
import { Lists } from '../lists/lists';
import { Pauses, stopsRecommenders } from '../running-hours/pauses';
import { Ranking } from '../ranking/ranking';
import { RequestRate } from '../request-rate/request-rate';
import type { AnalystRole } from '../shop/analyst-role';
import type { DataBucket } from '../shop/data-bucket';
import type { DatasetGroup } from '../shop/dataset-group';
import type { NetworkProps } from '../shop/functions/network';
import type { ImportRole } from '../shop/import-role';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import type { Recommender } from '../shop/recommender';
import { Shop } from '../shop/shop';
import { invalid } from '../shop/validation-error';
import { Notices, wantsNotices } from '../watching/notices';
import { Watching } from '../watching/watching';
import { annotateCost } from './annotate-cost';
import { checkedProperties } from './checked-properties';
import type { EcommerceRecommendersProps } from './shop-props';

/**
 * A shop's recommenders, from its data of items, users and interactions. One shop a stack.
 *
 * ```ts
 * const source = ShopSource.fromArchive('shop.tar.gz');
 * const shop = new EcommerceRecommenders(stack, 'Shop', { source, eventTracker: true });
 * shop.grantRecommend(backEnd);
 * backEnd.addEnvironment('BEST_SELLERS', shop.recommenderArn('best-sellers'));
 * ```
 */
export class EcommerceRecommenders extends Construct implements ec2.IConnectable {
  /** Security groups of the functions; none without a VPC. */
  readonly connections: ec2.Connections;
  /** Bucket of the prepared files. */
  readonly dataBucket: DataBucket;
  readonly datasetGroup: DatasetGroup;
  /** Role with which Personalize reads the bucket. */
  readonly importRole: ImportRole;
  /**
   * HMAC key of the hashes that stand for personal ids of users; present where the property data asks for them. A back end
   * needs its `grantGenerateMac`.
   */
  readonly userKey?: IKey;
  /** Role for people who work with the recommendations; present if analysts are given. */
  readonly analystRole?: AnalystRole;
  /** The recommenders of the live use cases, in the order of the property useCases. */
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;
  /** Present if the property eventTracker is true, or api is given. */
  readonly eventTracker?: EventTracker;
  /** Empty without the property filters. */
  readonly filters: Filters;
  /** Present if watch, topic, notify or monthlyBudget is given; the latter three imply watch. */
  readonly watching?: Watching;
  /** Present if freshData is true. */
  readonly freshData?: FreshData;
  /** Present if a use case is served by lists. */
  readonly lists?: Lists;
  /** Present if the property requestRate is given. */
  readonly requestRate?: RequestRate;
  /** Present if the property api is given. */
  readonly api?: Api;
  /** Present if the property ranking is given. */
  readonly ranking?: Ranking;
  /** Present if the property experiment is given. */
  readonly experiment?: Experiment;
  /** Present if the property segments is given. */
  readonly segments?: Segments;
  /** Present if the property batches is given. */
  readonly batches?: Batches;

  constructor(scope: Construct, id: string, props: EcommerceRecommendersProps) {
    super(scope, id);
    const settings = checkedProperties(this, props);
    const { analysts = [], analystsMayDelete = false } = props;
    const bounds = requestBounds(settings);
    // CDK omits the id Default from logical ids.
    const shop = new Shop(this, 'Default', {
      ...settings,
      ...networkPropsOf(props),
      analysts,
      analystsMayDelete,
      useCases: servedBy('live', settings),
      rateBounds: bounds,
      isPaused: stopsRecommenders(settings),
    });
    this.connections = new ec2.Connections({ securityGroups: [...shop.securityGroups] });
    this.dataBucket = shop.dataBucket;
    this.datasetGroup = shop.datasetGroup;
    this.importRole = shop.importRole;
    this.userKey = shop.userKey?.key;
    this.analystRole = shop.analystRole;
    this.recommenders = shop.recommenders;
    shop.survey.annotate((node, facts) => annotateCost(node, settings, facts));

    const on = { ...settings, shop };
    const { api, experiment, ranking, segments, batches } = settings;
    if (settings.eventTracker) this.eventTracker = new EventTracker(this, 'EventTracker', on);
    this.filters = new Filters(this, 'Filters', on);
    if (ranking) this.ranking = new Ranking(this, 'Ranking', { ...on, ranking });
    const withFilters = { ...on, shopFilters: this.filters };
    if (api && this.eventTracker)
      this.api = new Api(this, 'Api', {
        ...withFilters,
        api,
        eventTracker: this.eventTracker,
        rankedBy: this.ranking,
      });
    if (experiment && this.api)
      this.experiment = new Experiment(this, 'Experiment', {
        shop,
        experiment,
        api: this.api,
        currency: api?.currency,
      });
    if (bounds.size > 0) this.requestRate = new RequestRate(this, 'RequestRate', { shop, bounds });

    const notices = wantsNotices(settings) ? new Notices(this, 'Notices', on) : undefined;
    const topic = notices?.topic;
    if (settings.freshData) this.freshData = new FreshData(this, 'FreshData', { ...on, topic });
    if (segments) this.segments = new Segments(this, 'Segments', { ...on, topic, segments });
    if (batches) this.batches = new Batches(this, 'Batches', { ...withFilters, topic, batches });
    if (servedBy('lists', settings).size > 0)
      this.lists = new Lists(this, 'Lists', { ...withFilters, topic });
    expireFreshData(shop);
    expireLeftovers(shop, {
      [LISTS_PREFIX]: this.lists,
      [folderPrefix('segments')]: this.segments,
      [folderPrefix('batches')]: this.batches,
    });

    const { lists, freshData } = this;
    const made = { lists, segments: this.segments, batches: this.batches };
    if (notices)
      this.watching = new Watching(this, 'Watching', {
        ...on,
        notices,
        api: this.api,
        rankedBy: this.ranking,
        runs: stateMachinesOf(made),
      });
    if (stopsRecommenders(settings))
      new Pauses(this, 'Pauses', { ...on, quietAlarms: this.watching?.alarmsOfStopped, topic });
    if (settings.busEvents)
      new BusEvents(this, 'BusEvents', { shop, rankedBy: this.ranking, freshData, ...made });
  }

  /**
   * ARN of one recommender, as a token; a resource that uses it is deployed after the recommender.
   *
   * @throws ValidationError if the use case is not among the property useCases
   */
  recommenderArn(useCase: UseCaseName): string {
    return this.recommender(useCase).recommenderArn;
  }

  /** Allows GetRecommendations on all recommenders of the shop, with and without its filters. */
  grantRecommend(grantee: iam.IGrantable): iam.Grant {
    const recommenders = [...this.recommenders.values()].map(({ recommenderArn }) => recommenderArn);
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:GetRecommendations'],
      resourceArns: [...recommenders, personalizeArn(this, 'filter', resourceName(this, '*'))],
    });
  }

  /**
   * Allows GetPersonalizedRanking, with and without the shop's filters.
   *
   * @throws ValidationError if the shop does not rank
   */
  grantRank(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:GetPersonalizedRanking'],
      resourceArns: [
        this.requireRanking().campaignArns,
        personalizeArn(this, 'filter', resourceName(this, '*')),
      ],
    });
  }

  /**
   * ARN of the campaign that ranks items for a user, as a token.
   *
   * @throws ValidationError if the shop does not rank
   */
  get rankingCampaignArn(): string {
    return this.requireRanking().campaign.campaignArn;
  }

  private requireRanking(): Ranking {
    if (this.ranking) return this.ranking;
    throw invalid(
      this,
      'NoRanking',
      `${this.node.path} does not rank items. Set its property ranking, to {} for the defaults.`,
    );
  }

  /**
   * Allows reading the lists and their manifest: see docs/lists.md.
   *
   * @throws ValidationError if every use case is live
   */
  grantReadLists(grantee: iam.IGrantable): iam.Grant {
    return this.requireLists().grantRead(grantee);
  }

  /**
   * Where the lists are, `s3://bucket/lists/`, as a token.
   *
   * @throws ValidationError if every use case is live
   */
  get listsPrefix(): string {
    return this.requireLists().prefix;
  }

  private requireLists(): Lists {
    if (this.lists) return this.lists;
    throw invalid(
      this,
      'NoLists',
      `${this.node.path} has no lists: every use case is live. Set its property serving to 'lists'.`,
    );
  }

  /**
   * Allows reading the segments and their manifest: see docs/segments.md.
   *
   * @throws ValidationError if the shop has no segments
   */
  grantReadSegments(grantee: iam.IGrantable): iam.Grant {
    return this.requireBatch('segments').grantRead(grantee);
  }

  /**
   * Allows reading the recommendations for every user and their manifest: see docs/segments.md.
   *
   * @throws ValidationError if the shop has none
   */
  grantReadBatches(grantee: iam.IGrantable): iam.Grant {
    return this.requireBatch('batches').grantRead(grantee);
  }

  /**
   * Where the segments are, `s3://bucket/segments/`, as a token.
   *
   * @throws ValidationError if the shop has no segments
   */
  get segmentsPrefix(): string {
    return this.requireBatch('segments').prefix;
  }

  /**
   * Where the recommendations for every user are, `s3://bucket/batches/`, as a token.
   *
   * @throws ValidationError if the shop has none
   */
  get batchesPrefix(): string {
    return this.requireBatch('batches').prefix;
  }

  private requireBatch(name: 'segments' | 'batches'): Segments | Batches {
    const found = this[name];
    if (found) return found;
    throw invalid(
      this,
      `No${name === 'segments' ? 'Segments' : 'Batches'}`,
      `${this.node.path} has no ${name}. Set its property ${name}.`,
    );
  }

  /**
   * Allows PutEvents.
   *
   * @throws ValidationError if the shop has no event tracker
   */
  grantPutEvents(grantee: iam.IGrantable): iam.Grant {
    if (this.eventTracker) return this.eventTracker.grantPutEvents(grantee);
    throw invalid(
      this,
      'NoEventTracker',
      `${this.node.path} takes no events. Set its property eventTracker to true.`,
    );
  }

  /**
   * Allows a back end to sign tokens that prove users to the API: see docs/api.md.
   *
   * @throws ValidationError if the shop has no API
   */
  grantSignUsers(grantee: iam.IGrantable): iam.Grant {
    return this.requireApi().grantSignUsers(grantee);
  }

  /**
   * Where the API answers, `https://…`, as a token.
   *
   * @throws ValidationError if the shop has no API
   */
  get apiUrl(): string {
    return this.requireApi().url;
  }

  private requireApi(): Api {
    if (this.api) return this.api;
    throw invalid(
      this,
      'NoApi',
      `${this.node.path} has no API. Set its property api, to { origins: ['https://shop.example'] } for example.`,
    );
  }

  /** Number of successful requests. */
  metricRequests(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('requests', options);
  }

  /** Average latency of successful requests in milliseconds. */
  metricLatency(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('latency', options);
  }

  /** Number of 5xx errors. */
  metricServerErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('serverErrors', options);
  }

  /** Number of 4xx errors, throttling included. */
  metricClientErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('clientErrors', options);
  }

  private recommender(useCase: UseCaseName): Recommender {
    const recommender = this.recommenders.get(useCase);
    if (recommender) return recommender;
    if (this.lists?.useCases.has(useCase))
      throw invalid(
        this,
        'ServedByLists',
        `${this.node.path} serves ${useCase} by lists and has no recommender for it. Read them from listsPrefix ` +
          `(grantReadLists), or make its property serving live.`,
      );
    throw invalid(
      this,
      'NoSuchRecommender',
      `${this.node.path} has no recommender for ${useCase}, only for ${[...this.recommenders.keys()].join(', ')}. ` +
        `Add it to the property useCases.`,
    );
  }
}

const networkPropsOf = ({ vpc, vpcSubnets, securityGroups }: NetworkProps): NetworkProps => ({
  vpc,
  vpcSubnets,
  securityGroups,
});

/** Lets files expire in the folders of add-ons that are off: their own were deleted with them, and others are not read. */
function expireLeftovers(
  { dataBucket }: Shop,
  byFolder: Readonly<Record<string, Construct | undefined>>,
): void {
  for (const [folder, addOn] of Object.entries(byFolder)) if (!addOn) dataBucket.expireLeftovers(folder);
}

/** The state machines of the add-ons that are on. */
const stateMachinesOf = (
  addOns: Readonly<Record<string, { readonly stateMachine: IStateMachine } | undefined>>,
): Readonly<Record<string, IStateMachine>> =>
  Object.fromEntries(Object.entries(addOns).flatMap(([name, on]) => (on ? [[name, on.stateMachine]] : [])));
