import { AwsError } from '../../aws-error';
import { isInTransition, type Resource, type Stateful } from './resource';

/** Error for well-formed but invalid input. */
export const invalidInput = (message: string): AwsError => new AwsError('InvalidInputException', message);

/** Error for an operation that must wait for another. */
export const inUse = (message: string): AwsError => new AwsError('ResourceInUseException', message);

/** Error for an exceeded resource quota. */
export const tooMany = (kind: string, quota: number): AwsError =>
  new AwsError(
    'LimitExceededException',
    `Cannot create a ${kind}. More than ${quota} resources in ACTIVE state. Please delete some and try again.`,
  );

/** Error for too many jobs in progress. */
export const tooManyJobs = (max: number): AwsError =>
  new AwsError('LimitExceededException', `More than ${max} resources with PENDING or IN_PROGRESS status.`);

/** @throws AwsError `ResourceInUseException` unless ACTIVE */
export function requireActive({ arn, status }: Resource & Stateful): void {
  if (status !== 'ACTIVE')
    throw inUse(
      `Resource Arn ${arn} is in the state ${status}. It must be ACTIVE: wait, or create it again.`,
    );
}

/** @throws AwsError `ResourceInUseException` while an update is in progress */
export function requireNoUpdate(arn: string, latest: Stateful | undefined): void {
  if (latest && isInTransition(latest))
    throw inUse(`Resource Arn ${arn} is being updated (${latest.status}). Wait until that is done.`);
}

/** Ends a creation in `CREATE FAILED`; the message is its failure reason. */
export class CreationFailure extends Error {}

/** Failure reason of a job that cannot access its files. */
export const UNREADABLE = 'Insufficient privileges for accessing data in Amazon S3.';
