import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import { createHash, type Hash } from 'node:crypto';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type {
  MappedDataProperties,
  PreparedDataAttributes,
  PreparedDataProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { PREPARED_FILES } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-output';
import { parsePreparation } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import type { Sink } from '@ecommerce-recommenders/shop-data/data/preparation/sink';
import { DATASET_PREFIX, DATASETS, WARM_FILE } from '@ecommerce-recommenders/shop-data/data/datasets';
import { heldOutInWords } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { errorInWords, failureReason } from '../../shop/resources/error-in-words';
import { isDenied, PROPAGATION_MINUTES } from '../../shop/resources/is-transient';
import { handlerLogger, transitionFields, type HandlerLogger } from '../../shop/functions/handler-logger';
import type { CustomResourceEvent } from '../../shop/resources/lifecycle';
import { untilKnown, type StackView } from '../../shop/resources/stack-view';
import { keptBytes, s3Sink } from './s3-sink';
import type { NamedSource } from './source-of';

/** Response of `onEvent`. */
export interface PreparedDataResponse {
  /** Location of the files. A new bucket therefore means a new resource. */
  readonly PhysicalResourceId?: string;
  readonly Data?: PreparedDataAttributes;
}

type Event<Properties extends SomeProperties> = CustomResourceEvent<Properties>;

/** Properties of either kind of source. */
type SomeProperties = PreparedDataProperties | MappedDataProperties;

type Log = (step: string, details: object) => void;

const IMPORTED_FILES = DATASET_TYPES.map((type) => DATASETS[type].file);

/** Length of a file's version: leading hexadecimal digits of its SHA-256. */
const VERSION_DIGITS = 16;

const filesOf = ({ DataBucket }: Pick<SomeProperties, 'DataBucket'>): string =>
  `s3://${DataBucket}/${DATASET_PREFIX}`;

/** Opens the source to which the properties refer. */
export type OpenSource<Properties> = (s3: S3Client, properties: Properties) => Promise<NamedSource>;

/** Dependencies of the handler. */
export interface PreparedDataDeps {
  readonly s3: S3Client;
  /** Asked repeatedly until it knows the answer, because the function is called only once. */
  readonly stack: Pick<StackView, 'isAbandoned' | 'deletion'>;
  /** Name of the function's log group. */
  readonly logGroup?: string;
  /** @default - a timer */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** @default - JSON lines on stdout */
  readonly logger?: HandlerLogger;
}

/**
 * Prepares the data on Create and Update, and deletes the five files on Delete. Idempotent: a retry writes the same files.
 *
 * A preparation takes minutes, in which CloudFormation may roll back, empty the bucket and delete it. So it checks the stack
 * before it writes, and a Create checks again afterwards.
 *
 * @param openSource - `sourceOf` for the workshop's columns, `mappedSource` for mapped files of the shop's own
 */
export function preparedDataHandler<Properties extends SomeProperties>(
  { s3, stack, logGroup, sleep = later, logger = handlerLogger() }: PreparedDataDeps,
  openSource: OpenSource<Properties>,
): (event: Event<Properties>) => Promise<PreparedDataResponse> {
  const admit = async (event: Event<Properties>): Promise<void> => {
    if (await untilKnown(() => stack.isAbandoned(event)))
      throw new Error('The stack no longer wants the prepared data: CloudFormation is rolling it back.');
  };
  const prepareFor = async (event: Event<Properties>, log: Log): Promise<PreparedDataResponse> => {
    const { RequestType, ResourceProperties } = event;
    const source = await openSource(s3, ResourceProperties);
    const prepared = await prepare(s3, ResourceProperties, source, log, () => admit(event));
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
        const keeper = await untilKnown(() => keeperOf(stack, event));
        if (keeper === undefined) await deleteFiles(s3, ResourceProperties.DataBucket);
        log(keeper === undefined ? 'deleted' : 'kept', { bucket: ResourceProperties.DataBucket, keeper });
        return { PhysicalResourceId };
      }
      return await whileDenied(() => prepareFor(event, log), sleep);
    } catch (error) {
      logger.error('failed', { ...transitionFields(event), reason: errorInWords(error) });
      throw new Error(failureReason(error, logGroup), { cause: error });
    }
  };
}

const later = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

/** Pause between two attempts. */
const DENIED_MS = 10_000;

/** Repeats a denied call for some minutes, because a changed policy of the function's role takes effect with a delay. */
async function whileDenied<Answer>(
  attempt: () => Promise<Answer>,
  sleep: (ms: number) => Promise<unknown>,
): Promise<Answer> {
  for (let sleptMs = 0; ; sleptMs += DENIED_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (!isDenied(error) || sleptMs >= PROPAGATION_MINUTES * 60_000) throw error;
      await sleep(DENIED_MS);
    }
  }
}

/**
 * Logical id of the resource that has the files now.
 *
 * @throws Error while that is unknown
 */
async function keeperOf(
  stack: Pick<StackView, 'deletion'>,
  event: CustomResourceEvent<SomeProperties>,
): Promise<string | undefined> {
  const deletion = await stack.deletion(event, filesOf(event.ResourceProperties));
  if (deletion.may === 'not yet') throw new Error(deletion.waitingFor);
  return deletion.may ? undefined : deletion.keeper;
}

async function prepare(
  s3: S3Client,
  { DataBucket, Holdout, HoldoutBy = 'user', EventTypes }: SomeProperties,
  { name, source, datasets = DATASETS, reports, explained }: NamedSource,
  log: Log,
  admit: () => Promise<void>,
): Promise<PreparedDataResponse> {
  const imported = DATASET_TYPES.filter((type) => datasets[type] !== undefined).map(
    (type) => DATASETS[type].file,
  );
  const sink = hashedSink(s3Sink(s3, DataBucket, DATASET_PREFIX, admit), imported);
  log('preparing', { source: name, Holdout, HoldoutBy, EventTypes });
  const { files, warnings } = await prepareData({
    ...source,
    settings: parsePreparation({ holdout: Holdout, holdoutBy: HoldoutBy, eventTypes: EventTypes }),
    sink,
    datasets,
    memoryBytes: keptBytes(process.env),
  }).catch(async (error: unknown) => {
    throw await explained(error);
  });
  for (const report of reports?.() ?? []) log('mapped', report);
  for (const warning of warnings) log('warning', { warning });
  const counts = { keptRows: files[WARM_FILE].rows, rows: files[DATASETS.INTERACTIONS.file].rows };
  log('prepared', { files, heldOut: heldOutInWords(counts) });
  // Files of datasets that the shop no longer has.
  const others = IMPORTED_FILES.filter((name) => !imported.includes(name));
  if (others.length > 0) await deleteFiles(s3, DataBucket, others);
  const version = (type: DatasetType): string | undefined =>
    datasets[type] && sink.sha256Of(DATASETS[type].file).slice(0, VERSION_DIGITS);
  return {
    PhysicalResourceId: filesOf({ DataBucket }),
    Data: {
      InteractionsVersion: version('INTERACTIONS')!,
      ItemsVersion: version('ITEMS'),
      UsersVersion: version('USERS'),
    },
  };
}

async function deleteFiles(
  s3: S3Client,
  Bucket: string,
  names: readonly string[] = PREPARED_FILES,
): Promise<void> {
  const Objects = names.map((name) => ({ Key: `${DATASET_PREFIX}${name}` }));
  try {
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    );
    const failed = Errors.filter(({ Code }) => Code !== 'NoSuchKey');
    if (failed.length > 0) {
      const [{ Key, Code, Message }] = failed;
      throw new Error(
        `${countInWords(failed.length, 'file')} in ${Bucket} cannot be deleted, the first is ${Key}: ${Code}: ${Message}`,
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
