import { AwsError } from '../../../aws-error';

/** The error for a template or an operation that CloudFormation refuses before it begins. */
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);

/** The error for a template that cannot be read as one. */
export const formatError = (problem: string): AwsError =>
  validationError(`Template format error: ${problem}`);
