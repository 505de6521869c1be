import { AwsError } from '../../aws-error';
import { isInTransition, type Resource, type Stateful } from './resource';

/** The error for an input that is well formed and still makes no sense. */
export const invalidInput = (message: string): AwsError => new AwsError('InvalidInputException', message);

/** The error for something that must wait for something else. */
export const inUse = (message: string): AwsError => new AwsError('ResourceInUseException', message);

/** The error for a quota on the number of resources. */
export const tooMany = (kind: string, quota: number): AwsError =>
  new AwsError(
    'LimitExceededException',
    `Cannot create a ${kind}. More than ${quota} resources in ACTIVE state. Please delete some and try again.`,
  );

/** @throws AwsError `ResourceInUseException` unless it is ACTIVE */
export function requireActive({ arn, status }: Resource & Stateful): void {
  if (status !== 'ACTIVE')
    throw inUse(`Resource Arn ${arn} is in the state ${status}. It must be ACTIVE: wait, or create it anew.`);
}

/** For what must wait until an update is done. @throws AwsError `ResourceInUseException` */
export function requireNoUpdate(arn: string, latest: Stateful | undefined): void {
  if (latest && isInTransition(latest))
    throw inUse(`Resource Arn ${arn} is being updated (${latest.status}). Wait until that is done.`);
}

/** Ends a creation in `CREATE FAILED`; the message is the failure reason that the resource shows. */
export class CreationFailure extends Error {}
