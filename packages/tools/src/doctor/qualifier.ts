import { cdkContext } from '../cdk/cdk-json';
import type { GivenSettings } from '../given-settings';

/** The CDK's context key for the bootstrap, and its default. */
const QUALIFIER = '@aws-cdk/core:bootstrapQualifier';
const DEFAULT_QUALIFIER = 'hnb659fds';

/** Qualifier of the bootstrap that a deployment uses. */
export function qualifierOf(given: GivenSettings): string {
  const inFile = cdkContext()[QUALIFIER];
  return given[QUALIFIER] ?? (typeof inFile === 'string' ? inFile : DEFAULT_QUALIFIER);
}
