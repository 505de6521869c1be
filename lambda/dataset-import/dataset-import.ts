import { DescribeDatasetCommand } from '@aws-sdk/client-personalize';
import type { DatasetImportProperties } from '@ecommerce-recommenders/shop-data/contracts/dataset-import';
import type { IsAbandoned } from '../abandonment';
import { changeTags } from '../change-tags';
import type { CustomResourceEvent, Lifecycle } from '../lifecycle';
import type { PersonalizeApi } from '../personalize-api';
import { datasetBlockers } from './dataset-blockers';
import { importFile } from './import-file';
import { importJobs } from './import-jobs';

/** Properties whose change triggers an import; a new role, name or tag does not. */
const CONTENT = ['DatasetArn', 'DataLocation', 'DataVersion'] as const;

type Event = CustomResourceEvent<DatasetImportProperties>;

/**
 * A full import, and the dataset's tags. Its deletion is complete when the dataset can be deleted.
 *
 * @param now milliseconds since 1970
 */
export function datasetImport(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  now: () => number = Date.now,
): Lifecycle<DatasetImportProperties> {
  return {
    physicalId: ({ ResourceProperties }) => ResourceProperties.DatasetArn,

    async ensure(event, minutes) {
      const { DatasetArn, DataLocation, RoleArn, JobNamePrefix } = event.ResourceProperties;
      if (hasNewContent(event) || (await isNeverFilled(client, DatasetArn))) {
        const file = {
          datasetArn: DatasetArn,
          dataLocation: DataLocation,
          roleArn: RoleArn,
          jobNamePrefix: JobNamePrefix,
          importMode: 'FULL' as const,
          request: event.RequestId,
        };
        const waitingFor = await importFile(client, file, minutes, async () => {
          // A job that starts while the dataset is about to be deleted would block that.
          if (await isAbandoned(event))
            throw new Error('The stack no longer wants this import: CloudFormation is rolling it back.');
        });
        if (waitingFor !== undefined) return waitingFor;
      }
      await retag(client, event);
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
 * Whether a dataset has had no full import since its creation. CloudFormation replaces a dataset under the same ARN,
 * so an Update cannot tell from its properties; after a rollback the former dataset is back, empty.
 */
async function isNeverFilled(client: PersonalizeApi, datasetArn: string): Promise<boolean> {
  const [{ dataset }, jobs] = await Promise.all([
    client.send(new DescribeDatasetCommand({ datasetArn })),
    importJobs(client, datasetArn),
  ]);
  const createdMs = Number(dataset?.creationDateTime);
  return !jobs.some((job) => job.isFull && job.status === 'ACTIVE' && job.createdMs >= createdMs);
}

/** A replaced dataset has lost all tags, unchanged ones included. */
async function retag(client: PersonalizeApi, event: Event): Promise<void> {
  const { DatasetArn, Tags: wanted = {} } = event.ResourceProperties;
  const dropped = Object.entries(event.OldResourceProperties?.Tags ?? {}).filter(([key]) => !(key in wanted));
  await changeTags(client, DatasetArn, { Tags: Object.fromEntries(dropped) }, { Tags: wanted });
}
