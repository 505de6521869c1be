import { DescribeDatasetCommand } from '@aws-sdk/client-personalize';
import type { DatasetImportProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import type { IsAbandoned, IsRollingBack } from '../resources/abandonment';
import type { CustomResourceEvent, Lifecycle } from '../resources/lifecycle';
import type { PersonalizeApi } from '../resources/personalize-api';
import { datasetBlockers } from './dataset-blockers';
import { importFile } from './import-file';
import { importJobs } from './import-jobs';

/** Properties whose change triggers an import; a new role or name does not. */
const CONTENT = ['DatasetArn', 'DataLocation', 'DataVersion'] as const;

type Event = CustomResourceEvent<DatasetImportProperties>;

/**
 * A full import. Its Delete is complete when the dataset can be deleted.
 *
 * @param now milliseconds since 1970
 */
export function datasetImport(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  isRollingBack: IsRollingBack,
  now: () => number = Date.now,
): Lifecycle<DatasetImportProperties> {
  return {
    physicalId: ({ ResourceProperties }) => ResourceProperties.DatasetArn,

    async ensure(event, minutes) {
      const { DatasetArn, DataLocation, RoleArn, JobNamePrefix } = event.ResourceProperties;
      const mustImport = hasNewContent(event) || (await isNeverFilled(client, DatasetArn));
      if (mustImport && !(await keepsData(client, event, isRollingBack))) {
        const file = {
          datasetArn: DatasetArn,
          dataLocation: DataLocation,
          roleArn: RoleArn,
          jobNamePrefix: JobNamePrefix,
          importMode: 'FULL' as const,
          request: event.RequestId,
        };
        const waitingFor = await importFile(client, file, minutes, async () => {
          // A job that starts now would block the deletion of the dataset.
          if (await isAbandoned(event))
            throw new Error('The stack no longer wants this import: CloudFormation is rolling it back.');
        });
        if (waitingFor !== undefined) return waitingFor;
      }
      return undefined;
    },

    async remove({ StackId, ResourceProperties: { DatasetArn } }) {
      const blockers = await datasetBlockers(client, DatasetArn, StackId, now());
      return blockers.length > 0 ? blockers.join(', ') : undefined;
    },
  };
}

function hasNewContent({ RequestType, ResourceProperties, OldResourceProperties }: Event): boolean {
  if (RequestType === 'Create') return true;
  return CONTENT.some((key) => ResourceProperties[key] !== OldResourceProperties?.[key]);
}

/**
 * Whether a dataset has had no full import since its creation. The properties do not tell, because a dataset is replaced under
 * the same ARN; after a rollback, the re-created dataset is empty.
 */
async function isNeverFilled(client: PersonalizeApi, datasetArn: string): Promise<boolean> {
  const [{ dataset }, jobs] = await Promise.all([
    client.send(new DescribeDatasetCommand({ datasetArn })),
    importJobs(client, datasetArn),
  ]);
  const createdMs = Number(dataset?.creationDateTime);
  return !jobs.some((job) => job.isFull && job.status === 'ACTIVE' && job.createdMs >= createdMs);
}

/**
 * Whether a rollback has to keep the current data: the dataset has a new column that cannot be removed, and Personalize rejects
 * files without it.
 *
 * @throws Error if this is not a rollback, because the data could not be imported
 */
async function keepsData(
  client: PersonalizeApi,
  event: Event,
  isRollingBack: IsRollingBack,
): Promise<boolean> {
  const { DatasetArn, SchemaName } = event.ResourceProperties;
  if (event.RequestType === 'Create') return false;
  const { dataset } = await client.send(new DescribeDatasetCommand({ datasetArn: DatasetArn }));
  if (dataset?.schemaArn?.endsWith(`:schema/${SchemaName}`)) return false;
  if (await isRollingBack(event)) return true;
  throw new Error(
    `${DatasetArn} has more columns than the setting data: a deployment that was rolled back added them, and Personalize ` +
      `can neither remove them nor import a file without them. Put them back into the setting data, then deploy again.`,
  );
}
