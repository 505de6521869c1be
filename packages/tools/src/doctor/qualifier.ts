import { context } from '../../../../cdk.json';
import type { GivenSettings } from '../given-settings';

/** The CDK's context key for the bootstrap, and its default. */
const QUALIFIER = '@aws-cdk/core:bootstrapQualifier';
const DEFAULT_QUALIFIER = 'hnb659fds';

const inFile = context as Readonly<Record<string, unknown>> as Readonly<Partial<Record<string, string>>>;

/** Qualifier of the bootstrap that a deployment uses. */
export const qualifierOf = (given: GivenSettings): string =>
  given[QUALIFIER] ?? inFile[QUALIFIER] ?? DEFAULT_QUALIFIER;
