import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** A destroy waits for the end of a wait. */
const LOOKS = Duration.minutes(1);

/** State of a run that has found a data deletion job open; it claims again afterwards. */
export const waitForDeletionJobs = (scope: Construct): sfn.Wait =>
  new sfn.Wait(scope, 'Wait for deletion jobs', { time: sfn.WaitTime.duration(LOOKS) });

/** Personalize's List actions support no resource-level permissions. */
export const listDeletionJobs = (): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: ['personalize:ListDataDeletionJobs'], resources: ['*'] });
