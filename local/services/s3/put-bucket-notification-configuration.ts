import { BUCKET, NOTIFICATION_CONFIGURATION } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** EventBridge alone can be told. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
export const putBucketNotificationConfiguration = s3Action({
  input: {
    Bucket: BUCKET,
    NotificationConfiguration: NOTIFICATION_CONFIGURATION,
    // There are no destinations that could be validated.
    SkipDestinationValidation: { type: 'boolean' },
  },
  permissions: onBucket('s3:PutBucketNotification'),
  run: ({ Bucket, NotificationConfiguration: { EventBridgeConfiguration } }, store) => {
    store.mustFind(Bucket).notifiesEventBridge = EventBridgeConfiguration !== undefined;
    return undefined;
  },
});
