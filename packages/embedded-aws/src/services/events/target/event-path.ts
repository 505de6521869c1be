import type { AwsEvent } from '../../../aws-event';
import { AwsError } from '../../../aws-error';
import type { Json } from '../../states/language/json';
import { parsePath, readPath } from '../../states/language/path';

/** @throws AwsError `ValidationException` */
export function checkEventPath(path: string, member: string): void {
  try {
    if (parsePath(path).root === 'input') return;
  } catch {
    // Reported below with this service's message.
  }
  throw new AwsError(
    'ValidationException',
    `Parameter ${member} is not valid. Reason: '${path}' must be $ with .name, ['name'], [0] or [*]`,
  );
}

/** The value at a path, or undefined. */
export const readEventPath = (path: string, event: AwsEvent): unknown =>
  readPath(path, { input: event as unknown as Json, context: null, variables: {} });
