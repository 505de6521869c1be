import { AwsError } from '../../aws-error';

/** The error for a role that a function cannot have. */
export const unassumableRole = (): AwsError =>
  new AwsError(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
