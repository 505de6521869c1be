import type { CustomResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  SOLUTION_TRAINING_TYPE,
  type SolutionTrainingProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import { TRAINING_WAIT_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import { listDeletionJobs } from '../runs/deletion-jobs';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import { listSolutionVersions, type Solution } from './solution';
import { allow } from '../shop/allow';

/** Solution that a {@link SolutionTraining} waits for, and how long. */
export interface SolutionTrainingProps {
  readonly solution: Solution;
  /** Maximum hours that a deployment waits. */
  readonly timeoutHours: number;
}

/**
 * Makes a deployment wait until a solution has a trained version. One custom resource can wait for less than an hour,
 * so several are chained.
 */
export class SolutionTraining extends Construct {
  constructor(scope: Construct, id: string, { solution, timeoutHours }: SolutionTrainingProps) {
    super(scope, id);
    const statements = [
      allow(
        ['personalize:CreateSolutionVersion', 'personalize:DescribeSolution'],
        personalizeArn(this, 'solution', resourceName(this, '*')),
      ),
      listSolutionVersions(),
      listDeletionJobs(),
    ];
    const waits = Math.ceil((timeoutHours * 60) / TRAINING_WAIT_MINUTES);
    let previous: CustomResource | undefined;
    for (let wait = 1; wait <= waits; wait++) {
      const properties: SolutionTrainingProperties = {
        SolutionArn: solution.solutionArn,
        First: wait === 1 ? 'true' : 'false',
        Last: wait === waits ? 'true' : 'false',
        TimeoutHours: String(timeoutHours),
      };
      const resource = addOnsProvider(this).resource(this, `Wait${wait}`, {
        resourceType: SOLUTION_TRAINING_TYPE,
        properties,
        statements,
        policy: 'SolutionTrainings',
      });
      if (previous) resource.node.addDependency(previous);
      previous = resource;
    }
  }
}
