import { QUERY_INTERVAL_SECONDS } from '@ecommerce-recommenders/shop-data/contracts/functions/custom-resource-time';
import { Fn, type CustomResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  PREPARED_DATA_TYPE,
  type GluePreparedDataProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { letDelete } from '../shop/data-bucket';
import { applyDataRemovalPolicy } from '../shop/data-key';
import { LambdaProvider } from '../shop/functions/lambda-provider';
import { PreparationJob } from './preparation-job';
import type { PreparedFiles, WantedFiles } from '../shop/source';
import type { CsvParts } from '../shop/shop-settings';
import { preparationProperties, urlOf, VERSION_ATTRIBUTES } from './prepared-data';
import { allow } from '../shop/allow';

const PROVIDER = {
  kind: 'source/prepare-data-glue',
  id: 'PrepareDataGlue',
  querySeconds: QUERY_INTERVAL_SECONDS,
};

/** Source, settings and target of {@link GluePreparedData}. */
export interface GluePreparedDataProps extends WantedFiles {
  /** CSV parts that the job reads. */
  readonly parts: CsvParts;
}

/** The files for import, each a folder of parts. A Glue job makes them from the shop's CSV parts. */
export class GluePreparedData extends Construct implements PreparedFiles {
  private readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: GluePreparedDataProps) {
    super(scope, id);
    const { dataBucket, parts } = props;
    const job = new PreparationJob(this, 'Job', { ...props, workers: props.glueWorkers });

    const provider = LambdaProvider.getOrCreate(this, PROVIDER);
    const properties: GluePreparedDataProperties = {
      Source: urlOf(parts),
      JobName: job.jobName,
      Sql: job.sqlUrl,
      Tables: job.tablesUrl,
      ...preparationProperties(props, parts),
    };
    this.resource = provider.resource(this, 'Resource', {
      resourceType: PREPARED_DATA_TYPE,
      properties,
      statements: [
        allow(['glue:StartJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'], job.jobArn),
        ...letDelete(dataBucket, provider.handlerRole, `${DATASET_PREFIX}*`),
      ],
    });
    // Deleting this resource deletes the files.
    applyDataRemovalPolicy(this.resource, props.retainData);
    // The files must be deleted before the bucket is emptied, because in a versioned bucket their deletion leaves delete markers.
    this.resource.node.addDependency(job, dataBucket.emptying);
  }

  /** `s3://bucket/dataset/<run>/<file>/`, as a token. Personalize imports all parts of the folder. */
  location(datasetType: DatasetType): string {
    return Fn.join('', [this.resource.ref, `${DATASETS[datasetType].file}/`]);
  }

  /** Digest of a dataset's parts, as a token. */
  version(datasetType: DatasetType): string {
    return this.resource.getAttString(VERSION_ATTRIBUTES[datasetType]);
  }
}
