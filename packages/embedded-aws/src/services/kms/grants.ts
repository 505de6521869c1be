import { GRANT_OPERATIONS, KEY_ID, PAGING } from './kms-shapes';
import { pageOf } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';
import { kmsAction, onKey } from './kms-action';

const PRINCIPAL = { type: 'string', min: 1, max: 256 } as const satisfies Shape;

/** Stores a grant, which has no effect. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html */
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

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html */
export const listGrants = kmsAction({
  input: { KeyId: KEY_ID, ...PAGING },
  permissions: onKey('kms:ListGrants'),
  run: ({ KeyId, Limit = 50, Marker }, store) => {
    const { arn, grants } = store.mustFind(KeyId);
    const sorted = [...grants.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const page = { size: Limit, token: Marker };
    const { items, nextToken } = pageOf(sorted, ({ id }) => id, page, 'InvalidMarkerException');
    return {
      Grants: items.map((grant) => ({
        KeyId: arn,
        GrantId: grant.id,
        Name: grant.name,
        CreationDate: grant.createdAt,
        GranteePrincipal: grant.granteePrincipal,
        RetiringPrincipal: grant.retiringPrincipal,
        IssuingAccount: `arn:aws:iam::${grant.issuingAccount}:root`,
        Operations: grant.operations,
      })),
      Truncated: nextToken !== undefined,
      NextMarker: nextToken,
    };
  },
});
