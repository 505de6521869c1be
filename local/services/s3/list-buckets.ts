import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = s3Action({
  input: {
    MaxBuckets: { type: 'integer', min: 1, max: 10_000 },
    ContinuationToken: { type: 'string' },
    Prefix: { type: 'string' },
    BucketRegion: { type: 'string' },
  },
  permissions: onAnything('s3:ListAllMyBuckets'),
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
