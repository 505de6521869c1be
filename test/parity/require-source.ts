import type { ParityAws } from './parity-aws';

interface Policy {
  readonly Statement: readonly { readonly Principal?: unknown }[];
}

/** S3 policies are eventually consistent. */
const PROPAGATION_MS = 60_000;

/** Allows Personalize to read a bucket only with this account and one of its resources as the source. */
export async function requireSource(aws: ParityAws, Bucket: string): Promise<void> {
  const { Policy: text = '' } = await aws.s3.getBucketPolicy({ Bucket });
  const policy = JSON.parse(text) as Policy;
  const Condition = {
    StringEquals: { 'aws:SourceAccount': aws.account },
    StringLike: { 'aws:SourceArn': aws.arn('*') },
  };
  const Statement = policy.Statement.map((statement) =>
    JSON.stringify(statement.Principal)?.includes('personalize') ? { ...statement, Condition } : statement,
  );
  await aws.s3.putBucketPolicy({ Bucket, Policy: JSON.stringify({ ...policy, Statement }) });
  await aws.pass(PROPAGATION_MS);
}
