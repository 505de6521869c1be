import { Duration, Fn, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { parseDataSource } from '@ecommerce-recommenders/shop-data/data-source';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { accountAndNotebooks } from '../shop/analyst-role';
import type { NetworkProps } from '../shop/functions/network';
import type { RenamedSetting } from './property-words';
import type { EcommerceRecommendersProps } from './shop-props';
import type { OfProps } from './checked-properties';
import { ShopSource } from '../shop/shop-source';

/** The properties of a shop whose settings are those of cdk.json: texts become objects, and `''` and 0 become nothing. */
export function propsOfSettings(scope: Construct, settings: Settings): EcommerceRecommendersProps {
  const { freshDataSchedule, stopWhenIdleHours, runningHours } = settings;
  const { preparation, glueWorkers, holdout, holdoutBy, eventTypes, useCases, eventTracker, filters } =
    settings;
  const { serving, listsSchedule, listsItems } = settings;
  const { createKey, versioned, freshData, watch, notify, monthlyBudget, force } = settings;
  const props = {
    source: sourceOf(scope, settings),
    data: settings.data ?? undefined,
    maxBadRows: settings.maxBadRows,
    preparation,
    glueWorkers,
    holdout,
    holdoutBy,
    eventTypes,
    useCases,
    eventTracker,
    filters,
    trainingTimeout: Duration.hours(settings.trainingTimeoutHours),
    encryptionKey: keyOfArn(scope, 'EncryptionKey', settings.kmsKeyArn),
    createKey,
    versioned,
    serverAccessLogsBucket: bucketNamed(scope, 'AccessLogsBucket', settings.accessLogsBucket),
    logRetention: settings.logRetentionDays,
    logEncryptionKey: keyOfArn(scope, 'LogKey', settings.logKeyArn),
    ...networkOfSettings(scope, settings),
    removalPolicy: settings.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    freshData,
    freshDataSchedule: freshDataSchedule === '' ? undefined : events.Schedule.expression(freshDataSchedule),
    serving,
    listsSchedule: events.Schedule.expression(listsSchedule),
    listsItems,
    api: settings.api ?? undefined,
    diversify: settings.diversify ?? undefined,
    experiment: settings.experiment ?? undefined,
    ranking: scheduled(settings.ranking),
    segments: scheduled(settings.segments),
    batches: scheduled(settings.batches),
    runningHours: runningHours ?? undefined,
    stopWhenIdle: stopWhenIdleHours === 0 ? undefined : Duration.hours(stopWhenIdleHours),
    requestRate: settings.requestRate ?? undefined,
    watch,
    notify,
    maxDataAge: Duration.days(settings.dataAgeDays),
    monthlyBudget,
    busEvents: settings.busEvents,
    analysts: accountAndNotebooks(),
    analystsMayDelete: true,
    force,
  } satisfies EcommerceRecommendersProps & Record<HandedOn, unknown>;
  return props;
}

/** Whatever is a setting or a property: the compiler asks for one that is not handed on, and would do nothing. */
type HandedOn =
  | Exclude<keyof Settings, OfProps | RenamedSetting>
  | Exclude<keyof EcommerceRecommendersProps, keyof NetworkProps | 'topic'>;

/** Options with the expression of their schedule as an object; nothing for null. */
const scheduled = <Options extends { readonly schedule: string }>(
  options: Options | null,
): (Omit<Options, 'schedule'> & { readonly schedule: events.Schedule }) | undefined =>
  options ? { ...options, schedule: events.Schedule.expression(options.schedule) } : undefined;

const keyOfArn = (scope: Construct, id: string, arn: string): kms.IKey | undefined =>
  arn === '' ? undefined : kms.Key.fromKeyArn(scope, id, arn);

const bucketNamed = (scope: Construct, id: string, name: string): IBucket | undefined =>
  name === '' ? undefined : Bucket.fromBucketName(scope, id, name);

/** By ids, since a look-up would bind the stack to an account and a region. */
function networkOfSettings(scope: Construct, { vpcId, subnetIds, securityGroupIds }: Settings): NetworkProps {
  if (vpcId === '') return {};
  const subnets = subnetIds.map((subnetId) => ec2.Subnet.fromSubnetId(scope, subnetId, subnetId));
  return {
    // Placeholder zones: the subnets are given.
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
