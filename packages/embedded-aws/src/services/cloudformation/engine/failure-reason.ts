import { AwsError } from '../../../aws-error';
import { machineLimit } from '../../../machine-limit';
import { ResourceError } from '../resources/resource-type';

/** Reason in a failed resource's event; a bug of ours also prints its stack trace. */
export function failureReason(error: unknown, what: string): string {
  if (error instanceof ResourceError) return error.message;
  if (error instanceof AwsError)
    return error.code === 'ValidationError'
      ? error.message
      : `Resource handler returned message: "${error.message}" (HandlerErrorCode: ${error.code})`;
  const limit = machineLimit(error);
  if (limit !== undefined) return limit;
  console.error(`embedded AWS: CloudFormation failed at ${what}`, error);
  return `Internal failure of the embedded AWS: ${String(error)}`;
}
