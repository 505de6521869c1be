import type { DatasetImportJob, Tag } from '@aws-sdk/client-personalize';
import type { ImportPlaceName } from '@ecommerce-recommenders/tools/parity/parity-variables';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { PREFIX, type ParityAws } from './parity-aws';

/** Calls that create the parts of a shop in Personalize, each with a prefixed name, and return their status. */
export interface Shop {
  readonly createSchema: (type: DatasetType) => Promise<string>;
  readonly createGroup: (tags?: Tag[]) => Promise<string>;
  readonly groupStatus: () => Promise<string | undefined>;
  readonly createDataset: (type: DatasetType, schemaOf?: DatasetType) => Promise<string>;
  readonly datasetStatus: (type: DatasetType) => Promise<string | undefined>;
  readonly createJob: (
    jobName: string,
    type: DatasetType,
    dataLocation: string,
    roleArn: string,
  ) => Promise<string>;
  /** Waits until the job has ended. */
  readonly endOf: (datasetImportJobArn: string) => Promise<DatasetImportJob>;
  /** Deletes the datasets, and then the group and the schemas. */
  readonly remove: () => Promise<void>;
  readonly group: string;
  readonly dataset: (type: DatasetType) => string;
  readonly schema: (type: DatasetType) => string;
}

/** A shop that does not exist yet. */
export function shopOf(aws: ParityAws, shopName: ImportPlaceName): Shop {
  const { personalize } = aws;
  const name = `${PREFIX}-${shopName}`;
  const nameOf = (type: DatasetType): string => `${name}-${type.toLowerCase()}`;
  const group = aws.arn(`dataset-group/${name}`);
  const dataset = (type: DatasetType): string => aws.arn(`dataset/${name}/${type}`);
  const schema = (type: DatasetType): string => aws.arn(`schema/${nameOf(type)}`);

  const groupStatus = async (): Promise<string | undefined> =>
    (await personalize.describeDatasetGroup({ datasetGroupArn: group })).datasetGroup?.status;
  const datasetStatus = async (type: DatasetType): Promise<string | undefined> =>
    (await personalize.describeDataset({ datasetArn: dataset(type) })).dataset?.status;
  const describeJob = async (datasetImportJobArn: string): Promise<DatasetImportJob> =>
    (await personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob!;

  return {
    group,
    dataset,
    schema,
    groupStatus,
    datasetStatus,
    createSchema: async (type) => {
      const content = JSON.stringify(DATASETS[type].schema);
      const { schemaArn } = await personalize.createSchema({
        name: nameOf(type),
        domain: 'ECOMMERCE',
        schema: content,
      });
      return schemaArn!;
    },
    createGroup: async (tags) => {
      const { datasetGroupArn } = await personalize.createDatasetGroup({ name, domain: 'ECOMMERCE', tags });
      return datasetGroupArn!;
    },
    createDataset: async (type, schemaOf = type) => {
      const { datasetArn } = await personalize.createDataset({
        name: nameOf(type),
        datasetGroupArn: group,
        datasetType: type,
        schemaArn: schema(schemaOf),
      });
      return datasetArn!;
    },
    createJob: async (jobName, type, dataLocation, roleArn) => {
      const { datasetImportJobArn } = await personalize.createDatasetImportJob({
        jobName: `${name}-${jobName}`,
        datasetArn: dataset(type),
        dataSource: { dataLocation },
        roleArn,
      });
      return datasetImportJobArn!;
    },
    endOf: async (arn) => {
      await aws.settled(async () => (await describeJob(arn)).status);
      return describeJob(arn);
    },
    remove: async () => {
      const { datasets = [] } = await personalize.listDatasets({ datasetGroupArn: group });
      const types = datasets.map(({ datasetType }) => datasetType as DatasetType);
      for (const type of types) await personalize.deleteDataset({ datasetArn: dataset(type) });
      for (const type of types) await aws.settled(() => datasetStatus(type));
      await personalize.deleteDatasetGroup({ datasetGroupArn: group });
      await aws.settled(groupStatus);
      for (const type of types) await personalize.deleteSchema({ schemaArn: schema(type) });
    },
  };
}
