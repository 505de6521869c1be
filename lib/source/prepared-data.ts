import { Aws, Duration, type CustomResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import {
  PREPARED_DATA_TYPE,
  type MappedDataProperties,
  type PreparationProperties,
  type PreparedDataAttributes,
  type PreparedDataProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { letDelete, type DataBucket } from '../shop/data-bucket';
import { applyDataRemovalPolicy } from '../shop/data-key';
import { LambdaProvider } from '../shop/functions/lambda-provider';
import type { CsvParts } from '../shop/shop-settings';
import type { PreparedFiles, WantedFiles } from '../shop/source';
import { allow } from '../shop/allow';

/** 1,769 MiB give one full vCPU. The timeout is fourteen minutes, because the framework's function times out after fifteen. */
const PROVIDER = {
  id: 'PrepareData',
  kind: 'source/prepare-data',
  memoryMiB: 1769,
  timeout: Duration.minutes(14),
};

/** Attribute of the prepared data with the version of each dataset's file. */
export const VERSION_ATTRIBUTES: Record<DatasetType, keyof PreparedDataAttributes> = {
  INTERACTIONS: 'InteractionsVersion',
  ITEMS: 'ItemsVersion',
  USERS: 'UsersVersion',
};

/** `s3://bucket/prefix/` */
export const urlOf = ({ bucket, prefix }: CsvParts): string => `s3://${bucket.bucketName}/${prefix}`;

/**
 * Allows listing and reading the files of a source. If the bucket belongs to another account, or is encrypted with a
 * customer managed key that the app does not know, its own policy and the key's must also allow it.
 */
export function sourceStatements({ bucket, prefix }: CsvParts): iam.PolicyStatement[] {
  return [
    allow(['s3:GetObject'], bucket.arnForObjects(`${prefix}*`)),
    new iam.PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      // Readers also check whether an object has the folder's own name.
      conditions: { StringLike: { 's3:prefix': `${prefix.replace(/\/$/, '')}*` } },
    }),
    ...(bucket.encryptionKey ? [allow(['kms:Decrypt'], bucket.encryptionKey.keyArn)] : []),
  ];
}

/** The files for import. A Lambda function makes them from the published archive or from the files of a source. */
export class PreparedData extends Construct implements PreparedFiles {
  private readonly resource: CustomResource;
  private readonly dataBucket: DataBucket;

  constructor(scope: Construct, id: string, props: WantedFiles) {
    super(scope, id);
    const { bucket } = props.dataBucket;
    this.dataBucket = props.dataBucket;
    const { properties: from, statements } = props.place.parts
      ? fromParts(props.place.parts)
      : this.published(props.place.archive!);

    const provider = LambdaProvider.getOrCreate(this, PROVIDER);
    const properties: PreparedDataProperties | MappedDataProperties = {
      ...from,
      ...mappingProperties(props),
      ...preparationProperties(props, props.place.parts),
    };
    this.resource = provider.resource(this, 'Resource', {
      resourceType: PREPARED_DATA_TYPE,
      properties,
      statements: [
        ...statements,
        allow(['s3:PutObject', 's3:AbortMultipartUpload'], bucket.arnForObjects(`${DATASET_PREFIX}*`)),
        ...props.dataBucket.keyStatements,
        ...(props.userKey ? [props.userKey.useStatement] : []),
        ...letDelete(props.dataBucket, provider.handlerRole, `${DATASET_PREFIX}*`),
      ],
    });
    // Deleting this resource deletes the files.
    applyDataRemovalPolicy(this.resource, props.retainData);
    // The files must be deleted before the bucket is emptied, because in a versioned bucket their deletion leaves delete markers.
    this.resource.node.addDependency(props.dataBucket.emptying);
  }

  /** `s3://bucket/dataset/<file>`, as a token. */
  location(datasetType: DatasetType): string {
    return this.dataBucket.dataLocation(DATASETS[datasetType].file);
  }

  /** Digest of the file for one dataset, as a token. */
  version(datasetType: DatasetType): string {
    return this.resource.getAttString(VERSION_ATTRIBUTES[datasetType]);
  }

  private published(path: string): From {
    const { s3BucketName, s3ObjectKey } = new Asset(this, 'Archive', { path });
    return {
      properties: { ArchiveBucket: s3BucketName, ArchiveKey: s3ObjectKey },
      statements: [allow(['s3:GetObject'], `arn:${Aws.PARTITION}:s3:::${s3BucketName}/${s3ObjectKey}`)],
    };
  }
}

/** Properties that all kinds of preparation share. */
export const preparationProperties = (
  {
    dataBucket,
    holdout,
    holdoutBy,
    eventTypes,
  }: Pick<WantedFiles, 'dataBucket' | 'holdout' | 'holdoutBy' | 'eventTypes'>,
  parts: CsvParts | undefined,
): PreparationProperties => ({
  DataBucket: dataBucket.bucket.bucketName,
  SourceVersion: parts?.version,
  Holdout: String(holdout),
  // Absent by default, because a new property would prepare the data of every deployed stack again.
  HoldoutBy: holdoutBy === 'user' ? undefined : holdoutBy,
  EventTypes: JSON.stringify(eventTypes),
});

/** Location of the data, with the permissions to read it. */
interface From {
  readonly properties:
    | { readonly ArchiveBucket: string; readonly ArchiveKey: string }
    | { readonly Source: string };
  readonly statements: readonly iam.PolicyStatement[];
}

/** Properties with the mapping of the shop's own files; empty without a mapping. */
function mappingProperties({
  data,
  maxBadRows,
  userKey,
  place: { archive },
}: WantedFiles): Pick<MappedDataProperties, 'Mapping' | 'MaxBadRows' | 'UserKeyArn'> | undefined {
  if (!data) return undefined;
  return {
    ...(archive !== undefined && { ArchiveName: nameOf(archive) }),
    Mapping: JSON.stringify(data),
    MaxBadRows: String(maxBadRows),
    UserKeyArn: userKey?.key.keyArn,
  };
}

/** The CDK CLI publishes a folder as a zip archive. */
const nameOf = (archive: string): string =>
  `${basename(archive)}${statSync(archive).isDirectory() ? '.zip' : ''}`;

const fromParts = (parts: CsvParts): From => ({
  properties: { Source: urlOf(parts) },
  statements: sourceStatements(parts),
});
