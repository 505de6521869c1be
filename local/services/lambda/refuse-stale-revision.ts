import { AwsError } from '../../aws-error';
import type { LambdaFunction } from './lambda-function';

/** Fails when a change is meant for another revision of a function than the current one. */
export function refuseStaleRevision(fn: LambdaFunction, revisionId: string | undefined): void {
  if (revisionId === undefined || revisionId === fn.revisionId) return;
  throw new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
}
