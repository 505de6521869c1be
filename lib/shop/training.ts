import { CustomResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  TRAINING_TYPE,
  TRAINING_WAIT_MINUTES,
  type TrainingProperties,
} from '@ecommerce-recommenders/shop-data/contracts/training';
import { LambdaProvider } from './functions/lambda-provider';
import type { Recommender } from './recommender';
import { recommenderArns } from './personalize-arn';

const PROVIDER = { kind: 'shop/training', id: 'Training', querySeconds: 15 };

/** What a {@link Training} waits for, and how long. */
export interface TrainingProps {
  readonly recommenders: readonly Recommender[];
  /** Whether the stack pauses them: those that were started for an update are stopped again. */
  readonly isPaused: boolean;
  /** Hours that a deployment waits for all recommenders together. */
  readonly timeoutHours: number;
}

/**
 * Makes a deployment wait until every recommender is ACTIVE. One custom resource may wait for less than an hour, so
 * several are chained; on deletion each gives a recommender that cannot be deleted yet more time.
 */
export class Training extends Construct {
  constructor(scope: Construct, id: string, props: TrainingProps) {
    super(scope, id);
    const provider = LambdaProvider.getOrCreate(this, PROVIDER);
    provider.allow(
      new iam.PolicyStatement({
        actions: [
          'personalize:DescribeRecommender',
          ...(props.isPaused
            ? ['personalize:ListTagsForResource', 'personalize:StopRecommender', 'personalize:UntagResource']
            : []),
        ],
        resources: recommenderArns(this),
      }),
    );
    const configured = props.recommenders.flatMap(({ recommenderArn, config, trainsOn }) =>
      config || trainsOn
        ? [{ RecommenderArn: recommenderArn, RecommenderConfig: config, TrainsOn: trainsOn }]
        : [],
    );
    const waits = Math.ceil((props.timeoutHours * 60) / TRAINING_WAIT_MINUTES);
    let previous: CustomResource | undefined;
    for (let wait = 1; wait <= waits; wait++) {
      const properties: TrainingProperties = {
        RecommenderArns: props.recommenders.map(({ recommenderArn }) => recommenderArn),
        Configured: configured.length > 0 ? configured : undefined,
        StopsAgain: props.isPaused ? 'true' : undefined,
        Last: wait === waits ? 'true' : 'false',
        TimeoutHours: String(props.timeoutHours),
      };
      const resource = new CustomResource(this, `Wait${wait}`, {
        resourceType: TRAINING_TYPE,
        serviceToken: provider.serviceToken,
        properties,
      });
      if (previous) resource.node.addDependency(previous);
      previous = resource;
    }
  }
}
