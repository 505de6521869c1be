import { Aws, CustomResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import {
  PREPARED_DATA_TYPE,
  type PreparedDataAttributes,
  type PreparedDataProperties,
} from '../domain/contracts/prepared-data';
import { DATASET_PREFIX, type DatasetType } from '../domain/datasets';
import type { DataBucket } from './data-bucket';
import { dataRemovalPolicy } from './data-removal-policy';
import { LambdaProvider } from './lambda-provider';
import type { Settings } from './settings';

/** From which archive, how, and to where {@link PreparedData} is made. */
export interface PreparedDataProps extends Pick<
  Settings,
  'archive' | 'holdout' | 'eventTypes' | 'retainData'
> {
  readonly dataBucket: DataBucket;
}

const VERSION_ATTRIBUTES: Record<DatasetType, keyof PreparedDataAttributes> = {
  INTERACTIONS: 'InteractionsVersion',
  ITEMS: 'ItemsVersion',
  USERS: 'UsersVersion',
};

/** The shop's archive, published with the stack, and the files for import that a function makes of it. */
export class PreparedData extends Construct {
  private readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: PreparedDataProps) {
    super(scope, id);
    const { bucket } = props.dataBucket;
    const archive = new Asset(this, 'Archive', { path: props.archive });

    const provider = LambdaProvider.getOrCreate(this, 'prepare-data');
    provider.allow(
      new iam.PolicyStatement({
        actions: ['s3:GetObject'],
        resources: [`arn:${Aws.PARTITION}:s3:::${archive.s3BucketName}/${archive.s3ObjectKey}`],
      }),
      new iam.PolicyStatement({
        actions: ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        resources: [bucket.arnForObjects(`${DATASET_PREFIX}*`)],
      }),
      ...props.dataBucket.keyStatements,
    );
    const properties: PreparedDataProperties = {
      ArchiveBucket: archive.s3BucketName,
      ArchiveKey: archive.s3ObjectKey,
      DataBucket: bucket.bucketName,
      Holdout: String(props.holdout),
      EventTypes: JSON.stringify(props.eventTypes),
    };
    this.resource = new CustomResource(this, 'Resource', {
      resourceType: PREPARED_DATA_TYPE,
      serviceToken: provider.serviceToken,
      // Its deletion would delete the files.
      removalPolicy: dataRemovalPolicy(props.retainData),
      properties,
    });
  }

  /** Digest of the file for one dataset, as a token. */
  version(datasetType: DatasetType): string {
    return this.resource.getAttString(VERSION_ATTRIBUTES[datasetType]);
  }
}
