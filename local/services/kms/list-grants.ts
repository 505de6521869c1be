import { pageOf } from '../../gateway/page';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID, PAGING } from './kms-shapes';

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
