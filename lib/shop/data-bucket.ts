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
  /** @default - with a key of S3's own */
  readonly dataKey?: DataKey;
  /** Whether the bucket and its objects are kept when the stack is deleted. */
  readonly retainData: boolean;
}

/** How long replaced and deleted files are kept, like the files of fresh data. */
const VERSIONS = Duration.days(30);

/**
 * The bucket of the prepared files. It is deleted with the stack, objects and their versions included, unless it is
 * retained. By default it keeps no versions: the files can be made from the archive at any time, and old versions hold
 * personal data.
 */
export class DataBucket extends Construct {
  readonly bucket: s3.Bucket;
  /** KMS permissions that readers and writers of the objects need in addition to those of S3. */
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
    // If other buckets of the stack use the function, it is left as it is.
    if (!isFunctionShared) keepAutoDeleteLogsInStack(this);
    if (retainData) retainBucket(this.bucket);
    // Personalize needs both this policy and the import role's. No conditions, as in its guide: whether the service
    // sends an account or job ARN when it reads is not documented, and a condition on a missing key would deny every
    // import. `npm run parity` tests it.
    for (const statement of this.readStatements(new iam.ServicePrincipal(PERSONALIZE))) {
      this.bucket.addToResourcePolicy(statement);
    }
  }

  /**
   * What empties the bucket when the stack goes. The roles of functions that write into it, and the resources whose Delete deletes
   * objects, depend on this: CloudFormation deletes them first, and nothing is written into the emptied bucket, nor a delete marker.
   */
  get emptying(): IConstruct {
    return emptyingOf(this.bucket);
  }

  /** Deletes what is below a prefix after some days, counted from when it was written. */
  expire(prefix: string, days: number): void {
    this.bucket.addLifecycleRule({ prefix, expiration: Duration.days(days) });
  }

  /** @internal Says that what is below a prefix is in service, and does not expire. */
  serve(prefix: string): void {
    this.served.add(prefix);
  }

  /** @internal Whether what is below a prefix is in service. */
  isServed(prefix: string): boolean {
    return this.served.has(prefix);
  }

  /** `s3://bucket/dataset/<file>` */
  dataLocation(file: string): string {
    return this.bucket.s3UrlForObject(`${DATASET_PREFIX}${file}`);
  }

  /** Lets a principal's own policy read the prepared files. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    const grants = this.readStatements().map(({ actions, resources: resourceArns }) =>
      iam.Grant.addToPrincipal({ grantee, actions, resourceArns }),
    );
    return grants.reduce((all, grant) => all.combine(grant));
  }

  /** Lets a principal's own policy read what is below a prefix. */
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
   * Lets Personalize read and write what is below a prefix, as a role: its own policy and the bucket's must both. As for
   * imports there are no conditions in the latter.
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
 * Lets a role list a data bucket, and delete what is below prefixes or at keys, in the bucket's policy and by the statements that it
 * returns for the role's: CloudFormation changes policies before it deletes resources. Where what the role deletes for is switched off, the bucket's policy no
 * longer has the role; where the bucket gets another logical id, the role's policy names the new bucket alone.
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

/** Instead of CDK's warning, which names no remedy. */
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
 * Retains a bucket that was created with autoDeleteObjects. What empties it is retained as well: when the stack is deleted, nobody
 * calls it, and nothing is emptied. If the first deployment fails, its Delete empties the bucket, all versions included, and the
 * bucket goes. It is never left out of the template: it would lose its permission before its own deletion, fail, and be orphaned.
 */
export function retainBucket(bucket: s3.Bucket): void {
  // Overrides, since CDK refuses RETAIN together with autoDeleteObjects.
  for (const { node } of [bucket, emptyingOf(bucket)]) retain(node.defaultChild as CfnResource);
}

const emptyingOf = (bucket: s3.Bucket): IConstruct =>
  bucket.node.findChild('AutoDeleteObjectsCustomResource');

function retain(resource: CfnResource): void {
  resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
  resource.addOverride('DeletionPolicy', 'RetainExceptOnCreate');
  // Without it, the replacement of a bucket would empty the one that it retains.
  resource.addOverride('UpdateReplacePolicy', 'Retain');
  sayRetained(resource);
}
