import { Duration, RemovalPolicy, Tags, type CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DATASET_PREFIX } from '../domain/datasets';
import { keepAutoDeleteLogsInStack } from './auto-delete-logs';
import type { DataKey } from './data-key';
import { PERSONALIZE } from './personalize-trust';

/** How a {@link DataBucket} is encrypted, and what becomes of it. */
export interface DataBucketProps {
  /** @default - with a key of S3's own */
  readonly dataKey?: DataKey;
  /** Whether it stays when the stack goes, with all that is in it. */
  readonly retainData: boolean;
}

/**
 * The bucket that holds the prepared files. It goes with the stack, with all that is in it, unless it is to be retained.
 *
 * Not versioned: the files are made from the archive at any time, and old versions would keep personal data.
 */
export class DataBucket extends Construct {
  readonly bucket: s3.Bucket;
  /** What whoever reads or writes the objects needs beside permissions of S3. */
  readonly keyStatements: readonly iam.PolicyStatement[];

  constructor(scope: Construct, id: string, { dataKey, retainData }: DataBucketProps) {
    super(scope, id);
    this.keyStatements = dataKey ? [dataKey.useStatement] : [];
    this.bucket = new s3.Bucket(this, 'Resource', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      ...(dataKey
        ? { encryption: s3.BucketEncryption.KMS, encryptionKey: dataKey.key, bucketKeyEnabled: true }
        : { encryption: s3.BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    keepAutoDeleteLogsInStack(this);
    if (retainData) retainBucket(this.bucket);
    // Personalize asks for both: this policy and the import role's. With no conditions, as its guide has it: that the
    // service names an account or a job when it reads is not documented, and with a condition on what it does not name
    // no import would work. `npm run parity` finds out.
    for (const statement of this.readStatements(new iam.ServicePrincipal(PERSONALIZE))) {
      this.bucket.addToResourcePolicy(statement);
    }
  }

  /** `s3://bucket/dataset/<file>` */
  dataLocation(file: string): string {
    return this.bucket.s3UrlForObject(`${DATASET_PREFIX}${file}`);
  }

  /** Lets a principal's own policy read the prepared files. */
  grantRead(grantee: iam.IGrantable): void {
    for (const statement of this.readStatements()) grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }

  private readStatements(...principals: iam.IPrincipal[]): iam.PolicyStatement[] {
    return [
      new iam.PolicyStatement({
        principals,
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects(`${DATASET_PREFIX}*`)],
      }),
      new iam.PolicyStatement({ principals, actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
    ];
  }
}

/** What CDK's bucket-emptying function looks for before it empties a bucket. */
const EMPTYING_TAG = 'aws-cdk:auto-delete-objects';

/** Above that of CDK's own tag. */
const PRIORITY = 300;

/**
 * Lets a bucket that is emptied and deleted with its stack stay after all. The function that empties it stays in the stack
 * and finds that it is not wanted: taken out, it would lose its permission before it is asked to go, fail, and be left behind
 * in the account.
 */
export function retainBucket(bucket: s3.Bucket): void {
  // Past CDK's own check, which knows nothing of a function that does nothing.
  const resource = bucket.node.defaultChild as CfnResource;
  resource.addOverride('DeletionPolicy', 'RetainExceptOnCreate');
  resource.addOverride('UpdateReplacePolicy', 'Retain');
  Tags.of(bucket).add(EMPTYING_TAG, 'false', { priority: PRIORITY });
}
