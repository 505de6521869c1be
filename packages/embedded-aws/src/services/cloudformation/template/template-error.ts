import { AwsError } from '../../../aws-error';

/** Error for a template or operation rejected up front. */
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);

/** Error for an unparsable template. */
export const formatError = (problem: string): AwsError =>
  validationError(`Template format error: ${problem}`);
