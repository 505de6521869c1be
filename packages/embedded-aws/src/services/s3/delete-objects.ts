import { BUCKET, KEY, VERSION_ID } from './bucket-shapes';
import { checkWriteConditions } from './conditions';
import { tellOfObject } from './object-event';
import { objectNeed, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID, IfMatch: { type: 'string' } },
  permissions: (input, store) => [
    objectNeed(input.VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', input, store),
    // A condition reveals what exists.
    ...(input.IfMatch === undefined ? [] : [objectNeed('s3:GetObject', input, store)]),
  ],
  run: async ({ Bucket, Key, VersionId = 'null', IfMatch }, store, call) => {
    const bucket = store.mustFind(Bucket);
    if (VersionId !== 'null') throw s3Error('NoSuchVersion');
    checkWriteConditions(bucket.objects.get(Key), { IfMatch });
    if (await store.deleteObject(bucket, Key))
      tellOfObject('DeleteObject', bucket, { key: Key }, store, call);
    return undefined;
  },
});

/** Deleting a missing object succeeds. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects = s3Action({
  input: {
    Bucket: BUCKET,
    Delete: {
      type: 'structure',
      required: true,
      fields: {
        Objects: {
          type: 'list',
          required: true,
          min: 1,
          max: 1000,
          of: { type: 'structure', fields: { Key: KEY, VersionId: VERSION_ID } },
        },
        Quiet: { type: 'boolean' },
      },
    },
  },
  permissions: ({ Bucket, Delete }, store) =>
    Delete.Objects.map(({ Key, VersionId }) =>
      objectNeed(
        VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
        { Bucket, Key },
        store,
      ),
    ),
  run: async ({ Bucket, Delete: { Objects, Quiet } }, store, call) => {
    const bucket = store.mustFind(Bucket);
    const isCurrent = ({ VersionId = 'null' }: (typeof Objects)[number]): boolean => VersionId === 'null';
    for (const object of Objects)
      if (isCurrent(object) && (await store.deleteObject(bucket, object.Key)))
        tellOfObject('DeleteObject', bucket, { key: object.Key }, store, call);
    return {
      Deleted: Quiet ? [] : Objects.filter(isCurrent),
      Errors: Objects.filter((object) => !isCurrent(object)).map((object) => ({
        ...object,
        Code: 'NoSuchVersion',
        Message: 'The specified version does not exist.',
      })),
    };
  },
});
