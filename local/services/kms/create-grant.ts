import type { Shape } from '../../gateway/shape';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

const PRINCIPAL = { type: 'string', min: 1, max: 256 } as const satisfies Shape;

/** What a grant may allow on a symmetric key. */
export const GRANT_OPERATIONS = {
  type: 'list',
  required: true,
  of: {
    type: 'string',
    enum: ['CreateGrant', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'RetireGrant'],
  },
} as const satisfies Shape;

/** Keeps a grant, which permits nothing. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html */
export const createGrant = kmsAction({
  input: {
    KeyId: KEY_ID,
    GranteePrincipal: { ...PRINCIPAL, required: true },
    RetiringPrincipal: PRINCIPAL,
    Operations: GRANT_OPERATIONS,
    Name: { type: 'string', min: 1, max: 256, pattern: /[a-zA-Z0-9:/_-]+/ },
  },
  permissions: onKey('kms:CreateGrant'),
  run: ({ KeyId, GranteePrincipal, RetiringPrincipal, Operations, Name }, store) => {
    const key = store.mustFindUsable(KeyId);
    const id = store.platform.newId().replaceAll('-', '');
    key.grants.set(id, {
      id,
      granteePrincipal: GranteePrincipal,
      retiringPrincipal: RetiringPrincipal,
      issuingAccount: store.platform.accountId,
      operations: Operations,
      name: Name,
      createdAt: store.now(),
    });
    return { GrantId: id, GrantToken: Buffer.from(id).toString('base64') };
  },
});
