import type { CustomResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  TRAINING_TYPE,
  TRAINING_WAIT_MINUTES,
  type TrainingProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import { atSynth } from './at-synth';
import { coreProvider } from './functions/core-provider';
import type { Recommender } from './recommender';

/** Recommenders that a {@link Training} waits for, and how long. */
export interface TrainingProps {
  readonly recommenders: readonly Recommender[];
  /** Maximum hours that a deployment waits for all recommenders together. */
  readonly timeoutHours: number;
}

/**
 * Makes a deployment wait until every recommender is ACTIVE. One custom resource can wait for less than an hour, so
 * several are chained. On deletion, each gives a recommender that cannot be deleted yet more time.
 */
export class Training extends Construct {
  private stopsAgain = false;

  constructor(scope: Construct, id: string, props: TrainingProps) {
    super(scope, id);
    const waits = Math.ceil((props.timeoutHours * 60) / TRAINING_WAIT_MINUTES);
    let previous: CustomResource | undefined;
    for (let wait = 1; wait <= waits; wait++) {
      const properties: TrainingProperties = {
        RecommenderArns: props.recommenders.map(({ recommenderArn }) => recommenderArn),
        Configured: atSynth(() => this.configured(props)),
        StopsAgain: atSynth(() => (this.stopsAgain ? 'true' : undefined)),
        Last: wait === waits ? 'true' : 'false',
        TimeoutHours: String(props.timeoutHours),
      };
      const resource = coreProvider(this).resource(this, `Wait${wait}`, {
        resourceType: TRAINING_TYPE,
        properties,
        // The recommenders already have the statements that this needs.
        statements: [],
        policy: 'Recommenders',
      });
      if (previous) resource.node.addDependency(previous);
      previous = resource;
    }
  }

  /** Stops recommenders again that were started for an update, because an add-on stops them between deployments. */
  stopAgain(): void {
    this.stopsAgain = true;
  }

  private configured({ recommenders }: TrainingProps): TrainingProperties['Configured'] {
    const configured = recommenders.flatMap(({ recommenderArn, config, trainsOn }) =>
      config || trainsOn
        ? [{ RecommenderArn: recommenderArn, RecommenderConfig: config, TrainsOn: trainsOn }]
        : [],
    );
    return configured.length > 0 ? configured : undefined;
  }
}
