import { CustomResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  DATASET_IMPORT_TYPE,
  type DatasetImportProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import type { Dataset } from './dataset';
import type { DatasetGroup } from './dataset-group';
import type { ImportRole } from './import-role';
import { LambdaProvider, ownStackStatement } from './functions/lambda-provider';
import { personalizeArn, resourceName } from './personalize-arn';
import { allow } from './allow';

const PROVIDER = { kind: 'shop/dataset-import', id: 'DatasetImport', querySeconds: 10 };

/** Source and target of a {@link DatasetImport}. */
export interface DatasetImportProps {
  readonly dataset: Dataset;
  readonly datasetGroup: DatasetGroup;
  /** Role that Personalize reads the file with. */
  readonly importRole: ImportRole;
  /** `s3://bucket/key` of the CSV file. */
  readonly dataLocation: string;
  /** Digest of the file; a new digest triggers a new import. */
  readonly dataVersion: string;
}

/**
 * A full import of one file. It runs again when the file or the schema changes, and when the dataset is replaced.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/bulk-data-import-step.html
 */
export class DatasetImport extends Construct {
  readonly dataset: Dataset;
  /** Prefix of the names of import jobs into the dataset. */
  readonly jobNamePrefix: string;
  /** Digest of the file and of its schema. */
  readonly dataVersion: string;
  /** Allows starting such jobs. */
  readonly startStatement: iam.PolicyStatement;
  /** Allows listing the dataset's jobs, and describing the group's datasets: where the list fails, it may be gone. */
  readonly lookStatements: readonly iam.PolicyStatement[];

  constructor(scope: Construct, id: string, props: DatasetImportProps) {
    super(scope, id);
    const { dataset, datasetGroup, importRole } = props;
    const jobNamePrefix = resourceName(this, dataset.datasetType.toLowerCase());
    this.dataset = dataset;
    this.jobNamePrefix = jobNamePrefix;
    this.dataVersion = `${props.dataVersion}-${dataset.schemaName}`;
    const datasetArnOf = (type: DatasetType): string =>
      personalizeArn(this, 'dataset', `${datasetGroup.datasetGroupName}/${type}`);
    const datasetArn = datasetArnOf(dataset.datasetType);
    this.startStatement = allow(
      ['personalize:CreateDatasetImportJob'],
      datasetArn,
      personalizeArn(this, 'dataset-import-job', `${jobNamePrefix}-*`),
    );

    this.lookStatements = [
      // Personalize's List actions support no resource-level permissions.
      allow(['personalize:ListDatasetImportJobs'], '*'),
      // For every type: an import that is removed is deleted after the policy has lost what only it needed.
      allow(['personalize:DescribeDataset'], ...DATASET_TYPES.map((type) => datasetArnOf(type))),
    ];

    const provider = LambdaProvider.getOrCreate(this, PROVIDER);
    provider.allow(
      ownStackStatement(this),
      this.startStatement,
      ...this.lookStatements,
      ...this.unblockingStatements(datasetGroup.datasetGroupName),
      importRole.passStatement,
    );
    const properties: DatasetImportProperties = {
      DatasetArn: dataset.datasetArn,
      DataLocation: props.dataLocation,
      RoleArn: importRole.roleArn,
      JobNamePrefix: jobNamePrefix,
      DataVersion: this.dataVersion,
      SchemaName: dataset.schemaName,
    };
    new CustomResource(this, 'Resource', {
      resourceType: DATASET_IMPORT_TYPE,
      serviceToken: provider.serviceToken,
      properties,
    });
  }

  /** Allows finding and deleting what blocks the deletion of the datasets and of their group. */
  private unblockingStatements(datasetGroupName: string): iam.PolicyStatement[] {
    return [
      allow(['personalize:DescribeDatasetGroup'], personalizeArn(this, 'dataset-group', datasetGroupName)),
      // Personalize's List actions support no resource-level permissions.
      allow(
        [
          'personalize:ListEventTrackers',
          'personalize:ListFilters',
          'personalize:ListMetricAttributions',
          'personalize:ListRecommenders',
          'personalize:ListSolutions',
        ],
        '*',
      ),
      // Resources that people add to the dataset group block its deletion and may have any name.
      allow(['personalize:DeleteFilter'], personalizeArn(this, 'filter', '*')),
      allow(['personalize:DeleteEventTracker'], personalizeArn(this, 'event-tracker', '*')),
      allow(['personalize:DeleteMetricAttribution'], personalizeArn(this, 'metric-attribution', '*')),
      // A recommender that a cancelled Create made too late is deleted with the data; its tag identifies the owner.
      allow(['personalize:ListTagsForResource'], personalizeArn(this, 'recommender', '*')),
      allow(['personalize:DeleteRecommender'], personalizeArn(this, 'recommender', resourceName(this, '*'))),
    ];
  }
}
