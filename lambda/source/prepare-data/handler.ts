import { S3Client } from '@aws-sdk/client-s3';
import type {
  MappedDataProperties,
  PreparedDataProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { stackView } from '../../shop/resources/stack-view';
import { preparedDataHandler } from './prepared-data';
import { sourceOf } from './source-of';

/**
 * Entry point of the function of this custom resource. The code that maps a shop's own files is loaded only if they are mapped.
 */
export const onEvent = preparedDataHandler(
  {
    s3: new S3Client({}),
    stack: stackView(),
    logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  },
  (s3, properties: PreparedDataProperties | MappedDataProperties) =>
    'Mapping' in properties
      ? (
          require('../prepare-mapped-data/mapped-source') as typeof import('../prepare-mapped-data/mapped-source')
        ).mappedSource(s3, properties)
      : sourceOf(s3, properties),
);
