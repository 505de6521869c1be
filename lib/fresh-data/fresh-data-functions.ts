import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type {
  FreshDataEnvironment,
  FreshDataset,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  ADDED_PREFIX,
  INCOMING_LOCK_KEY,
  INCOMING_PREFIX,
  PROCESSED_PREFIX,
  PROCESSING_PREFIX,
  REFUSED_PREFIX,
  RUNS_PREFIX,
  STAGING_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { listDeletionJobs } from '../runs/deletion-jobs';
import { statesArn } from '../runs/run-machine';
import { stepFunctions } from '../runs/step-functions';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { allow } from '../shop/allow';

/** Targets and settings of {@link FreshDataFunctions}. */
export interface FreshDataFunctionsProps {
  readonly shop: EcommerceRecommenders;
  /** State machine that the functions belong to. */
  readonly stateMachineName: string;
}

/** One function for each step of a fresh-data import. */
export class FreshDataFunctions extends Construct {
  readonly claim: lambda.Function;
  readonly prepare: lambda.Function;
  readonly importData: lambda.Function;
  readonly finish: lambda.Function;

  constructor(scope: Construct, id: string, props: FreshDataFunctionsProps) {
    super(scope, id);
    const { shop } = props;
    const step = stepFunctions(this, {
      dataBucket: shop.dataBucket,
      statements: [
        ...this.objectStatements(props),
        ...this.personalizeStatements(props),
        ...this.executionStatements(props),
        ...(shop.hashKey ? [shop.hashKey.useStatement] : []),
      ],
      environment: { ...environmentOf(props) },
    });
    this.claim = step({ handler: 'claim', kind: 'fresh-data/steps', memoryMiB: 256 });
    // 1,769 MiB give one full vCPU. The preparation during a deployment has the same.
    this.prepare = step({ handler: 'prepare', kind: 'fresh-data/prepare', memoryMiB: 1769 });
    this.importData = step({ handler: 'importData', kind: 'fresh-data/import', memoryMiB: 256 });
    this.finish = step({ handler: 'finish', kind: 'fresh-data/steps', memoryMiB: 256 });
  }

  private objectStatements({ shop }: FreshDataFunctionsProps): iam.PolicyStatement[] {
    const { bucket, keyStatements } = shop.dataBucket;
    const onObjects = (action: string, ...places: readonly string[]): iam.PolicyStatement =>
      allow([action], ...places.map((place) => bucket.arnForObjects(place)));
    const moved = [`${INCOMING_PREFIX}*`, `${PROCESSING_PREFIX}*`, `${STAGING_PREFIX}*`];
    const targets = [`${PROCESSING_PREFIX}*`, `${PROCESSED_PREFIX}*`, `${REFUSED_PREFIX}*`];
    return [
      allow(['s3:ListBucket'], bucket.bucketArn),
      onObjects('s3:GetObject', INCOMING_LOCK_KEY, ...moved),
      onObjects('s3:PutObject', INCOMING_LOCK_KEY, `${DATASET_PREFIX}*`, `${RUNS_PREFIX}*`, ...targets),
      onObjects('s3:DeleteObject', INCOMING_LOCK_KEY, `${ADDED_PREFIX}*`, ...moved),
      onObjects('s3:AbortMultipartUpload', `${DATASET_PREFIX}*`, ...targets),
      ...keyStatements,
    ];
  }

  private personalizeStatements({ shop }: FreshDataFunctionsProps): iam.PolicyStatement[] {
    const { imports, importRole } = shop;
    return [
      ...imports.flatMap(({ startStatement, listStatements }) => [startStatement, ...listStatements]),
      importRole.passStatement,
      listDeletionJobs(),
    ];
  }

  private executionStatements({ stateMachineName }: FreshDataFunctionsProps): iam.PolicyStatement[] {
    return [
      allow(['states:StartExecution'], statesArn(this, 'stateMachine', stateMachineName)),
      allow(['states:DescribeExecution'], statesArn(this, 'execution', `${stateMachineName}:*`)),
    ];
  }
}

function environmentOf({ shop }: FreshDataFunctionsProps): FreshDataEnvironment {
  const datasets = shop.imports.map(({ dataset: { datasetType, datasetArn }, jobNamePrefix }) => [
    datasetType,
    { datasetArn, jobNamePrefix },
  ]);
  return {
    DATA_BUCKET: shop.dataBucket.bucket.bucketName,
    DATASET_GROUP_ARN: shop.datasetGroup.datasetGroupArn,
    IMPORT_ROLE_ARN: shop.importRole.roleArn,
    DATASETS: JSON.stringify(Object.fromEntries(datasets) as Record<DatasetType, FreshDataset>),
    HOLDOUT: String(shop.settings.holdout),
    EVENT_TYPES: JSON.stringify(shop.settings.eventTypes),
    ...(shop.settings.data && { MAPPED: 'true' }),
  };
}
