import { AwsError } from '../../aws-error';

const STATUS = {
  AccessDenied: 403,
  DeleteConflict: 409,
  EntityAlreadyExists: 409,
  InvalidInput: 400,
  LimitExceeded: 409,
  MalformedPolicyDocument: 400,
  NoSuchEntity: 404,
  ValidationError: 400,
} as const satisfies Record<string, number>;

/** An IAM error with its HTTP status. */
export const iamError = (code: keyof typeof STATUS, message: string): AwsError =>
  new AwsError(code, message, STATUS[code]);
