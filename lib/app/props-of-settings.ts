import { Annotations, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { parseDataSource } from '@ecommerce-recommenders/shop-data/data/data-source';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { accountAndNotebooks } from '../shop/analyst-role';
import type { EcommerceRecommendersProps } from '../shop/ecommerce-recommenders-props';
import type { NetworkProps } from '../shop/functions/network';
import { ShopSource } from '../source/shop-source';

/** Converts the settings of cdk.json to properties of the core: texts become objects; `''` and 0 become undefined. */
export function coreProps(scope: Construct, settings: Settings): EcommerceRecommendersProps {
  const { maxBadRows, preparation, glueWorkers, holdout, holdoutBy, eventTypes } = settings;
  const { createKey, versioned, force } = settings;
  const props = {
    source: sourceOf(scope, settings),
    data: settings.data ?? undefined,
    maxBadRows,
    preparation,
    glueWorkers,
    holdout,
    holdoutBy,
    eventTypes,
    useCases: servedBy('live', settings),
    trainingTimeout: Duration.hours(settings.trainingTimeoutHours),
    encryptionKey: keyOfArn(scope, 'EncryptionKey', settings.kmsKeyArn),
    createKey,
    versioned,
    serverAccessLogsBucket: bucketNamed(scope, 'AccessLogsBucket', settings.accessLogsBucket),
    logRetention: settings.logRetentionDays,
    logEncryptionKey: keyOfArn(scope, 'LogKey', settings.logKeyArn),
    ...networkOfSettings(scope, settings),
    removalPolicy: settings.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    analysts: accountAndNotebooks(),
    analystsMayDelete: true,
    force,
  } satisfies EcommerceRecommendersProps & Record<HandedOn, unknown>;
  return props;
}

/** The settings and properties that are passed on to the core. If one is missing here, the code does not compile. */
type HandedOn =
  // Passed on as a Duration.
  | Exclude<keyof CoreSettings, 'trainingTimeoutHours'>
  | Exclude<keyof EcommerceRecommendersProps, keyof NetworkProps>;

const keyOfArn = (scope: Construct, id: string, arn: string): kms.IKey | undefined =>
  arn === '' ? undefined : kms.Key.fromKeyArn(scope, id, arn);

const bucketNamed = (scope: Construct, id: string, name: string): IBucket | undefined =>
  name === '' ? undefined : Bucket.fromBucketName(scope, id, name);

/** Refers to the network by its ids. A look-up would bind the stack to an account and a region. */
function networkOfSettings(scope: Construct, { vpcId, subnetIds, securityGroupIds }: Settings): NetworkProps {
  if (vpcId === '') return {};
  const subnets = subnetIds.map((subnetId) => ec2.Subnet.fromSubnetId(scope, subnetId, subnetId));
  // Stops CDK's warning about missing route tables, which nothing here uses.
  for (const subnet of subnets)
    Annotations.of(subnet).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
  return {
    // The zones are placeholders; the subnets are given explicitly.
    vpc: ec2.Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId, availabilityZones: [Fn.select(0, Fn.getAzs())] }),
    vpcSubnets: { subnets },
    securityGroups: securityGroupIds.map((id) => ec2.SecurityGroup.fromSecurityGroupId(scope, id, id)),
  };
}

function sourceOf(scope: Construct, { source, sourceVersion, archive }: Settings): ShopSource {
  const parts = parseDataSource(source);
  if (!parts) return ShopSource.fromArchive(archive);
  const bucket = Bucket.fromBucketName(scope, 'SourceBucket', parts.bucket);
  return ShopSource.fromBucket(bucket, parts.prefix, { version: sourceVersion || undefined });
}
