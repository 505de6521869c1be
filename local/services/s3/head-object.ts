import { READ_MEMBERS } from './bucket-shapes';
import { requireDecryption } from './object-encryption';
import { objectMembers } from './object-members';
import { onVersion, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = s3Action({
  input: READ_MEMBERS,
  permissions: onVersion('s3:GetObject', 's3:GetObjectVersion'),
  run: async (input, store, { caller }) => {
    const { object, members } = objectMembers(input, store);
    // Of all that is answered, S3 encrypts the checksum alone.
    if (input.ChecksumMode) await requireDecryption(object.encryption, store, caller);
    return members;
  },
});
