import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { cancelKeyDeletion } from './cancel-key-deletion';
import { createGrant } from './create-grant';
import { createKey } from './create-key';
import { decrypt } from './decrypt';
import { describeKey } from './describe-key';
import { disableKey } from './disable-key';
import { disableKeyRotation } from './disable-key-rotation';
import { enableKey } from './enable-key';
import { enableKeyRotation } from './enable-key-rotation';
import { encrypt } from './encrypt';
import { generateDataKey } from './generate-data-key';
import { getKeyPolicy } from './get-key-policy';
import { getKeyRotationStatus } from './get-key-rotation-status';
import { KmsStore } from './kms-store';
import { listGrants } from './list-grants';
import { listKeys } from './list-keys';
import { listResourceTags } from './list-resource-tags';
import { putKeyPolicy } from './put-key-policy';
import { revokeGrant } from './revoke-grant';
import { scheduleKeyDeletion } from './schedule-key-deletion';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updateKeyDescription } from './update-key-description';

/** AWS Key Management Service: symmetric keys of the customer's. */
export const kmsDefinition: ServiceDefinition<KmsStore> = {
  scope: 'region',
  createStore: (platform) => new KmsStore(platform),
  apis: {
    kms: jsonService({
      version: '1.1',
      target: 'TrentService',
      actions: {
        CancelKeyDeletion: cancelKeyDeletion,
        CreateGrant: createGrant,
        CreateKey: createKey,
        Decrypt: decrypt,
        DescribeKey: describeKey,
        DisableKey: disableKey,
        DisableKeyRotation: disableKeyRotation,
        EnableKey: enableKey,
        EnableKeyRotation: enableKeyRotation,
        Encrypt: encrypt,
        GenerateDataKey: generateDataKey,
        GetKeyPolicy: getKeyPolicy,
        GetKeyRotationStatus: getKeyRotationStatus,
        ListGrants: listGrants,
        ListKeys: listKeys,
        ListResourceTags: listResourceTags,
        PutKeyPolicy: putKeyPolicy,
        RevokeGrant: revokeGrant,
        ScheduleKeyDeletion: scheduleKeyDeletion,
        TagResource: tagResource,
        UntagResource: untagResource,
        UpdateKeyDescription: updateKeyDescription,
      },
    }),
  },
  // A key that is pending deletion costs nothing and cannot be used: all that a destroy can leave of it.
  inventory: (store) =>
    store
      .list()
      .filter(({ state }) => state !== 'PendingDeletion')
      .map(({ arn }) => ({ type: 'AWS::KMS::Key', id: arn })),
};
