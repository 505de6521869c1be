import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { GROWING_TYPES } from '@ecommerce-recommenders/shop-data/contracts/dataset';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/mapping/datasets-of';
import { datasetGroupOf } from '@ecommerce-recommenders/shop-data/stack-name';
import { DataBucket, type DataBucketProps } from './data-bucket';
import { DataKey, type DataKeyProps } from './data-key';
import { Dataset } from './dataset';
import { DatasetGroup } from './dataset-group';
import { DatasetImport } from './dataset-import';
import { GluePreparedData, type GluePreparedDataProps } from './glue-prepared-data';
import { ImportRole } from './import-role';
import { keepLogs, type LogProps } from './functions/log-groups';
import { PreparedData, type PreparedDataProps } from './prepared-data';
import { UserKey } from './user-key';

/** Source, preparation, encryption, retention and logs of {@link ShopData}. */
export type ShopDataProps = DataKeyProps &
  Omit<DataBucketProps, 'dataKey'> &
  LogProps &
  Omit<PreparedDataProps & GluePreparedDataProps, 'dataBucket' | 'userKey'>;

/** The shop's items, users and interactions, prepared and imported into a dataset group. */
export class ShopData extends Construct {
  readonly dataBucket: DataBucket;
  readonly importRole: ImportRole;
  readonly datasetGroup: DatasetGroup;
  /** The key that the stack makes, for whatever holds less than the data. */
  readonly createdKey?: IKey;
  /** Present where the mapping hashes the ids of users. */
  readonly userKey?: UserKey;
  /** Dependencies of everything that trains: CloudFormation cannot see them in the properties. */
  readonly imports: readonly DatasetImport[];

  constructor(scope: Construct, id: string, props: ShopDataProps) {
    super(scope, id);
    const dataKey = DataKey.ofSettings(this, 'Key', props);
    this.createdKey = props.createKey ? dataKey?.key : undefined;
    keepLogs(this, { ...props, logEncryptionKey: props.logEncryptionKey ?? this.createdKey });
    const dataBucket = new DataBucket(this, 'Bucket', { ...props, dataKey });
    const importRole = new ImportRole(this, 'ImportRole', { dataBucket, dataKey });
    this.userKey = UserKey.ofSettings(this, 'UserKey', props);
    const preparedData =
      GluePreparedData.ofSettings(this, 'GluePreparedData', { ...props, dataBucket }) ??
      new PreparedData(this, 'PreparedData', { ...props, dataBucket, userKey: this.userKey });
    const datasetGroup = new DatasetGroup(this, 'DatasetGroup', {
      datasetGroupName: datasetGroupOf(Stack.of(this).stackName),
      encryption: dataKey && { dataKey, importRole },
    });
    const schemas = datasetsOf(props.data);
    const datasets = new Map<DatasetType, Dataset>();
    this.imports = DATASET_TYPES.flatMap((datasetType) => {
      const schema = schemas[datasetType]?.schema;
      // A shop of interactions alone has one dataset.
      if (schema === undefined) return [];
      const dataset = new Dataset(this, schema.name, { datasetGroup, datasetType, schema });
      datasets.set(datasetType, dataset);
      const datasetImport = new DatasetImport(this, `${schema.name}Import`, {
        dataset,
        datasetGroup,
        importRole,
        dataLocation: preparedData.location(datasetType),
        dataVersion: preparedData.version(datasetType),
      });
      // Personalize reads the bucket through the policies of both.
      datasetImport.node.addDependency(dataBucket, importRole);
      return [datasetImport];
    });
    // For another schema the interactions are deleted: not before the other two have got theirs, or have refused them.
    for (const type of GROWING_TYPES) {
      const other = datasets.get(type);
      if (other) datasets.get('INTERACTIONS')!.node.addDependency(other);
    }
    this.dataBucket = dataBucket;
    this.importRole = importRole;
    this.datasetGroup = datasetGroup;
  }
}
