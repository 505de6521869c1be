import type { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/run-patience';
import { lookAgain } from './looks';

/** State of a run that has found a data deletion job open; it claims again afterwards. */
export const waitForDeletionJobs = (scope: Construct, interval?: Duration): sfn.Wait =>
  lookAgain(scope, 'Wait for deletion jobs', PATIENCE_HOURS.claim, interval);

/** Personalize's List actions support no resource-level permissions. */
export const listDeletionJobs = (): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: ['personalize:ListDataDeletionJobs'], resources: ['*'] });
