import type { Stack } from '../engine/stack';
import { validationError } from '../template/template-error';

const UPDATABLE = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  // What DisableRollback leaves can be mended.
  'CREATE_FAILED',
  'UPDATE_FAILED',
];

/** @throws AwsError `ValidationError` for a stack that cannot be updated as it is */
export function refuseUpdateWhile({ id, status }: Stack): void {
  if (!UPDATABLE.includes(status))
    throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}
