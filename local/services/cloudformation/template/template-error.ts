import { AwsError } from '../../../aws-error';

/** The error for a template or an operation that CloudFormation refuses before it begins. */
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);
