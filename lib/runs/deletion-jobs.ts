import * as iam from 'aws-cdk-lib/aws-iam';

/** Personalize's List actions support no resource-level permissions. */
export const listDeletionJobs = (): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: ['personalize:ListDataDeletionJobs'], resources: ['*'] });
