import { TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import {
  RECOMMENDER_TYPE,
  type RecommenderConfigProperties,
  type RecommenderProperties,
  type TrainsOnProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import {
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
  type RecommenderMetricName,
} from '@ecommerce-recommenders/personalize/recommender-metrics';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import type { RecommenderOptions } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { atSynth } from './at-synth';
import type { DatasetGroup } from './dataset-group';
import { coreProvider } from './functions/core-provider';
import { ownerStatement } from './group-statements';
import { personalizeArn, recipeArn, recommenderArns, refuseOtherArn, resourceName } from './personalize-arn';
import { tagProperty } from './tag-property';
import { allow } from './allow';

/** Use case, options and data of a {@link Recommender}. */
export interface RecommenderProps {
  readonly datasetGroup: DatasetGroup;
  readonly useCase: UseCaseName;
  readonly options: RecommenderOptions;
  /**
   * Columns of the datasets whose schemas may grow.
   *
   * @default - no schema may grow
   */
  readonly trainsOn?: TrainsOnProperties;
}

/** A recommender, defined in this app or deployed by another one. */
export interface IRecommender extends IConstruct {
  readonly recommenderArn: string;
  /** Allows GetRecommendations. Filters need a permission of their own: see `EcommerceRecommenders.grantRecommend`. */
  grantRecommend(grantee: iam.IGrantable): iam.Grant;
  /** A metric that Personalize publishes for this recommender; the default period is five minutes. */
  metric(metric: RecommenderMetricName, options?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

abstract class RecommenderBase extends Construct implements IRecommender {
  abstract readonly recommenderArn: string;

  grantRecommend(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:GetRecommendations'],
      resourceArns: [this.recommenderArn],
    });
  }

  metric(metric: RecommenderMetricName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const { name, statistic } = RECOMMENDER_METRICS[metric];
    return new cloudwatch.Metric({
      namespace: PERSONALIZE_NAMESPACE,
      metricName: name,
      dimensionsMap: { [RECOMMENDER_DIMENSION]: this.recommenderArn },
      statistic,
      ...options,
    });
  }
}

/** A recommender that another app deploys. */
class ImportedRecommender extends RecommenderBase {
  constructor(
    scope: Construct,
    id: string,
    readonly recommenderArn: string,
  ) {
    super(scope, id);
  }
}

/**
 * The recommender of one use case, created for CloudFormation once its training has begun; {@link Training} waits for the end.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-recommenders.html
 */
export class Recommender extends RecommenderBase implements ITaggableV2 {
  /** Refers to a recommender that another app deploys, for the permissions and alarms of a back end. */
  static fromRecommenderArn(scope: Construct, id: string, recommenderArn: string): IRecommender {
    refuseOtherArn(scope, 'recommender', recommenderArn);
    return new ImportedRecommender(scope, id, recommenderArn);
  }

  readonly recommenderArn: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, RECOMMENDER_TYPE);
  /** @internal Absent if no schema may grow. */
  readonly trainsOn?: TrainsOnProperties;
  private readonly options: RecommenderOptions;
  private keptWithin?: RequestBounds;
  private isStopped = false;

  constructor(scope: Construct, id: string, props: RecommenderProps) {
    super(scope, id);
    this.options = props.options;
    const name = resourceName(this, props.useCase);
    const recipe = recipeArn(USE_CASES[props.useCase].recipe);
    // Deletion is not listed here: the sweep's statement already allows it for the shop's names.
    const statements = [
      ownerStatement(this, props.datasetGroup.datasetGroupName),
      new iam.PolicyStatement({
        actions: [
          'personalize:CreateRecommender',
          'personalize:DescribeRecommender',
          // Needed even for the default configuration, because returning to the defaults is an update.
          'personalize:UpdateRecommender',
          // Always needed: switching pauses off starts stopped recommenders, and a rollback stops them again.
          'personalize:StartRecommender',
          'personalize:StopRecommender',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        resources: recommenderArns(this),
      }),
      allow(
        ['personalize:CreateRecommender'],
        personalizeArn(this, 'dataset-group', props.datasetGroup.datasetGroupName),
        recipe,
      ),
    ];
    this.trainsOn = props.trainsOn;
    const properties: RecommenderProperties = {
      Name: name,
      DatasetGroupArn: props.datasetGroup.datasetGroupArn,
      RecipeArn: recipe,
      RecommenderConfig: atSynth(() => this.config),
      TrainsOn: this.trainsOn,
      StartsToUpdate: atSynth(() => (this.isStopped ? 'true' : undefined)),
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = coreProvider(this).resource(this, 'Resource', {
      resourceType: RECOMMENDER_TYPE,
      properties,
      statements,
      policy: 'Recommenders',
    });
    this.recommenderArn = resource.ref;
  }

  /** @internal Absent for the default configuration. Complete only at synth. */
  get config(): RecommenderConfigProperties | undefined {
    return recommenderConfig(this.options, this.keptWithin);
  }

  /** @internal Makes a deployment keep a rate that is within bounds, because an add-on adjusts it between deployments. */
  keepRateWithin(bounds: RequestBounds): void {
    this.keptWithin = bounds;
  }

  /** @internal Makes an update start the recommender first, because an add-on stops it between deployments. */
  stopBetweenDeployments(): void {
    this.isStopped = true;
  }
}

/** Template properties for a recommender's options; `undefined` for none. */
export function recommenderConfig(
  options: RecommenderOptions,
  bounds?: RequestBounds,
): RecommenderConfigProperties | undefined {
  const { minRecommendationRequestsPerSecond, metadata, excludedColumns } = options;
  const { explorationWeight, explorationItemAgeCutOff } = options;
  return ifAny({
    MinRecommendationRequestsPerSecond: text(minRecommendationRequestsPerSecond),
    RequestBounds: bounds && { Min: String(bounds.min), Max: String(bounds.max) },
    EnableMetadataWithRecommendations: metadata === undefined ? undefined : metadata ? 'true' : 'false',
    TrainingDataConfig: excludedColumns && { ExcludedDatasetColumns: excludedColumns },
    ItemExplorationConfig: ifAny({
      explorationWeight: text(explorationWeight),
      explorationItemAgeCutOff: text(explorationItemAgeCutOff),
    }),
  });
}

const text = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const ifAny = <Part extends object>(part: Part): Part | undefined =>
  Object.values(part).some((value) => value !== undefined) ? part : undefined;
