import type { ServiceDefinition } from '../service-definition';
import { S3_OPERATIONS } from './s3-operations';
import { s3Service } from './s3-protocol';
import { S3Store } from './s3-store';

/** Amazon Simple Storage Service. */
export const s3Definition: ServiceDefinition<S3Store> = {
  scope: 'global',
  createStore: (platform) => new S3Store(platform),
  apis: { s3: s3Service(S3_OPERATIONS) },
  inventory: (store) =>
    store.list().flatMap(({ name, isBootstrap, objects }) => {
      const bootstrap = isBootstrap && { bootstrap: true as const };
      return [
        { type: 'AWS::S3::Bucket', id: name, ...bootstrap },
        ...objects.keys().map((key) => ({ type: 'AWS::S3::Object', id: `${name}/${key}`, ...bootstrap })),
      ];
    }),
};
