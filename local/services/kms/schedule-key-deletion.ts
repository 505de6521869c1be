import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const scheduleKeyDeletion = kmsAction({
  input: { KeyId: KEY_ID, PendingWindowInDays: { type: 'integer', min: 7, max: 30 } },
  permissions: onKey('kms:ScheduleKeyDeletion'),
  run: ({ KeyId, PendingWindowInDays = 30 }, store) => {
    const key = store.mustFindLasting(KeyId);
    store.scheduleDeletion(key, PendingWindowInDays);
    const { arn, deletionDate, state } = key;
    return { KeyId: arn, DeletionDate: deletionDate, KeyState: state, PendingWindowInDays };
  },
});
