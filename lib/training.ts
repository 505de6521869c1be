import { CustomResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TRAINING_TYPE, TRAINING_WAIT_MINUTES, type TrainingProperties } from '../domain/contracts/training';
import { LambdaProvider } from './lambda-provider';
import type { Recommender } from './recommender';
import { recommenderArns } from './personalize-arn';

/** For whom a {@link Training} waits, and how long. */
export interface TrainingProps {
  readonly recommenders: readonly Recommender[];
  /** Whether the stack stops them at times: those that were started for an update are stopped again. */
  readonly isPaused: boolean;
  /** Hours that a deployment waits for all recommenders together. */
  readonly timeoutHours: number;
}

/**
 * Lets a deployment end only when every recommender is ACTIVE. One custom resource may wait for less than
 * an hour, so several wait one after the other; on the way back each gives a recommender that cannot be
 * deleted yet another while.
 */
export class Training extends Construct {
  constructor(scope: Construct, id: string, props: TrainingProps) {
    super(scope, id);
    const provider = LambdaProvider.getOrCreate(this, 'training');
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
    const configured = props.recommenders.flatMap(({ recommenderArn, config }) =>
      config ? [{ RecommenderArn: recommenderArn, RecommenderConfig: config }] : [],
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
