import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export const getBucketNotificationConfiguration = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketNotification'),
  run: ({ Bucket }, store) =>
    store.mustFind(Bucket).notifiesEventBridge ? { EventBridgeConfiguration: {} } : {},
});
