import type { Bucket } from './bucket';
import { BUCKET, KEY, VERSION_ID } from './bucket-shapes';
import type { Call } from '../../gateway/action';
import { checkWriteConditions } from './conditions';
import { notifyOfChange } from './object-event';
import { objectNeed, s3Action } from './s3-action';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';
import { isDeleteMarker, isVersionId, parseVersionId, versionMember } from './versions';

/** Output members of a deletion in a bucket with versions. */
interface Deleted {
  readonly DeleteMarker?: true;
  readonly VersionId?: string;
}

/** Deletes an object or, if named, one of its versions, and sends notifications. Idempotent. */
async function deleteOne(
  bucket: Bucket,
  { Key, VersionId }: { readonly Key: string; readonly VersionId?: string },
  store: S3Store,
  call: Call,
): Promise<Deleted> {
  const isPermanent = VersionId !== undefined || bucket.versioning === undefined;
  const version =
    VersionId === undefined
      ? await store.deleteObject(bucket, Key)
      : await store.deleteVersion(bucket, Key, parseVersionId(VersionId));
  if (!version) return VersionId === undefined ? {} : { VersionId };
  const { versionId } = version;
  const reason = isPermanent ? 'DeleteObject' : 'DeleteMarkerCreated';
  notifyOfChange(reason, bucket, { key: Key, versionId }, store, call);
  return { ...(isDeleteMarker(version) && { DeleteMarker: true }), ...versionMember(bucket, version) };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID, IfMatch: { type: 'string' } },
  permissions: (input, store) => [
    objectNeed(input.VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', input, store),
    // A condition reveals what exists.
    ...(input.IfMatch === undefined ? [] : [objectNeed('s3:GetObject', input, store)]),
  ],
  run: ({ Bucket, Key, VersionId, IfMatch }, store, call) => {
    const bucket = store.mustFind(Bucket);
    checkWriteConditions(bucket.objects.get(Key), { IfMatch });
    return deleteOne(bucket, { Key, VersionId }, store, call);
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
    const Deleted: object[] = [];
    const Errors: object[] = [];
    for (const object of Objects) {
      if (object.VersionId !== undefined && !isVersionId(object.VersionId)) {
        const { code: Code, message: Message } = s3Error('NoSuchVersion');
        Errors.push({ ...object, Code, Message });
        continue;
      }
      const { DeleteMarker, VersionId } = await deleteOne(bucket, object, store, call);
      Deleted.push({ ...object, ...(DeleteMarker && { DeleteMarker, DeleteMarkerVersionId: VersionId }) });
    }
    return { Deleted: Quiet ? [] : Deleted, Errors };
  },
});
