import { Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import type { UseCaseName } from '../domain/use-cases';
import { AnalystRole } from './analyst-role';
import type { DataBucket } from './data-bucket';
import type { DatasetGroup } from './dataset-group';
import { EventTracker } from './event-tracker';
import { Filters } from './filter';
import { FreshData } from './fresh-data/fresh-data';
import type { ImportRole } from './import-role';
import { Pauses } from './pauses';
import { personalizeArn, resourceName } from './personalize-arn';
import { settingsOfProps, type EcommerceRecommendersProps } from './read-settings';
import type { Recommender } from './recommender';
import { Recommenders } from './recommenders';
import { ShopData } from './shop-data';
import { warnWithoutPersonalize } from './warn-without-personalize';
import { Watching } from './watching/watching';

/**
 * A shop's recommenders, from its archive of items, users and interactions. One shop a stack.
 *
 * ```ts
 * const shop = new EcommerceRecommenders(stack, 'Shop', { archive: 'shop.tar.gz', eventTracker: true });
 * shop.grantRecommend(backEnd);
 * backEnd.addEnvironment('BEST_SELLERS', shop.recommenderArn('best-sellers'));
 * ```
 */
export class EcommerceRecommenders extends Construct {
  readonly dataBucket: DataBucket;
  readonly datasetGroup: DatasetGroup;
  readonly importRole: ImportRole;
  readonly analystRole: AnalystRole;
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;
  /** Absent unless events are taken as they happen. */
  readonly eventTracker?: EventTracker;
  readonly filters: Filters;
  /** Absent unless somebody watches. */
  readonly watching?: Watching;
  /** Absent where data comes with deployments alone. */
  readonly freshData?: FreshData;

  constructor(scope: Construct, id: string, props: EcommerceRecommendersProps) {
    super(scope, id);
    refuseSecondShop(this);
    warnWithoutPersonalize(this, Stack.of(this).region);
    const settings = settingsOfProps(this, props);
    const data = new ShopData(this, 'Data', settings);
    const { datasetGroup, dataBucket, importRole } = data;
    const recommenders = new Recommenders(this, 'Recommenders', { ...settings, datasetGroup });
    this.eventTracker = EventTracker.ofSettings(this, 'EventTracker', { ...settings, datasetGroup });
    this.filters = new Filters(this, 'Filters', { ...settings, datasetGroup });
    for (const part of [recommenders, this.filters, this.eventTracker])
      part?.node.addDependency(...data.imports);

    this.analystRole = new AnalystRole(this, 'Analyst', { dataBucket, datasetGroup, importRole });
    this.eventTracker?.grantPutEvents(this.analystRole);
    this.dataBucket = dataBucket;
    this.datasetGroup = datasetGroup;
    this.importRole = importRole;
    this.recommenders = recommenders.byUseCase;
    this.takeTurns();
    this.watching = Watching.ofSettings(this, 'Watching', {
      ...settings,
      datasetGroup,
      imports: data.imports,
      recommenders: this.recommenders,
    });
    Pauses.ofSettings(this, 'Pauses', {
      ...settings,
      recommenders: [...this.recommenders.values()],
      quietAlarms: this.watching?.alarmsOfStopped,
    });
    this.freshData = FreshData.ofSettings(this, 'FreshData', {
      ...settings,
      topic: this.watching?.topic,
      dataBucket,
      importRole,
      imports: data.imports,
    });
  }

  /**
   * A custom resource that begins, or is looked at, takes two functions at once, the framework's waiting for ours, and a
   * new account may run ten: with more than three resources in the making they take all of it from one another. So
   * recommenders, which are made as soon as their training begins, take turns, and beside them the others in two rows.
   */
  private takeTurns(): void {
    const others = [this.eventTracker, ...this.filters.byName.values()].filter((one) => one !== undefined);
    oneByOne([...this.recommenders.values()]);
    for (const row of [0, 1]) oneByOne(others.filter((_, at) => at % 2 === row));
  }

  /** ARN of one recommender, known once it is there: what it is handed to is deployed after it. */
  recommenderArn(useCase: UseCaseName): string {
    return this.recommender(useCase).recommenderArn;
  }

  /** Lets somebody ask all recommenders of the shop, with its filters or without. */
  grantRecommend(grantee: iam.IGrantable): iam.Grant {
    const recommenders = [...this.recommenders.values()].map(({ recommenderArn }) => recommenderArn);
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:GetRecommendations'],
      resourceArns: [...recommenders, personalizeArn(this, 'filter', resourceName(this, '*'))],
    });
  }

  /** Lets somebody send events as they happen. */
  grantPutEvents(grantee: iam.IGrantable): iam.Grant {
    if (this.eventTracker) return this.eventTracker.grantPutEvents(grantee);
    throw new Error(`${this.node.path} takes no events. Set its property eventTracker to true.`);
  }

  /** Successful requests, as a sum. */
  metricRequests(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('requests', options);
  }

  /** Milliseconds that successful requests took, on average. */
  metricLatency(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('latency', options);
  }

  /** Requests that the service could not answer, as a sum. */
  metricServerErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('serverErrors', options);
  }

  /** Requests that were refused, throttled ones among them, as a sum. */
  metricClientErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('clientErrors', options);
  }

  private recommender(useCase: UseCaseName): Recommender {
    const recommender = this.recommenders.get(useCase);
    if (recommender) return recommender;
    throw new Error(
      `${this.node.path} has no recommender for ${useCase}, only for ${[...this.recommenders.keys()].join(', ')}. ` +
        `Add it to the property useCases.`,
    );
  }
}

/** Lets CloudFormation make constructs one after the other, and delete them the other way round. */
function oneByOne(constructs: readonly IConstruct[]): void {
  for (const [at, construct] of constructs.slice(1).entries()) construct.node.addDependency(constructs[at]);
}

const shops = new WeakMap<Stack, Construct>();

/**
 * Keeps a stack to one shop: what Personalize has of it is named for the stack, and the functions behind it are shared.
 *
 * @throws an error that names the shop that is there already
 */
export function refuseSecondShop(shop: Construct): void {
  const stack = Stack.of(shop);
  const first = shops.get(stack);
  if (first)
    throw new Error(
      `${shop.node.path} is the second shop of the stack ${stack.stackName}, which ${first.node.path} is in, and a stack ` +
        `holds one. Put it into a stack of its own.`,
    );
  shops.set(stack, shop);
}
