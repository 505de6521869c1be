import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  DATASET_IMPORT_TYPE,
  IMPORT_WAIT_MINUTES,
  IMPORT_WAIT_TYPE,
  type DatasetImportProperties,
  type ImportWaitProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { DATA_VERSION_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { Dataset } from './dataset';
import type { DatasetGroup } from './dataset-group';
import type { ImportRole } from './import-role';
import { coreProvider } from './functions/core-provider';
import { listStatements } from './group-statements';
import { personalizeArn, resourceName } from './personalize-arn';
import { oneByOne } from './creation-order';
import { allow } from './allow';

/** Source and target of a {@link DatasetImport}. */
export interface DatasetImportProps {
  readonly dataset: Dataset;
  readonly datasetGroup: DatasetGroup;
  /** Role with which Personalize reads the file. */
  readonly importRole: ImportRole;
  /** `s3://bucket/key` of the CSV file. */
  readonly dataLocation: string;
  /** Digest of the file. A new digest starts an import. */
  readonly dataVersion: string;
  /** Hours that a deployment waits for imports, at most {@link MAX_HOURS} of them. */
  readonly timeoutHours: number;
}

/** Maximum wait for imports. Each hour takes further resources, of which a stack may have 500. */
const MAX_HOURS = 12;

const hoursOf = (timeoutHours: number): number => Math.min(timeoutHours, MAX_HOURS);

/** Number of chained resources that wait for all imports, after each import has waited for itself. */
const waitsOf = (timeoutHours: number): number =>
  Math.ceil((hoursOf(timeoutHours) * 60) / IMPORT_WAIT_MINUTES) - 1;

/**
 * A full import of one file. It runs again when the file, the schema or the dataset is replaced.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/bulk-data-import-step.html
 */
export class DatasetImport extends Construct {
  readonly dataset: Dataset;
  /** Prefix of the names of import jobs into the dataset. */
  readonly jobNamePrefix: string;
  /** Digest of the file and its schema. */
  readonly dataVersion: string;
  /** Allows starting these jobs. */
  readonly startStatement: iam.PolicyStatement;
  /** Allows listing the dataset's jobs, and describing datasets: a failed list may mean that the dataset is gone. */
  readonly listStatements: readonly iam.PolicyStatement[];

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

    this.listStatements = [
      // Personalize's List actions support no resource-level permissions.
      allow(['personalize:ListDatasetImportJobs'], '*'),
      // Covers every type: CloudFormation shrinks the policy before it deletes an import removed from the template.
      allow(['personalize:DescribeDataset'], ...DATASET_TYPES.map((type) => datasetArnOf(type))),
    ];

    const properties: DatasetImportProperties = {
      DatasetArn: dataset.datasetArn,
      DataLocation: props.dataLocation,
      RoleArn: importRole.roleArn,
      JobNamePrefix: jobNamePrefix,
      DataVersion: this.dataVersion,
      VersionTag: DATA_VERSION_TAG,
      SchemaName: dataset.schemaName,
      Last: waitsOf(props.timeoutHours) > 0 ? 'false' : 'true',
      TimeoutHours: String(hoursOf(props.timeoutHours)),
    };
    coreProvider(this).resource(this, 'Resource', {
      resourceType: DATASET_IMPORT_TYPE,
      properties,
      statements: [
        this.startStatement,
        ...this.listStatements,
        importRole.passStatement,
        ...listStatements(this, datasetGroup.datasetGroupName),
      ],
      policy: 'Data',
    });
  }
}

/** The imports that an {@link ImportWaits} waits for. */
export interface ImportWaitsProps {
  readonly imports: readonly DatasetImport[];
  readonly datasetGroup: DatasetGroup;
  /** Hours that the imports are waited for. */
  readonly timeoutHours: number;
}

/**
 * Makes a deployment wait for imports that exceed the limit of one custom resource: several resources wait in
 * sequence for all imports. On deletion, each gives a job that cannot be deleted yet more time.
 */
export class ImportWaits extends Construct {
  constructor(scope: Construct, id: string, { imports, datasetGroup, timeoutHours }: ImportWaitsProps) {
    super(scope, id);
    const waits = waitsOf(timeoutHours);
    const resources = Array.from({ length: waits }, (_, at) => {
      const properties: ImportWaitProperties = {
        DatasetGroupArn: datasetGroup.datasetGroupArn,
        Imports: imports.map(({ dataset, dataVersion }) => ({
          DatasetArn: dataset.datasetArn,
          DataVersion: dataVersion,
        })),
        Last: at + 1 === waits ? 'true' : 'false',
        TimeoutHours: String(hoursOf(timeoutHours)),
      };
      return coreProvider(this).resource(this, `Wait${at + 2}`, {
        resourceType: IMPORT_WAIT_TYPE,
        properties,
        // The imports already have the statements that this needs.
        statements: [],
        policy: 'Data',
      });
    });
    oneByOne(resources);
    this.node.addDependency(...imports);
  }
}
