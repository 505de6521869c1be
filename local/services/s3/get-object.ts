import { READ_MEMBERS } from './bucket-shapes';
import { requireDecryption } from './object-encryption';
import { objectMembers } from './object-members';
import { onVersion, s3Action } from './s3-action';

/** Answers with `Body` as a Readable. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = s3Action({
  input: READ_MEMBERS,
  permissions: onVersion('s3:GetObject', 's3:GetObjectVersion'),
  run: async (input, store, { caller }) => {
    const { object, range, members } = objectMembers(input, store);
    await requireDecryption(object.encryption, store, caller);
    return { ...members, Body: await store.files.read(object.file, range) };
  },
});
