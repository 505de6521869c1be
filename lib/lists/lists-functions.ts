import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ListsEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { SIMILAR_ITEMS_MIB } from '@ecommerce-recommenders/shop-data/insight/cost/similar-items-cost';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { LISTS_LOCK_KEY, LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { listDeletionJobs } from '../runs/deletion-jobs';
import { statesArn } from '../runs/run-machine';
import { stepFunctions } from '../runs/step-functions';
import { allow } from '../shop/allow';
import { personalizeArn, recipeArn, recommenderArns, resourceName } from '../shop/personalize-arn';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';

/** Sources and targets of {@link ListsFunctions}. */
export interface ListsFunctionsProps extends Pick<
  Settings,
  'listsItems' | 'similarItems' | 'trainingTimeoutHours'
> {
  readonly shop: EcommerceRecommenders;
  /** State machine that the functions belong to. */
  readonly stateMachineName: string;
}

/** The functions of a run's steps, one of which runs for each slice. */
export class ListsFunctions extends Construct {
  readonly claim: lambda.Function;
  /** Creates the lists of similar items; undefined if they are switched off. */
  readonly similar?: lambda.Function;
  readonly train: lambda.Function;
  readonly catalogue: lambda.Function;
  readonly ask: lambda.Function;
  readonly switchOver: lambda.Function;
  readonly finish: lambda.Function;

  constructor(scope: Construct, id: string, props: ListsFunctionsProps) {
    super(scope, id);
    const { shop, listsItems, similarItems, trainingTimeoutHours } = props;
    const environment: ListsEnvironment = {
      DATA_BUCKET: shop.dataBucket.bucket.bucketName,
      DATASET_GROUP_ARN: shop.datasetGroup.datasetGroupArn,
      STACK_ID: Stack.of(this).stackId,
      ITEMS: listsItems,
      PATIENCE_HOURS: String(trainingTimeoutHours),
    };
    const step = stepFunctions(this, {
      dataBucket: shop.dataBucket,
      statements: this.statements(props),
      environment: { ...environment },
    });
    this.claim = step({ handler: 'claim', kind: 'lists/steps', memoryMiB: 256 });
    if (similarItems)
      this.similar = step({ handler: 'similar', kind: 'lists/similar', memoryMiB: SIMILAR_ITEMS_MIB });
    this.train = step({ handler: 'train', kind: 'lists/steps', memoryMiB: 256 });
    // 1,769 MiB give one full vCPU. The preparation during a deployment has the same.
    this.catalogue = step({ handler: 'catalogue', kind: 'lists/catalogue', memoryMiB: 1769 });
    this.ask = step({ handler: 'ask', kind: 'lists/ask', memoryMiB: 512 });
    this.switchOver = step({ handler: 'switchOver', kind: 'lists/steps', memoryMiB: 256 });
    this.finish = step({ handler: 'finish', kind: 'lists/steps', memoryMiB: 512 });
  }

  private statements(props: ListsFunctionsProps): iam.PolicyStatement[] {
    const { bucket, keyStatements } = props.shop.dataBucket;
    const lists = bucket.arnForObjects(`${LISTS_PREFIX}*`);
    const claim = bucket.arnForObjects(LISTS_LOCK_KEY);
    return [
      allow(['s3:ListBucket'], bucket.bucketArn),
      allow(['s3:GetObject'], bucket.arnForObjects(`${DATASET_PREFIX}*`), lists, claim),
      allow(['s3:PutObject', 's3:DeleteObject'], lists, claim),
      ...keyStatements,
      listDeletionJobs(),
      ...temporaryRecommenderStatements(this),
      allow(
        ['personalize:CreateRecommender', 'personalize:TagResource', 'personalize:GetRecommendations'],
        ...recommenderArns(this),
      ),
      allow(
        ['personalize:CreateRecommender'],
        personalizeArn(this, 'dataset-group', props.shop.datasetGroup.datasetGroupName),
        ...LISTABLE.map((useCase) => recipeArn(USE_CASES[useCase].recipe)),
      ),
      // AWS's samples grant this for filters; the documentation does not say whether it is needed.
      allow(['personalize:GetRecommendations'], personalizeArn(this, 'filter', resourceName(this, '*'))),
      allow(['states:DescribeExecution'], statesArn(this, 'execution', `${props.stateMachineName}:*`)),
    ];
  }
}

/** Permissions to find and delete the temporary recommenders of a run. */
export const temporaryRecommenderStatements = (scope: Construct): iam.PolicyStatement[] => [
  allow(
    ['personalize:DescribeRecommender', 'personalize:DeleteRecommender', 'personalize:ListTagsForResource'],
    ...recommenderArns(scope),
  ),
];
