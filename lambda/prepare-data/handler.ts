import { S3Client } from '@aws-sdk/client-s3';
import { preparedDataHandler } from './prepared-data';

/** Entry point of the function of this custom resource. */
export const onEvent = preparedDataHandler(new S3Client({}));
