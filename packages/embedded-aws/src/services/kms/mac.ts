import { createHmac } from 'node:crypto';
import { AwsError } from '../../aws-error';
import { kmsAction, onKeyOrAlias } from './kms-action';
import { KEY_ID } from './kms-shapes';

const MAX_MESSAGE_BYTES = 4096;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html */
export const generateMac = kmsAction({
  input: {
    KeyId: KEY_ID,
    Message: { type: 'string', required: true },
    MacAlgorithm: { type: 'string', required: true, subset: ['HMAC_SHA_256'] },
  },
  permissions: onKeyOrAlias('kms:GenerateMac'),
  run: ({ KeyId, Message, MacAlgorithm }, store) => {
    const key = store.mustFindUsable(store.behindAlias(KeyId), 'GENERATE_VERIFY_MAC');
    const message = Buffer.from(Message, 'base64');
    if (message.length === 0 || message.length > MAX_MESSAGE_BYTES)
      throw new AwsError(
        'ValidationException',
        `Message has ${message.length} bytes, allowed are 1 to ${MAX_MESSAGE_BYTES}`,
      );
    return {
      KeyId: key.arn,
      Mac: createHmac('sha256', key.material).update(message).digest('base64'),
      MacAlgorithm,
    };
  },
});
