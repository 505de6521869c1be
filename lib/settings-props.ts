import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { parseDataSource } from '@ecommerce-recommenders/shop-data/data-source';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { accountAndNotebooks } from './analyst-role';
import type { EcommerceRecommendersProps } from './shop-props';
import { ShopSource } from './shop-source';

/** The properties of a shop whose settings are those of cdk.json: texts become objects, and `''` and 0 become nothing. */
export function propsOfSettings(scope: Construct, settings: Settings): EcommerceRecommendersProps {
  const { kmsKeyArn, freshDataSchedule, stopWhenIdleHours, runningHours } = settings;
  const { preparation, glueWorkers, holdout, eventTypes, useCases, eventTracker, filters } = settings;
  const { createKey, freshData, watch, notify, monthlyBudget } = settings;
  return {
    source: sourceOf(scope, settings),
    data: settings.data ?? undefined,
    maxBadRows: settings.maxBadRows,
    preparation,
    glueWorkers,
    holdout,
    eventTypes,
    useCases,
    eventTracker,
    filters,
    trainingTimeout: Duration.hours(settings.trainingTimeoutHours),
    encryptionKey: kmsKeyArn === '' ? undefined : kms.Key.fromKeyArn(scope, 'EncryptionKey', kmsKeyArn),
    createKey,
    removalPolicy: settings.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    freshData,
    freshDataSchedule: freshDataSchedule === '' ? undefined : events.Schedule.expression(freshDataSchedule),
    runningHours: runningHours ?? undefined,
    stopWhenIdle: stopWhenIdleHours === 0 ? undefined : Duration.hours(stopWhenIdleHours),
    watch,
    notify,
    maxDataAge: Duration.days(settings.dataAgeDays),
    monthlyBudget,
    analysts: accountAndNotebooks(),
    analystsMayDelete: true,
  };
}

function sourceOf(scope: Construct, { source, sourceVersion, archive }: Settings): ShopSource {
  const parts = parseDataSource(source);
  if (!parts) return ShopSource.fromArchive(archive);
  const bucket = Bucket.fromBucketName(scope, 'SourceBucket', parts.bucket);
  return ShopSource.fromBucket(bucket, parts.prefix, { version: sourceVersion || undefined });
}
