import { READ_MEMBERS } from './bucket-shapes';
import { objectMembers } from './object-members';
import { s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = s3Action({
  input: READ_MEMBERS,
  run: (input, store) => objectMembers(input, store).members,
});
