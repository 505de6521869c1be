import { ValidationError } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Name of an error. CDK's type accepts only its own literals. */
type ErrorName = ConstructorParameters<typeof ValidationError>[0];

/** The constructor in older CDK releases, whose errors have no names. */
type Unnamed = new (message: string, scope: IConstruct) => ValidationError;

/**
 * CDK's error for invalid properties: its CLI prints the path of the construct, and `Errors.isValidationError` recognizes it.
 *
 * @param name - of the problem, for programs
 */
export const invalid = (scope: IConstruct, name: string, message: string): ValidationError =>
  ValidationError.length < 3
    ? new (ValidationError as unknown as Unnamed)(message, scope)
    : new ValidationError(name as ErrorName, message, scope);
