import { BUCKET, KEY, VERSION_ID } from './bucket-shapes';
import { tellOfObject } from './object-event';
import { objectNeed, s3Action } from './s3-action';

/** Deleting what is not there succeeds. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
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
