import { AwsError } from '../../aws-error';

/** Error for invalid input. */
export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);

/** Error for a missing resource. */
export const notFound = (message: string): AwsError => new AwsError('NotFoundException', message, 404);

/** Error for a resource that exists already or is still in use. */
export const conflict = (message: string): AwsError => new AwsError('ConflictException', message, 409);
