import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { parseDataSource } from '../domain/data-source';

/**
 * Lets its holder list and read the CSV parts of a source. A bucket of another account, or one encrypted with a key of the
 * customer's, must allow it by its own policy, and the key's, as well.
 *
 * @param source `s3://bucket/prefix/`
 */
export function sourceStatements(source: string): iam.PolicyStatement[] {
  const { bucket, prefix } = parseDataSource(source) ?? { bucket: '', prefix: '' };
  const arn = `arn:${Aws.PARTITION}:s3:::${bucket}`;
  return [
    new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${arn}/${prefix}*`] }),
    new iam.PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [arn],
      // Readers look whether the folder itself is an object, too.
      conditions: { StringLike: { 's3:prefix': `${prefix.replace(/\/$/, '')}*` } },
    }),
  ];
}
