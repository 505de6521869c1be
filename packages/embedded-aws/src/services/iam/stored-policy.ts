import { parsePolicyDocument, type PolicyDocument, type PolicyKind } from '../../policy-document';
import { iamError } from './iam-errors';

/** A policy as stored, and parsed for evaluation. */
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

/** IAM percent-encodes policies in answers. */
export const encodedPolicy = ({ text }: StoredPolicy): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Policy size by IAM's quotas: characters without white space. */
export const policySize = ({ text }: StoredPolicy): number => text.replace(/\s/g, '').length;
