import * as iam from 'aws-cdk-lib/aws-iam';

export const allow = (actions: string[], ...resources: string[]): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions, resources });
