import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { resourcePrefix } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { personalizeArn } from './personalize-arn';
import { Recommender, type IRecommender } from './recommender';
import { invalid } from './validation-error';

/** A shop as the callers of its recommenders see it. It is defined in this app or deployed by another one. */
export interface IEcommerceRecommenders extends IConstruct {
  /** Prefix of the names of all its resources: the stack's name if its id is `Shop`, otherwise `<stack>_<id>`. */
  readonly name: string;
  /**
   * ARN of one recommender, as a token. A resource that uses it is deployed after the recommender.
   *
   * @throws ValidationError if the shop has no recommender for the use case
   */
  recommenderArn(useCase: UseCaseName): string;
  /** Allows GetRecommendations on all recommenders of the shop, with and without its filters. */
  grantRecommend(grantee: iam.IGrantable): iam.Grant;
  /** Number of successful requests. */
  metricRequests(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric;
  /** Average latency of successful requests in milliseconds. */
  metricLatency(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric;
  /** Number of 5xx errors. */
  metricServerErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric;
  /** Number of 4xx errors, throttling included. */
  metricClientErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/** Attributes of a shop that another app deploys in the same account and region. */
export interface ShopAttributes {
  /** Name of the shop: the stack's name if its id is `Shop`, otherwise `<stack>_<id>`. */
  readonly name: string;
  /** ARNs by use case, from the outputs of its stack. */
  readonly recommenderArns: Readonly<Partial<Record<UseCaseName, string>>>;
}

/** Implements what a shop offers the callers of its recommenders. */
export abstract class ShopBase extends Construct implements IEcommerceRecommenders {
  /** Recommenders in the order of the property `useCases`. */
  abstract readonly recommenders: ReadonlyMap<UseCaseName, IRecommender>;
  abstract readonly name: string;

  recommenderArn(useCase: UseCaseName): string {
    return this.recommender(useCase).recommenderArn;
  }

  grantRecommend(grantee: iam.IGrantable): iam.Grant {
    const recommenders = [...this.recommenders.values()].map(({ recommenderArn }) => recommenderArn);
    const filters = personalizeArn(this, 'filter', `${resourcePrefix(this.name)}-*`);
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:GetRecommendations'],
      resourceArns: [...recommenders, filters],
    });
  }

  metricRequests(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('requests', options);
  }

  metricLatency(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('latency', options);
  }

  metricServerErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('serverErrors', options);
  }

  metricClientErrors(useCase: UseCaseName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.recommender(useCase).metric('clientErrors', options);
  }

  private recommender(useCase: UseCaseName): IRecommender {
    const recommender = this.recommenders.get(useCase);
    if (recommender) return recommender;
    throw invalid(
      this,
      'NoSuchRecommender',
      `${this.node.path} has no recommender for ${useCase}, only for ${[...this.recommenders.keys()].join(', ') || 'none'}. ` +
        `Add it to the property useCases of the shop.`,
    );
  }
}

/** A shop that another app deploys. */
export class ImportedShop extends ShopBase {
  readonly recommenders: ReadonlyMap<UseCaseName, IRecommender>;
  readonly name: string;

  constructor(scope: Construct, id: string, { name, recommenderArns }: ShopAttributes) {
    super(scope, id);
    this.name = name;
    const arns = Object.entries(recommenderArns) as [UseCaseName, string | undefined][];
    this.recommenders = new Map(
      arns.flatMap(([useCase, arn]) =>
        arn === undefined ? [] : [[useCase, Recommender.fromRecommenderArn(this, useCase, arn)] as const],
      ),
    );
  }
}
