import { Annotations, CfnDeletionPolicy, Duration, RemovalPolicy, type CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { hasEmptyingFunction, keepAutoDeleteLogsInStack } from './functions/auto-delete-logs';
import { sayRetained, type DataKey } from './data-key';
import { PERSONALIZE } from './personalize-trust';
import { shopOf } from './shop-of';
import type { ShopSettings } from './shop-settings';

/** Encryption, logs and retention of a {@link DataBucket}. */
export interface DataBucketProps extends Partial<Pick<ShopSettings, 'serverAccessLogsBucket' | 'versioned'>> {
  /** @default - a key that S3 owns */
  readonly dataKey?: DataKey;
  /** Whether the bucket and its objects are kept when the stack is deleted. */
  readonly retainData: boolean;
}

/** Retention of replaced and deleted files. It equals that of the files of fresh data. */
const VERSIONS = Duration.days(30);

/**
 * The bucket of the prepared files. Unless it is retained, it is deleted with the stack, including all objects and versions. By
 * default it keeps no versions: the files can be made from the archive at any time, and old versions hold personal data.
 */
export class DataBucket extends Construct {
  readonly bucket: s3.Bucket;
  /** KMS permissions that readers and writers of the objects need, in addition to those of S3. */
  readonly keyStatements: readonly iam.PolicyStatement[];
  private readonly dataKey?: DataKey;
  private readonly served = new Set<string>();

  constructor(scope: Construct, id: string, props: DataBucketProps) {
    super(scope, id);
    const { dataKey, retainData, versioned, serverAccessLogsBucket } = props;
    this.dataKey = dataKey;
    this.keyStatements = dataKey ? [dataKey.useStatement] : [];
    const isFunctionShared = hasEmptyingFunction(this);
    this.bucket = new s3.Bucket(this, 'Resource', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      ...(dataKey
        ? { encryption: s3.BucketEncryption.KMS, encryptionKey: dataKey.key, bucketKeyEnabled: true }
        : { encryption: s3.BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        ...(versioned ? [{ noncurrentVersionExpiration: VERSIONS, expiredObjectDeleteMarker: true }] : []),
      ],
      ...(versioned && { versioned }),
      ...(serverAccessLogsBucket && {
        serverAccessLogsBucket,
        serverAccessLogsPrefix: `${shopOf(this).name}/`,
      }),
    });
    if (serverAccessLogsBucket && !(serverAccessLogsBucket instanceof s3.Bucket))
      sayWhatPolicyNeeds(this.bucket, serverAccessLogsBucket);
    // If other buckets of the stack share CDK's function, it is left unchanged.
    if (!isFunctionShared) keepAutoDeleteLogsInStack(this);
    if (retainData) retainBucket(this.bucket);
    // Personalize needs this policy and the import role's. There are no conditions, as in AWS's guide: if Personalize sends
    // no account or job ARN (undocumented), a condition would deny every import. `npm run parity` tests it.
    for (const statement of this.readStatements(new iam.ServicePrincipal(PERSONALIZE))) {
      this.bucket.addToResourcePolicy(statement);
    }
  }

  /**
   * The resource that empties the bucket on deletion. Writers depend on it: the roles of functions that write into
   * the bucket, and resources whose Delete deletes objects. CloudFormation deletes those first, so that nothing, not
   * even a delete marker, is written into the emptied bucket.
   */
  get emptying(): IConstruct {
    return emptyingOf(this.bucket);
  }

  /** Deletes objects below a prefix some days after they were written. */
  expire(prefix: string, days: number): void {
    this.bucket.addLifecycleRule({ prefix, expiration: Duration.days(days) });
  }

  /** @internal Marks a prefix as in use, so that its objects do not expire. */
  serve(prefix: string): void {
    this.served.add(prefix);
  }

  /** @internal Whether a prefix is marked as in use. */
  isServed(prefix: string): boolean {
    return this.served.has(prefix);
  }

  /** `s3://bucket/dataset/<file>` */
  dataLocation(file: string): string {
    return this.bucket.s3UrlForObject(`${DATASET_PREFIX}${file}`);
  }

  /** Adds permissions to read the prepared files to a principal's own policy. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    const grants = this.readStatements().map(({ actions, resources: resourceArns }) =>
      iam.Grant.addToPrincipal({ grantee, actions, resourceArns }),
    );
    return grants.reduce((all, grant) => all.combine(grant));
  }

  /** Adds permissions to read below a prefix to a principal's own policy. */
  grantReadBelow(grantee: iam.IGrantable, prefix: string): iam.Grant {
    const grant = iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:GetObject'],
      resourceArns: [this.bucket.arnForObjects(`${prefix}*`)],
    });
    return this.keyStatements
      .map(({ resources: resourceArns }) =>
        iam.Grant.addToPrincipal({ grantee, actions: ['kms:Decrypt'], resourceArns }),
      )
      .reduce((all, one) => all.combine(one), grant);
  }

  /**
   * Lets Personalize read and write below a prefix with a role. The role's policy and the bucket's (no conditions) must allow it.
   *
   * @see https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-s3-access.html
   */
  letPersonalizeWork(role: iam.Role, prefix: string): void {
    const statements = (...principals: iam.IPrincipal[]): iam.PolicyStatement[] => [
      new iam.PolicyStatement({
        principals,
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [this.bucket.arnForObjects(`${prefix}*`)],
      }),
      new iam.PolicyStatement({ principals, actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
    ];
    for (const statement of statements()) role.addToPolicy(statement);
    this.dataKey?.grantPersonalize(role);
    for (const statement of statements(new iam.ServicePrincipal(PERSONALIZE)))
      this.bucket.addToResourcePolicy(statement);
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

/**
 * Lets a role list a data bucket and delete objects below prefixes or at keys. It adds the permissions to the
 * bucket's policy, and returns the same as statements for the role's policy. Both are needed, because CloudFormation
 * changes policies before it deletes resources: if the add-on is switched off, the bucket's policy no longer names
 * the role; if the bucket is replaced, the role's policy names only the new bucket.
 */
export function letDelete(
  { bucket }: DataBucket,
  role: iam.IRole,
  ...places: readonly string[]
): iam.PolicyStatement[] {
  const principals = [new iam.ArnPrincipal(role.roleArn)];
  const statements = [
    { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] },
    { actions: ['s3:DeleteObject'], resources: places.map((place) => bucket.arnForObjects(place)) },
  ];
  for (const statement of statements)
    bucket.addToResourcePolicy(new iam.PolicyStatement({ principals, ...statement }));
  return statements.map((statement) => new iam.PolicyStatement(statement));
}

/** Replaces CDK's warning, which names no remedy. */
function sayWhatPolicyNeeds(from: s3.Bucket, { node }: s3.IBucket): void {
  const annotations = Annotations.of(from);
  annotations.acknowledgeWarning('@aws-cdk/aws-s3:accessLogsPolicyNotAdded');
  annotations.addInfoV2(
    'ecommerce-recommenders:access-logs-policy',
    `The policy of the bucket ${node.path} is not this stack's to change. It must let logging.s3.amazonaws.com put ` +
      `objects (s3:PutObject) below ${shopOf(from).name}/: the access logs of the data bucket.`,
  );
}

/**
 * Retains a bucket that was created with autoDeleteObjects. The custom resource that empties it is retained, too, so
 * that a deletion of the stack does not invoke it and nothing is emptied. If the first deployment fails, its Delete
 * empties the bucket and both are deleted. The custom resource always stays in the template: without it, it would
 * lose its permission before its own deletion, fail, and be orphaned.
 */
export function retainBucket(bucket: s3.Bucket): void {
  // CDK rejects RETAIN together with autoDeleteObjects, so the policy is set as an override.
  for (const { node } of [bucket, emptyingOf(bucket)]) retain(node.defaultChild as CfnResource);
}

const emptyingOf = (bucket: s3.Bucket): IConstruct =>
  bucket.node.findChild('AutoDeleteObjectsCustomResource');

function retain(resource: CfnResource): void {
  resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
  resource.addOverride('DeletionPolicy', 'RetainExceptOnCreate');
  // Without it, replacing a bucket would empty the old one, which is retained.
  resource.addOverride('UpdateReplacePolicy', 'Retain');
  sayRetained(resource);
}
