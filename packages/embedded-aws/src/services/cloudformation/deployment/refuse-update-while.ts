import type { Stack } from '../engine/stack';
import { validationError } from '../template/template-error';

const UPDATABLE = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  // The result of DisableRollback can be repaired.
  'CREATE_FAILED',
  'UPDATE_FAILED',
];

/** @throws AwsError `ValidationError` if the stack's status forbids updates */
export function refuseUpdateWhile({ id, status }: Stack): void {
  if (!UPDATABLE.includes(status))
    throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}
