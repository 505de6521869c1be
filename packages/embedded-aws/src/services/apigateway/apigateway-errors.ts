import { AwsError } from '../../aws-error';

/** The error for input that API Gateway does not take. */
export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);

/** The error for something that does not exist. */
export const notFound = (message: string): AwsError => new AwsError('NotFoundException', message, 404);

/** The error for something that is already there, or still in use. */
export const conflict = (message: string): AwsError => new AwsError('ConflictException', message, 409);
