import { iamError } from './iam-errors';
import { policySize, storedPolicy, type StoredPolicy } from './stored-policy';

const MAX_SIZE = 6_144;

/** The document of a managed policy. @throws AwsError `MalformedPolicyDocument`, `LimitExceeded` */
export function managedDocument(text: string): StoredPolicy {
  const policy = storedPolicy(text, 'identity');
  if (policySize(policy) > MAX_SIZE)
    throw iamError('LimitExceeded', `Cannot exceed quota for PolicySize: ${MAX_SIZE}`);
  return policy;
}
