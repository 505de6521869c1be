import {
  DescribeDatasetCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from '@aws-sdk/client-personalize';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  IMPORT_WAIT_MINUTES,
  type DatasetImportProperties,
  type ImportWaitProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { tagList } from '../resources/change-tags';
import { groupChildren, isIdle } from '../resources/group-children';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from '../resources/lifecycle';
import { changeInMove } from '../resources/moved';
import { isNewerThan } from '../resources/ownership';
import { CREATE_FAILED, isInTransition, unlessGone, type PersonalizeApi } from '../resources/personalize-api';
import type { StackView } from '../resources/stack-view';
import { importFile } from './import-file';
import { importJobs } from './import-jobs';

/** A change of these properties triggers an import; a new role or name does not. */
const CONTENT = ['DatasetArn', 'DataLocation', 'DataVersion'] as const;

type Event = CustomResourceEvent<DatasetImportProperties>;

/**
 * A full import. A move to another logical id does not import again. Its Delete is complete when no job blocks the
 * deletion of the dataset.
 */
export function datasetImport(client: PersonalizeApi, stack: StackView): Lifecycle<DatasetImportProperties> {
  const physicalId = ({ ResourceProperties: { DatasetArn, JobNamePrefix } }: Event): string =>
    DatasetArn.replace(/:dataset\/.*$/, `:dataset-import-job/${JobNamePrefix}-*`);
  /** Whether a Create is a move: another logical id has the dataset with the same data. */
  const moves = async (event: Event): Promise<boolean> =>
    event.RequestType === 'Create' &&
    (await versionOf(client, event)) === event.ResourceProperties.DataVersion &&
    (await stack.keeperOf(event, physicalId(event))) !== undefined;
  return {
    physicalId,

    async admit(event) {
      const keeper = await stack.keeperOf(event, physicalId(event));
      if (keeper !== undefined) await refuseOtherData(client, event, keeper);
    },

    async ensure(event, minutes) {
      const { DatasetArn, DataLocation, RoleArn, JobNamePrefix, Last, TimeoutHours } =
        event.ResourceProperties;
      const isNew = hasNewContent(event) && !(await moves(event));
      const isNeeded = isNew || (await isNeverFilled(client, DatasetArn));
      if (isNeeded && !(await keepsData(client, event, stack))) {
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
          if (await stack.isAbandoned(event))
            throw new Error('The stack no longer wants this import: CloudFormation is rolling it back.');
        });
        const left = waitingFor && withinTime(waitingFor, minutes, { Last, TimeoutHours });
        if (left !== undefined) return left;
        await tagVersion(client, event);
      } else if (!isNeeded) await tagVersion(client, event);
      return undefined;
    },

    async remove({ ResourceProperties: { DatasetArn } }, minutes) {
      // The next waiting resources, and the deletion of the dataset, continue to wait.
      return minutes < IMPORT_WAIT_MINUTES ? jobsInTransition(client, [DatasetArn]) : undefined;
    },
  };
}

/**
 * Waits for all imports on creation. On deletion it waits for jobs and recommenders, because nothing can be deleted
 * while they are in transition.
 *
 * @param now milliseconds since 1970
 */
export function importWait(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<ImportWaitProperties> {
  const arnsOf = ({ Imports }: ImportWaitProperties): string[] => Imports.map(({ DatasetArn }) => DatasetArn);
  return {
    deletesNothing: true,

    // The id contains the logical id, because several resources wait for the same imports.
    physicalId: ({ LogicalResourceId }) => LogicalResourceId,

    async ensure(event, minutes) {
      const { ResourceProperties } = event;
      const datasetArns = arnsOf(ResourceProperties);
      for (const datasetArn of datasetArns) {
        const newest = (await importJobs(client, datasetArn))
          .filter(({ isFull }) => isFull)
          .sort((one, other) => other.createdMs - one.createdMs)
          .at(0);
        // A job that failed before this request does not count: its own import or an earlier deployment has reported it.
        const hasFailed =
          newest?.status === CREATE_FAILED && isNewerThan(minutes, { createdMs: newest.updatedMs }, now());
        if (hasFailed && !(await stack.isRollingBack(event)))
          throw new Error(
            `Import job ${newest.name} of ${datasetArn} failed: ${newest.failureReason ?? 'no reason given'}`,
          );
      }
      const waitingFor = await jobsInTransition(client, datasetArns);
      return waitingFor && withinTime(waitingFor, minutes, ResourceProperties);
    },

    async remove(event, minutes) {
      // During an update that needs fewer waiting resources, their deletion waits for nothing.
      if (minutes >= IMPORT_WAIT_MINUTES || !(await stack.isGoing(event))) return undefined;
      const { recommenders } = await groupChildren(client, event.ResourceProperties.DatasetGroupArn);
      const moving = recommenders
        .filter((one) => !isIdle(one))
        .map(({ arn, status }) => `${arn} (${status})`);
      const jobs = await jobsInTransition(client, arnsOf(event.ResourceProperties));
      return [...moving, ...(jobs === undefined ? [] : [jobs])].join(', ') || undefined;
    },
  };
}

/**
 * What to wait for while there is time. Afterwards the next waiting resource continues.
 *
 * @throws Error with the remedy if no waiting resource follows
 */
function withinTime(
  waitingFor: string,
  minutes: number,
  { Last, TimeoutHours }: Pick<ImportWaitProperties, 'Last' | 'TimeoutHours'>,
): WaitingFor {
  if (minutes < IMPORT_WAIT_MINUTES) return waitingFor;
  if (Last === 'false') return undefined;
  throw new Error(
    `Imports did not finish within ${countInWords(Number(TimeoutHours), 'hour')}, still waiting for ${waitingFor}. ` +
      `Raise the setting trainingTimeoutHours and deploy again.`,
  );
}

/** Import jobs of the datasets that have not ended. */
async function jobsInTransition(client: PersonalizeApi, datasetArns: readonly string[]): Promise<WaitingFor> {
  const jobs = await Promise.all(datasetArns.map((datasetArn) => importJobs(client, datasetArn)));
  const moving = jobs.flat().filter(({ status }) => isInTransition(status));
  return moving.map(({ name, status }) => `import job ${name} (${status})`).join(', ') || undefined;
}

function hasNewContent({ RequestType, ResourceProperties, OldResourceProperties }: Event): boolean {
  if (RequestType === 'Create') return true;
  return CONTENT.some((key) => ResourceProperties[key] !== OldResourceProperties?.[key]);
}

/** The version that a deployment imported last, according to its tag. */
async function versionOf(client: PersonalizeApi, { ResourceProperties }: Event): Promise<string | undefined> {
  const { DatasetArn: resourceArn, VersionTag } = ResourceProperties;
  const read = await unlessGone(client.send(new ListTagsForResourceCommand({ resourceArn })));
  return read?.tags?.find(({ tagKey }) => tagKey === VersionTag)?.tagValue;
}

async function tagVersion(client: PersonalizeApi, { ResourceProperties }: Event): Promise<void> {
  const { DatasetArn: resourceArn, DataVersion, VersionTag } = ResourceProperties;
  await client.send(new TagResourceCommand({ resourceArn, tags: tagList({ [VersionTag]: DataVersion }) }));
}

/** Rejects a move combined with other data, because its rollback would leave the new rows. */
async function refuseOtherData(client: PersonalizeApi, event: Event, keeper: string): Promise<void> {
  const { DatasetArn, DataVersion, VersionTag } = event.ResourceProperties;
  const live = await versionOf(client, event);
  if (live === undefined)
    throw new Error(
      `${DatasetArn} moves from the logical id ${keeper}, and has no tag "${VersionTag}", so that nobody knows whether the move would ` +
        `change its data. Nothing that is live has been changed. Deploy this version once without the move, which sets the tag; or set it ` +
        `to ${DataVersion}, if the data is the same.`,
    );
  if (live !== DataVersion) throw changeInMove(DatasetArn, keeper, 'its data has changed');
}

/**
 * Whether a dataset has had no full import since its creation. The properties do not show this, because a replaced
 * dataset keeps its ARN, and a dataset that a rollback has re-created is empty.
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
 * Whether a rollback must keep the current data, because the dataset has a new column. The column cannot be removed,
 * and Personalize rejects files without it.
 *
 * @throws Error if this is not a rollback, because the data could not be imported
 */
async function keepsData(client: PersonalizeApi, event: Event, stack: StackView): Promise<boolean> {
  const { DatasetArn, SchemaName } = event.ResourceProperties;
  if (event.RequestType === 'Create') return false;
  const { dataset } = await client.send(new DescribeDatasetCommand({ datasetArn: DatasetArn }));
  if (dataset?.schemaArn?.endsWith(`:schema/${SchemaName}`)) return false;
  if (await stack.isRollingBack(event)) return true;
  throw new Error(
    `${DatasetArn} has more columns than the setting data: a deployment that was rolled back added them, and Personalize ` +
      `can neither remove them nor import a file without them. Put them back into the setting data, then deploy again.`,
  );
}
