import type { Need, Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { EncryptionContext } from './ciphertext';
import type { KmsStore } from './kms-store';

/** An operation of KMS. Bytes are base64, as on the wire. */
export const kmsAction = actionOf<KmsStore>();

/** Permission on a key, which the key policy must grant or delegate. */
export function keyNeed(
  action: string,
  keyId: string,
  store: KmsStore,
  encryptionContext: EncryptionContext = {},
): Need {
  const key = store.find(keyId);
  return {
    action,
    resources: [store.arnOf(keyId)],
    context: Object.fromEntries(
      Object.entries(encryptionContext).map(([key, value]) => [`kms:EncryptionContext:${key}`, value]),
    ),
    ...(key && { resourcePolicy: key.policy.document, resourcePolicyMustAllow: true }),
  };
}

/**
 * Permission for an action on a key.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export const onKey =
  (action: string): Permission<OnKey, KmsStore> =>
  ({ KeyId, EncryptionContext }, store) => [keyNeed(action, KeyId, store, EncryptionContext)];

/** The same for operations that also accept an alias: policies see its key. */
export const onKeyOrAlias =
  (action: string): Permission<OnKey, KmsStore> =>
  ({ KeyId, EncryptionContext }, store) => {
    const behind = store.behindAlias(KeyId);
    const need = keyNeed(action, behind, store, EncryptionContext);
    return [
      behind === KeyId
        ? need
        : { ...need, context: { ...need.context, 'kms:RequestAlias': aliasName(KeyId) } },
    ];
  };

interface OnKey {
  readonly KeyId: string;
  readonly EncryptionContext?: EncryptionContext;
}

const aliasName = (alias: string): string => alias.slice(alias.indexOf('alias/'));
