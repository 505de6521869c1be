import * as iam from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** What a role that publishes to an encrypted topic needs besides sns:Publish; nothing for any other topic. */
export const topicKeyStatements = ({ masterKey }: ITopic): iam.PolicyStatement[] =>
  masterKey
    ? [
        new iam.PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [masterKey.keyArn],
        }),
      ]
    : [];
