import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { PreparedDataAttributes, PreparedDataProperties } from '../../domain/contracts/prepared-data';
import { prepareData } from '../../domain/data/prepare-data';
import { PREPARED_FILES } from '../../domain/data/prepared-files';
import { parseEventTypes, parseHoldout } from '../../domain/data/settings';
import { DATASET_PREFIX, DATASETS } from '../../domain/datasets';
import type { CustomResourceEvent } from '../custom-resource-event';
import { errorInWords } from '../error-in-words';
import { handlerLogger, type HandlerLogger } from '../handler-logger';
import { transitionFields } from '../transition-fields';
import { hashedSink } from './hashed-sink';
import { keptBytes } from './kept-bytes';
import { s3Sink } from './s3-sink';
import { sourceOf } from './source-of';

/** What the provider framework takes as the answer of `onEvent`. */
export interface PreparedDataResponse {
  /** Place of the files: another bucket is another resource. */
  readonly PhysicalResourceId?: string;
  readonly Data?: PreparedDataAttributes;
}

type Log = (step: string, details: object) => void;

const IMPORTED_FILES = [DATASETS.INTERACTIONS.file, DATASETS.ITEMS.file, DATASETS.USERS.file];

/** Hexadecimal digits of a file's SHA-256 that tell its versions apart. */
const VERSION_DIGITS = 16;

/**
 * Prepares the data on Create and Update, and deletes the five files on Delete. Another run for the same
 * request makes the same files.
 */
export function preparedDataHandler(
  s3: S3Client,
  logger: HandlerLogger = handlerLogger(),
): (event: CustomResourceEvent<PreparedDataProperties>) => Promise<PreparedDataResponse> {
  return async (event) => {
    const { RequestType, PhysicalResourceId, ResourceProperties } = event;
    const log: Log = (step, details) => logger.info(step, { ...transitionFields(event), ...details });
    try {
      if (RequestType === 'Delete') {
        await deleteFiles(s3, ResourceProperties.DataBucket);
        log('deleted', { bucket: ResourceProperties.DataBucket });
        return { PhysicalResourceId };
      }
      return await prepare(s3, ResourceProperties, log);
    } catch (error) {
      const reason = errorInWords(error);
      logger.error('failed', { ...transitionFields(event), reason });
      throw new Error(reason, { cause: error });
    }
  };
}

async function prepare(
  s3: S3Client,
  properties: PreparedDataProperties,
  log: Log,
): Promise<PreparedDataResponse> {
  const { DataBucket, Holdout, EventTypes } = properties;
  const { name, source, explained } = await sourceOf(s3, properties);
  const sink = hashedSink(s3Sink(s3, DataBucket, DATASET_PREFIX), IMPORTED_FILES);
  log('preparing', { source: name, Holdout, EventTypes });
  const { files, warnings } = await prepareData({
    ...source,
    settings: { holdout: parseHoldout(Holdout), eventTypes: parseEventTypes(EventTypes), escape: '\\' },
    sink,
    memoryBytes: keptBytes(process.env),
  }).catch(async (error: unknown) => {
    throw await explained(error);
  });
  for (const warning of warnings) log('warning', { warning });
  log('prepared', { files });
  const [InteractionsVersion, ItemsVersion, UsersVersion] = IMPORTED_FILES.map((name) =>
    sink.sha256Of(name).slice(0, VERSION_DIGITS),
  );
  return {
    PhysicalResourceId: `s3://${DataBucket}/${DATASET_PREFIX}`,
    Data: { InteractionsVersion, ItemsVersion, UsersVersion },
  };
}

async function deleteFiles(s3: S3Client, Bucket: string): Promise<void> {
  const Objects = PREPARED_FILES.map((name) => ({ Key: `${DATASET_PREFIX}${name}` }));
  try {
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    );
    const failed = Errors.filter(({ Code }) => Code !== 'NoSuchKey');
    if (failed.length > 0) {
      const [{ Key, Code, Message }] = failed;
      throw new Error(
        `${failed.length} files in ${Bucket} cannot be deleted, the first is ${Key}: ${Code}: ${Message}`,
      );
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NoSuchBucket')) throw error;
  }
}
