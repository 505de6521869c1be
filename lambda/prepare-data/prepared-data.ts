import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import { createHash, type Hash } from 'node:crypto';
import type {
  PreparedDataAttributes,
  PreparedDataProperties,
} from '@ecommerce-recommenders/shop-data/contracts/prepared-data';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/prepare-data';
import { PREPARED_FILES } from '@ecommerce-recommenders/shop-data/data/prepared-output';
import { parseEventTypes, parseHoldout } from '@ecommerce-recommenders/shop-data/data/settings';
import type { Sink } from '@ecommerce-recommenders/shop-data/data/sink';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/datasets';
import type { IsAbandoned } from '../abandonment';
import { errorInWords, failureReason } from '../error-in-words';
import { handlerLogger, transitionFields, type HandlerLogger } from '../handler-logger';
import type { CustomResourceEvent } from '../lifecycle';
import { keptBytes, s3Sink } from './s3-sink';
import { sourceOf } from './source-of';

/** Response of `onEvent`. */
export interface PreparedDataResponse {
  /** Location of the files: a new bucket is a new resource. */
  readonly PhysicalResourceId?: string;
  readonly Data?: PreparedDataAttributes;
}

type Event = CustomResourceEvent<PreparedDataProperties>;

type Log = (step: string, details: object) => void;

const IMPORTED_FILES = [DATASETS.INTERACTIONS.file, DATASETS.ITEMS.file, DATASETS.USERS.file];

/** Length of a file's version, in hexadecimal digits of its SHA-256. */
const VERSION_DIGITS = 16;

/** Dependencies of the handler. */
export interface PreparedDataWorld {
  readonly s3: S3Client;
  /** Retries for minutes, because the function is called once only. */
  readonly isAbandoned: IsAbandoned;
  /** Name of the function's log group. */
  readonly logGroup?: string;
  /** @default - lines of JSON */
  readonly logger?: HandlerLogger;
}

/**
 * Prepares the data on Create and Update, and deletes the five files on Delete. Idempotent: a retry writes the same
 * files.
 *
 * A preparation takes minutes, in which CloudFormation may roll back, empty the bucket and delete it. So it checks the
 * stack before it writes, and a Create checks again afterwards.
 */
export function preparedDataHandler({
  s3,
  isAbandoned,
  logGroup,
  logger = handlerLogger(),
}: PreparedDataWorld): (event: Event) => Promise<PreparedDataResponse> {
  const admit = async (event: Event): Promise<void> => {
    if (await isAbandoned(event))
      throw new Error('The stack no longer wants the prepared data: CloudFormation is rolling it back.');
  };
  const prepareFor = async (event: Event, log: Log): Promise<PreparedDataResponse> => {
    const { RequestType, ResourceProperties } = event;
    const prepared = await prepare(s3, ResourceProperties, log, () => admit(event));
    if (RequestType === 'Create')
      await admit(event).catch(async (error: unknown) => {
        await deleteFiles(s3, ResourceProperties.DataBucket);
        throw error;
      });
    return prepared;
  };
  return async (event) => {
    const { RequestType, PhysicalResourceId, ResourceProperties } = event;
    const log: Log = (step, details) => logger.info(step, { ...transitionFields(event), ...details });
    try {
      if (RequestType === 'Delete') {
        await deleteFiles(s3, ResourceProperties.DataBucket);
        log('deleted', { bucket: ResourceProperties.DataBucket });
        return { PhysicalResourceId };
      }
      return await prepareFor(event, log);
    } catch (error) {
      logger.error('failed', { ...transitionFields(event), reason: errorInWords(error) });
      throw new Error(failureReason(error, logGroup), { cause: error });
    }
  };
}

async function prepare(
  s3: S3Client,
  properties: PreparedDataProperties,
  log: Log,
  admit: () => Promise<void>,
): Promise<PreparedDataResponse> {
  const { DataBucket, Holdout, EventTypes } = properties;
  const { name, source, explained } = await sourceOf(s3, properties);
  const sink = hashedSink(s3Sink(s3, DataBucket, DATASET_PREFIX, admit), IMPORTED_FILES);
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

/** A sink that hashes its files. */
export interface HashedSink extends Sink {
  /** SHA-256 of a written file, in hexadecimal. */
  sha256Of(name: string): string;
}

/** Hashes some files while they are written. */
function hashedSink(sink: Sink, names: readonly string[]): HashedSink {
  const hashes = new Map<string, Hash>();
  return {
    async open(name) {
      const file = await sink.open(name);
      if (!names.includes(name)) return file;
      const hash = createHash('sha256');
      hashes.set(name, hash);
      return {
        write(bytes) {
          hash.update(bytes);
          return file.write(bytes);
        },
        end: () => file.end(),
      };
    },
    commit: () => sink.commit(),
    abort: () => sink.abort(),
    sha256Of(name) {
      const hash = hashes.get(name);
      if (hash === undefined) throw new Error(`${name} was not written`);
      return hash.copy().digest('hex');
    },
  };
}
