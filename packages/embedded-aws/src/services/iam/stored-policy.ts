import { parsePolicyDocument, type PolicyDocument, type PolicyKind } from '../../policy-document';
import { iamError } from './iam-errors';

/** A policy as it was put, and parsed, for whoever evaluates it. */
export interface StoredPolicy {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** @throws AwsError `MalformedPolicyDocument` */
export function storedPolicy(text: string, kind: PolicyKind): StoredPolicy {
  const { document, problem } = parsePolicyDocument(text, kind);
  if (!document) throw iamError('MalformedPolicyDocument', problem);
  return { text, document };
}

/** Policies are percent-encoded in IAM's answers. */
export const encodedPolicy = ({ text }: StoredPolicy): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Characters of a policy as IAM's quotas count them: without white space. */
export const policySize = ({ text }: StoredPolicy): number => text.replace(/\s/g, '').length;
