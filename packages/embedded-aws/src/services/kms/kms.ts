import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import {
  cancelKeyDeletion,
  createKey,
  describeKey,
  disableKey,
  enableKey,
  getKeyPolicy,
  listKeys,
  putKeyPolicy,
  scheduleKeyDeletion,
  updateKeyDescription,
} from './keys';
import { createAlias, deleteAlias, listAliases, updateAlias } from './aliases';
import { createGrant, listGrants } from './grants';
import { decrypt, encrypt, generateDataKey } from './encryption';
import { disableKeyRotation, enableKeyRotation, getKeyRotationStatus } from './key-rotation';
import { KmsStore } from './kms-store';
import { generateMac, verifyMac } from './mac';
import { listResourceTags, tagResource, untagResource } from './key-tags';

/** AWS Key Management Service: symmetric and HMAC customer managed keys, and aliases. */
export const kmsDefinition: ServiceDefinition<KmsStore> = {
  scope: 'region',
  createStore: (platform) => new KmsStore(platform),
  apis: {
    kms: jsonService({
      version: '1.1',
      target: 'TrentService',
      actions: {
        CancelKeyDeletion: cancelKeyDeletion,
        CreateAlias: createAlias,
        CreateGrant: createGrant,
        CreateKey: createKey,
        Decrypt: decrypt,
        DeleteAlias: deleteAlias,
        DescribeKey: describeKey,
        DisableKey: disableKey,
        DisableKeyRotation: disableKeyRotation,
        EnableKey: enableKey,
        EnableKeyRotation: enableKeyRotation,
        Encrypt: encrypt,
        GenerateDataKey: generateDataKey,
        GenerateMac: generateMac,
        GetKeyPolicy: getKeyPolicy,
        GetKeyRotationStatus: getKeyRotationStatus,
        ListAliases: listAliases,
        ListGrants: listGrants,
        ListKeys: listKeys,
        ListResourceTags: listResourceTags,
        PutKeyPolicy: putKeyPolicy,
        ScheduleKeyDeletion: scheduleKeyDeletion,
        TagResource: tagResource,
        UntagResource: untagResource,
        UpdateAlias: updateAlias,
        UpdateKeyDescription: updateKeyDescription,
        VerifyMac: verifyMac,
      },
    }),
  },
  // Without keys pending deletion, which are unusable and free: a destroy cannot remove them at once.
  inventory: (store) => [
    ...store
      .list()
      .filter(({ state }) => state !== 'PendingDeletion')
      .map(({ arn }) => ({ type: 'AWS::KMS::Key', id: arn })),
    ...store.listAliases().map(({ name }) => ({ type: 'AWS::KMS::Alias', id: name })),
  ],
};
