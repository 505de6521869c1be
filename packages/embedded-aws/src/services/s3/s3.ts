import type { InventoryEntry } from '../../platform';
import type { ServiceDefinition } from '../service-definition';
import { BUCKET_DOMAINS, S3_HOSTS } from './s3-hosts';
import { S3_OPERATIONS } from './s3-operations';
import { s3Service } from './s3-protocol';
import { S3Store } from './s3-store';
import { NULL_VERSION } from './versions';

/** Amazon Simple Storage Service. */
export const s3Definition: ServiceDefinition<S3Store> = {
  scope: 'global',
  createStore: (platform) => new S3Store(platform),
  apis: {
    s3: {
      ...s3Service(S3_OPERATIONS),
      reachedBy: { unsigned: true, hosts: S3_HOSTS, domains: BUCKET_DOMAINS },
    },
  },
  inventory: (store) =>
    store.list().flatMap(({ name, isBootstrap, objects, noncurrent }) => {
      const bootstrap = isBootstrap && { bootstrap: true as const };
      const entry = (type: string, id: string): InventoryEntry => ({ type, id, ...bootstrap });
      return [
        entry('AWS::S3::Bucket', name),
        ...objects.keys().map((key) => entry('AWS::S3::Object', `${name}/${key}`)),
        ...[...noncurrent.keys()]
          .flatMap((key) => noncurrent.of(key))
          .map(({ key, versionId = NULL_VERSION }) =>
            entry('AWS::S3::ObjectVersion', `${name}/${key}?versionId=${versionId}`),
          ),
      ];
    }),
};
