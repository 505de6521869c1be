import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type { MappedDataProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { stackView } from '../resources/stack-view';
import { preparedDataHandler } from '../prepare-data/prepared-data';
import { mappedSource } from './mapped-source';

const kms = new KMSClient({});

/** Entry point of the function of this custom resource, where the shop's own files are mapped. */
export const onEvent = preparedDataHandler(
  {
    s3: new S3Client({}),
    stack: stackView(),
    logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  },
  (s3, properties: MappedDataProperties) => mappedSource(s3, properties, kms),
);
