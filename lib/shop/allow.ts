import * as iam from 'aws-cdk-lib/aws-iam';

/** A statement that allows actions on resources. */
export const allow = (actions: string[], ...resources: string[]): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions, resources });
