import { AwsError } from '../../aws-error';
import { parsePolicyDocument } from '../../policy-document';
import type { KeyPolicy } from './key';

/** @throws AwsError `MalformedPolicyDocumentException` */
export function keyPolicy(text: string): KeyPolicy {
  const { document, problem } = parsePolicyDocument(text, 'resource');
  if (!document) throw new AwsError('MalformedPolicyDocumentException', problem);
  return { text, document };
}

/** The policy of a key that was made without one: it leaves everything to the account's own policies. */
export const defaultKeyPolicy = (accountId: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
