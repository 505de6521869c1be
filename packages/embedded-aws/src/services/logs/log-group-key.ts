import { serviceCaller } from '../../authorization/principal';
import { AwsError } from '../../aws-error';
import { logsAction, onGroup } from './logs-action';
import { KMS_KEY_ID, NAMED_LOG_GROUP } from './logs-shapes';
import type { LogsStore } from './logs-store';

/**
 * Requests a data key as CloudWatch Logs, to verify that the key allows it.
 *
 * @throws AwsError `InvalidParameterException`
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export async function requireUsableKey(
  KeyId: string,
  groupArn: string,
  { platform }: LogsStore,
): Promise<void> {
  const kms = platform.as(serviceCaller(`logs.${platform.region}.amazonaws.com`, groupArn));
  try {
    await kms('kms', 'GenerateDataKey', {
      KeyId,
      KeySpec: 'AES_256',
      EncryptionContext: { 'aws:logs:arn': groupArn },
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      'InvalidParameterException',
      `The specified KMS key does not exist or is not allowed to be used with Arn '${groupArn}'. ${error.message}`,
    );
  }
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html */
export const associateKmsKey = logsAction({
  input: { ...NAMED_LOG_GROUP, kmsKeyId: { ...KMS_KEY_ID, required: true } },
  permissions: onGroup('logs:AssociateKmsKey'),
  run: async ({ logGroupName, kmsKeyId }, store) => {
    await requireUsableKey(kmsKeyId, store.mustGet(logGroupName).arn, store);
    store.put({ ...store.mustGet(logGroupName), kmsKeyId });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DisassociateKmsKey.html */
export const disassociateKmsKey = logsAction({
  input: NAMED_LOG_GROUP,
  permissions: onGroup('logs:DisassociateKmsKey'),
  run: ({ logGroupName }, store) => {
    store.put({ ...store.mustGet(logGroupName), kmsKeyId: undefined });
    return undefined;
  },
});
