import { GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { ParityAws } from './parity-aws';

interface Policy {
  readonly Statement: readonly { readonly Principal?: unknown }[];
}

/** A policy of S3 may take a while until it counts everywhere. */
const PROPAGATION_MS = 60_000;

/** Lets Personalize read a bucket only where it names this account and a resource of its in it. */
export async function requireSource(aws: ParityAws, Bucket: string): Promise<void> {
  const { Policy: text = '' } = await aws.s3.send(new GetBucketPolicyCommand({ Bucket }));
  const policy = JSON.parse(text) as Policy;
  const Condition = {
    StringEquals: { 'aws:SourceAccount': aws.account },
    StringLike: { 'aws:SourceArn': aws.arn('*') },
  };
  const Statement = policy.Statement.map((statement) =>
    JSON.stringify(statement.Principal)?.includes('personalize') ? { ...statement, Condition } : statement,
  );
  await aws.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ ...policy, Statement }) }));
  await aws.pass(PROPAGATION_MS);
}
