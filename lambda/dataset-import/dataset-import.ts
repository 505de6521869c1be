import type { DatasetImportProperties } from '../../domain/contracts/dataset-import';
import type { CustomResourceEvent } from '../custom-resource-event';
import type { IsAbandoned } from '../abandonment';
import type { Lifecycle } from '../lifecycle';
import type { PersonalizeApi } from '../personalize-api';
import { datasetBlockers } from './dataset-blockers';
import { importFile } from './import-file';

/** Properties that make another import necessary; a new role or name alone does not. */
const CONTENT = ['DatasetArn', 'DataLocation', 'DataVersion'] as const;

type Event = CustomResourceEvent<DatasetImportProperties>;

/**
 * A full import. Its end is the point at which the dataset can go.
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
      if (!hasNewContent(event)) return undefined;
      const { DatasetArn, DataLocation, RoleArn, JobNamePrefix } = event.ResourceProperties;
      const file = {
        datasetArn: DatasetArn,
        dataLocation: DataLocation,
        roleArn: RoleArn,
        jobNamePrefix: JobNamePrefix,
        importMode: 'FULL' as const,
        request: event.RequestId,
      };
      return importFile(client, file, minutes, async () => {
        // A job that starts once the dataset is to go would only be in the way of that.
        if (await isAbandoned(event))
          throw new Error('The stack wants no import any more: it has turned back.');
      });
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
