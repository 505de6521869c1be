import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { kmsAction } from './kms-action';
import { PAGING } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html */
export const listKeys = kmsAction({
  input: PAGING,
  permissions: onAnything('kms:ListKeys'),
  run: ({ Limit = 100, Marker }, store) => {
    const page = { size: Limit, token: Marker };
    const { items, nextToken } = pageOf(store.list(), ({ id }) => id, page, 'InvalidMarkerException');
    return {
      Keys: items.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })),
      Truncated: nextToken !== undefined,
      NextMarker: nextToken,
    };
  },
});
