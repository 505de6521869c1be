import type { Need, Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { KmsStore } from './kms-store';

/** An operation of the Key Management Service. Bytes are base64, as on the wire. */
export const kmsAction = actionOf<KmsStore>();

/** A need of a key; without leave of the key's own policy nobody may do anything with it. */
export function keyNeed(action: string, keyId: string, store: KmsStore): Need {
  const key = store.find(keyId);
  return {
    action,
    resources: [store.arnOf(keyId)],
    ...(key && { resourcePolicy: key.policy.document, resourcePolicyMustAllow: true }),
  };
}

/**
 * The permission for an action on a key.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export const onKey =
  (action: string): Permission<{ readonly KeyId: string }, KmsStore> =>
  ({ KeyId }, store) => [keyNeed(action, KeyId, store)];
