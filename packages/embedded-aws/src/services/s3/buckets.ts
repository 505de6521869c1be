import { AWS_REGIONS } from './aws-regions';
import { pageOf } from '../../gateway/page';
import { BUCKET, OBJECT_OWNERSHIP, TAGGING } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** This region's endpoint creates buckets in every region; its own have no location constraint. */
const CLASSIC_REGION = 'us-east-1';

const LOCATIONS: ReadonlySet<string> = new Set(
  Object.values(AWS_REGIONS)
    .flat()
    .filter((region) => region !== CLASSIC_REGION),
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket = s3Action({
  input: {
    Bucket: BUCKET,
    CreateBucketConfiguration: {
      type: 'structure',
      fields: {
        LocationConstraint: { type: 'string' },
        Tags: { type: 'list', of: TAGGING.fields.TagSet.of },
      },
    },
    ObjectOwnership: OBJECT_OWNERSHIP,
    ACL: { type: 'string', subset: ['private'] },
  },
  permissions: ({ Bucket }) => [{ action: 's3:CreateBucket', resources: [`arn:aws:s3:::${Bucket}`] }],
  run: ({ Bucket, CreateBucketConfiguration = {}, ObjectOwnership }, store, { region }) => {
    const { LocationConstraint, Tags } = CreateBucketConfiguration;
    if (!isBucketName(Bucket)) throw s3Error('InvalidBucketName');
    if (region !== CLASSIC_REGION && LocationConstraint !== region)
      throw s3Error(
        'IllegalLocationConstraintException',
        `The ${LocationConstraint ?? 'unspecified'} location constraint is incompatible for the region ` +
          `specific endpoint this request was sent to.`,
      );
    if (LocationConstraint && !LOCATIONS.has(LocationConstraint)) throw s3Error('InvalidLocationConstraint');
    if (store.find(Bucket)) throw s3Error('BucketAlreadyOwnedByYou');
    const bucket = store.create(Bucket, LocationConstraint || CLASSIC_REGION);
    if (ObjectOwnership) bucket.ownership = { Rules: [{ ObjectOwnership }] };
    if (Tags) bucket.tags = Tags;
    return { Location: `/${Bucket}`, BucketArn: `arn:aws:s3:::${Bucket}` };
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:ListBucket'),
  run: ({ Bucket }, store) => ({
    BucketRegion: store.mustFind(Bucket).region,
    BucketArn: `arn:aws:s3:::${Bucket}`,
  }),
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = s3Action({
  input: {
    MaxBuckets: { type: 'integer', min: 1, max: 10_000 },
    ContinuationToken: { type: 'string' },
    Prefix: { type: 'string' },
    BucketRegion: { type: 'string' },
  },
  // AWS defines no resource type for it, but its example policies name all buckets.
  permissions: () => [{ action: 's3:ListAllMyBuckets', resources: ['arn:aws:s3:::*'] }],
  run: ({ MaxBuckets = 10_000, ContinuationToken, Prefix = '', BucketRegion }, store) => {
    const buckets = store
      .list()
      .filter(({ name, region }) => name.startsWith(Prefix) && region === (BucketRegion ?? region));
    const { items, nextToken } = pageOf(
      buckets,
      ({ name }) => name,
      { size: MaxBuckets, token: ContinuationToken },
      'InvalidArgument',
    );
    return {
      Owner: store.owner,
      Buckets: items.map(({ name, region, createdAt }) => ({
        Name: name,
        CreationDate: createdAt,
        BucketRegion: region,
        BucketArn: `arn:aws:s3:::${name}`,
      })),
      ContinuationToken: nextToken,
      Prefix: Prefix || undefined,
    };
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:DeleteBucket'),
  run: async ({ Bucket }, store) => {
    const bucket = store.mustFind(Bucket);
    if (bucket.objects.size > 0 || !bucket.noncurrent.isEmpty)
      throw s3Error(
        'BucketNotEmpty',
        bucket.versioning &&
          'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
      );
    await store.delete(bucket);
    return undefined;
  },
});
