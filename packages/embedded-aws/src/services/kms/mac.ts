import { createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../../aws-error';
import { kmsAction, onKeyOrAlias } from './kms-action';
import { KEY_ID } from './kms-shapes';
import type { Key } from './key';

const MAX_MESSAGE_BYTES = 4096;

const INPUT = {
  KeyId: KEY_ID,
  Message: { type: 'string', required: true },
  MacAlgorithm: { type: 'string', required: true, subset: ['HMAC_SHA_256'] },
} as const;

/** @throws AwsError `ValidationException` for a message that is empty or too long */
function macOf({ material }: Key, encoded: string): Buffer {
  const message = Buffer.from(encoded, 'base64');
  if (message.length === 0 || message.length > MAX_MESSAGE_BYTES)
    throw new AwsError(
      'ValidationException',
      `Message has ${message.length} bytes, allowed are 1 to ${MAX_MESSAGE_BYTES}`,
    );
  return createHmac('sha256', material).update(message).digest();
}

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html */
export const generateMac = kmsAction({
  input: INPUT,
  permissions: onKeyOrAlias('kms:GenerateMac'),
  run: ({ KeyId, Message, MacAlgorithm }, store) => {
    const key = store.mustFindUsable(store.behindAlias(KeyId), 'GENERATE_VERIFY_MAC');
    return { KeyId: key.arn, Mac: macOf(key, Message).toString('base64'), MacAlgorithm };
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html */
export const verifyMac = kmsAction({
  input: { ...INPUT, Mac: { type: 'string', required: true } },
  permissions: onKeyOrAlias('kms:VerifyMac'),
  run: ({ KeyId, Message, MacAlgorithm, Mac }, store) => {
    const key = store.mustFindUsable(store.behindAlias(KeyId), 'GENERATE_VERIFY_MAC');
    const given = Buffer.from(Mac, 'base64');
    const mac = macOf(key, Message);
    if (given.length !== mac.length || !timingSafeEqual(given, mac))
      throw new AwsError('KMSInvalidMacException', 'The HMAC is not that of the message.');
    return { KeyId: key.arn, MacValid: true, MacAlgorithm };
  },
});
