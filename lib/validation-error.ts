import { ValidationError } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Name of an error; CDK's type for it admits only its own literals. */
type ErrorName = ConstructorParameters<typeof ValidationError>[0];

/**
 * CDK's error for properties that a construct refuses: its CLI prints the path of the construct, and
 * `Errors.isValidationError` finds it.
 *
 * @param name - of the problem, for programs
 */
export const invalid = (scope: IConstruct, name: string, message: string): ValidationError =>
  new ValidationError(name as ErrorName, message, scope);
