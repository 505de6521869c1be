import { Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { AnalystRole } from './analyst-role';
import { Api } from './api/api';
import { Batches } from './batch/batches';
import { Segments } from './batch/segments';
import { BusEvents } from './bus-events';
import type { DataBucket } from './data-bucket';
import type { DatasetGroup } from './dataset-group';
import { EventTracker } from './event-tracker';
import { Experiment } from './experiment/experiment';
import { Filters } from './filter';
import { FreshData } from './fresh-data/fresh-data';
import { Lists } from './lists/lists';
import type { ImportRole } from './import-role';
import { placeFunctions } from './network';
import { Pauses } from './pauses';
import { warnOfIgnoredBoundary } from './permissions-boundary';
import { personalizeArn, resourceName } from './personalize-arn';
import type { Recommender } from './recommender';
import { Ranking } from './ranking/ranking';
import { Recommenders } from './recommenders';
import { refuseNestedStack, refuseSecondShop } from './refuse-misplaced-shop';
import { RequestRate } from './request-rate';
import { watchRetention } from './retention';
import { ShopData } from './shop-data';
import type { EcommerceRecommendersProps } from './shop-props';
import { shopSettings } from './shop-settings';
import { takeTurns, takeTurnsInBatch } from './turns';
import { warnWithoutPersonalize } from './warn-without-personalize';
import { Watching } from './watching/watching';
import { surveyAtSynth } from './survey-at-synth';
import { invalid } from './validation-error';

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
  /** Present if watch, topic, notify or monthlyBudget is given. */
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
    refuseNestedStack(this);
    refuseSecondShop(this);
    warnWithoutPersonalize(this, Stack.of(this).region);
    warnOfIgnoredBoundary(this);
    watchRetention(this);
    const settings = shopSettings(this, props);
    surveyAtSynth(this, settings);
    this.connections = new ec2.Connections({ securityGroups: placeFunctions(this, props) });
    const data = new ShopData(this, 'Data', settings);
    // Custom resources are deleted by functions that need the routes and endpoints of the VPC.
    if (props.vpc) data.node.addDependency(props.vpc);
    const { datasetGroup, dataBucket, importRole } = data;
    const recommenders = new Recommenders(this, 'Recommenders', { ...settings, datasetGroup });
    this.eventTracker = EventTracker.ofSettings(this, 'EventTracker', { ...settings, datasetGroup });
    this.filters = new Filters(this, 'Filters', { ...settings, datasetGroup });
    this.ranking = Ranking.ofSettings(this, 'Ranking', { ...settings, datasetGroup });
    for (const part of [recommenders, this.filters, this.eventTracker, this.ranking])
      part?.node.addDependency(...data.imports);

    const { analysts = [], analystsMayDelete: mayDelete = false } = props;
    if (analysts.length > 0) {
      const on = { dataBucket, datasetGroup, importRole };
      this.analystRole = new AnalystRole(this, 'Analyst', { analysts, mayDelete, ...on });
      this.eventTracker?.grantPutEvents(this.analystRole);
    }
    this.dataBucket = dataBucket;
    this.datasetGroup = datasetGroup;
    this.importRole = importRole;
    this.userKey = data.userKey?.key;
    this.recommenders = recommenders.byUseCase;
    takeTurns(this);
    this.api = Api.ofSettings(this, 'Api', {
      ...settings,
      dataBucket,
      recommenders: this.recommenders,
      shopFilters: this.filters,
      eventTracker: this.eventTracker,
      rankedBy: this.ranking,
    });
    this.experiment = Experiment.ofSettings(this, 'Experiment', {
      ...settings,
      dataBucket,
      countedIn: this.api?.logGroup,
    });
    this.watching = Watching.ofSettings(this, 'Watching', {
      ...settings,
      topicKey: data.createdKey,
      datasetGroup,
      imports: data.imports,
      recommenders: this.recommenders,
      api: this.api,
      rankedBy: this.ranking,
    });
    Pauses.ofSettings(this, 'Pauses', {
      ...settings,
      recommenders: [...this.recommenders.values()],
      quietAlarms: this.watching?.alarmsOfStopped,
      topic: this.watching?.topic,
    });
    this.requestRate = RequestRate.ofSettings(this, 'RequestRate', {
      ...settings,
      recommenders: this.recommenders,
    });
    this.freshData = FreshData.ofSettings(this, 'FreshData', {
      ...settings,
      topic: this.watching?.topic,
      dataBucket,
      datasetGroup,
      importRole,
      imports: data.imports,
      userKey: data.userKey,
    });
    this.lists = Lists.ofSettings(this, 'Lists', {
      ...settings,
      topic: this.watching?.topic,
      dataBucket,
      datasetGroup,
      imports: data.imports,
      shopFilters: this.filters,
    });
    if (this.lists) this.watching?.addLists(this.lists);
    const on = { ...settings, topic: this.watching?.topic, dataBucket, datasetGroup, imports: data.imports };
    this.segments = Segments.ofSettings(this, 'Segments', on);
    this.batches = Batches.ofSettings(this, 'Batches', { ...on, shopFilters: this.filters });
    takeTurnsInBatch(this);
    this.watching?.addBatch({ segments: this.segments, batches: this.batches });
    BusEvents.ofSettings(this, 'BusEvents', {
      ...settings,
      dataBucket,
      datasetGroup,
      recommenders: this.recommenders,
      rankedBy: this.ranking,
      freshData: this.freshData,
      lists: this.lists,
      segments: this.segments,
      batches: this.batches,
    });
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
      `${this.node.path} does not rank items. Set its property ranking to true.`,
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
