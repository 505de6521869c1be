import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct, DependencyGroup, type IConstruct, type IDependable } from 'constructs';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { GROWING_TYPES } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import { datasetGroupOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { DataBucket, type DataBucketProps } from './data-bucket';
import { DataKey, type DataKeyProps } from './data-key';
import { Dataset } from './dataset';
import { DatasetGroup, KeyCheck } from './dataset-group';
import { DatasetImport, ImportWaits } from './dataset-import';
import { ImportRole } from './import-role';
import { keepLogs, type LogProps } from './functions/log-groups';
import { shopOf } from './shop-of';
import type { IShopSource, WantedFiles } from './source';
import { Sweep } from './sweep';
import { UserKey } from './user-key';

/** The checked properties that {@link ShopData} needs. */
export interface ShopDataProps
  extends
    LogProps,
    DataKeyProps,
    Omit<DataBucketProps, 'dataKey'>,
    Omit<WantedFiles, 'dataBucket' | 'userKey'>,
    Pick<CoreSettings, 'trainingTimeoutHours'> {
  readonly source: IShopSource;
}

/** Prepares the shop's items, users and interactions, and imports them into a dataset group. */
export class ShopData extends Construct {
  readonly dataBucket: DataBucket;
  readonly importRole: ImportRole;
  readonly datasetGroup: DatasetGroup;
  /** The key that `createKey` creates. It also encrypts logs and topics. */
  readonly createdKey?: IKey;
  /** Present if the mapping hashes user ids. */
  readonly userKey?: UserKey;
  /** The constructs on which everything else depends. */
  readonly first: readonly IConstruct[];
  readonly imports: readonly DatasetImport[];
  /** Dependency for everything that needs the data, because CloudFormation cannot derive it from the properties. */
  readonly imported: IDependable;

  constructor(scope: Construct, id: string, props: ShopDataProps) {
    super(scope, id);
    const { createKey, encryptionKey, source, trainingTimeoutHours: timeoutHours } = props;
    const dataKey = createKey || encryptionKey ? new DataKey(this, 'Key', props) : undefined;
    this.createdKey = createKey ? dataKey?.key : undefined;
    keepLogs(this, { ...props, logEncryptionKey: props.logEncryptionKey ?? this.createdKey });
    const datasetGroupName = datasetGroupOf(shopOf(this).name);
    const dataBucket = new DataBucket(this, 'Bucket', { ...props, dataKey });
    if (dataKey) {
      const keyCheck = new KeyCheck(this, 'KeyCheck', { datasetGroupName, key: dataKey.key });
      dataBucket.bucket.node.addDependency(keyCheck);
    }
    const importRole = new ImportRole(this, 'ImportRole', { dataBucket, dataKey });
    if (props.data?.interactions.hashUsers) this.userKey = new UserKey(this, 'UserKey', props);
    const preparedData = source.prepare(this, { ...props, dataBucket, userKey: this.userKey });
    const datasetGroup = new DatasetGroup(this, 'DatasetGroup', {
      datasetGroupName,
      encryption: dataKey && { dataKey, importRole },
    });
    this.first = [preparedData, datasetGroup];
    const schemas = datasetsOf(props.data);
    const datasets = new Map<DatasetType, Dataset>();
    this.imports = DATASET_TYPES.flatMap((datasetType) => {
      const schema = schemas[datasetType]?.schema;
      // A shop that has only interactions has only that dataset.
      if (schema === undefined) return [];
      const dataset = new Dataset(this, schema.name, { datasetGroup, datasetType, schema });
      datasets.set(datasetType, dataset);
      const datasetImport = new DatasetImport(this, `${schema.name}Import`, {
        dataset,
        datasetGroup,
        importRole,
        dataLocation: preparedData.location(datasetType),
        dataVersion: preparedData.version(datasetType),
        timeoutHours,
      });
      // Personalize reads the bucket with both policies.
      datasetImport.node.addDependency(dataBucket, importRole);
      return [datasetImport];
    });
    // A changed schema deletes the interactions, so it is applied after the changes of the other two datasets.
    for (const type of GROWING_TYPES) {
      const other = datasets.get(type);
      if (other) datasets.get('INTERACTIONS')!.node.addDependency(other);
    }
    const sweep = new Sweep(this, 'Sweep', { datasetGroup, datasetTypes: [...datasets.keys()] });
    // Orders the sweep: it is created before the datasets, and after everything else that may be in the group.
    sweep.node.addDependency(...datasets.values());
    for (const one of this.imports) one.node.addDependency(sweep);
    const waits = new ImportWaits(this, 'ImportWaits', { imports: this.imports, datasetGroup, timeoutHours });
    this.imported = new DependencyGroup(...this.imports, waits);
    this.dataBucket = dataBucket;
    this.importRole = importRole;
    this.datasetGroup = datasetGroup;
  }
}
