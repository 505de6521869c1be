import { AwsError } from '../../aws-error';

/** @throws AwsError `ResourceNotFoundException` for another group than the default one */
export function checkGroup(name: string | undefined): void {
  if (name === undefined || name === 'default') return;
  throw new AwsError(
    'ResourceNotFoundException',
    `Schedule group ${name} does not exist. The embedded AWS has the default one alone.`,
    404,
  );
}
