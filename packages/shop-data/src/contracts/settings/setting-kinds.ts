import { statSync } from 'node:fs';
import path from 'node:path';
import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { EVENT_TYPES, type EventType } from '@ecommerce-recommenders/personalize/use-cases';
import { OWN_TAGS } from '../functions/tags';
import { parseDataSource } from '../../data/data-source';
import {
  namesOf,
  oneOf,
  recordOf,
  refined,
  SettingProblem,
  shapeOf,
  text,
  texts,
  withCommas,
  type Shape,
} from './shape';

/**
 * Days that CloudWatch Logs can keep logs for.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTIONS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The name of a general purpose bucket; `''` stands for none. */
export const BUCKET_NAME = text(
  /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/,
  'the name of a bucket and no URL, or nothing',
);

const VERSION_TEXT = /^[\w.:+-]{0,64}$/;

/** A name for a state of the data; a number is taken as its digits. */
export const VERSION: Shape<string> = shapeOf(
  'up to 64 letters, digits and ._:+-, or nothing',
  { type: ['string', 'number'], pattern: VERSION_TEXT.source },
  (raw) => (VERSION_TEXT.test(String(raw)) ? String(raw) : undefined),
);

/** The ARN of a KMS key by its id, since Personalize takes no alias; `''` stands for none. */
export const KMS_KEY_ARN = text(
  /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+)?$/,
  'the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID and not that of an alias, or nothing',
);

/** An archive that exists; a relative path starts at the project. With a mapping it may be any file, or a folder. */
export const ARCHIVE: Shape<string> = shapeOf(
  'an existing .tar, .tar.gz or .tgz file, absolute or relative to the project; with the setting data also a .zip, .csv, .tsv or .jsonl file or a folder',
  { type: 'string', minLength: 1 },
  (raw, { projectRoot, mapping }) => {
    if (typeof raw !== 'string' || raw === '') return undefined;
    const file = path.resolve(projectRoot, raw);
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isFile() || (mapping && found?.isDirectory()) ? file : undefined;
  },
);

/** A prefix of CSV parts in S3, with a slash at its end; `''` stands for none. */
export const SOURCE: Shape<string> = shapeOf(
  's3://BUCKET/PREFIX/ with items/*.csv, users/*.csv and interactions/*.csv below, or nothing',
  { type: 'string', pattern: '^(s3://[a-z0-9][a-z0-9.-]+/[\\w.=+@/-]*)?$' },
  (raw) => {
    if (typeof raw !== 'string') return undefined;
    const source = raw === '' || raw.endsWith('/') ? raw : `${raw}/`;
    return source === '' || parseDataSource(source) ? source : undefined;
  },
);

/** All environment variables of a function share 4 KB. */
const MAX_EVENT_TYPES_BYTES = 1_500;

const EVENT_TYPE_MAP_IN_WORDS = 'a JSON object from event types of the archive to "View" or "Purchase"';

/** An object from the archive's event types to Personalize's. */
export const EVENT_TYPE_MAP: Shape<Readonly<Record<string, EventType>>> = refined(
  recordOf(namesOf('event type', /^/, 'any'), oneOf(...EVENT_TYPES), { least: 1 }, EVENT_TYPE_MAP_IN_WORDS),
  (types, at) => {
    const bytes = Buffer.byteLength(JSON.stringify(types));
    if (bytes <= MAX_EVENT_TYPES_BYTES) return types;
    throw new SettingProblem(
      `${at} has ${grouped(bytes)} bytes as JSON, allowed are up to ${grouped(MAX_EVENT_TYPES_BYTES)}. ` +
        `Leave out types that are in no archive.`,
    );
  },
);

const MAX_ADDRESSES = 20;

/** E-mail addresses, each once. */
export const ADDRESSES = withCommas(
  texts(
    /^[^@\s,]+@[^@\s,]+\.[^@\s,.]+$/,
    { most: MAX_ADDRESSES },
    `up to ${MAX_ADDRESSES} e-mail addresses, each once, separated by commas, or nothing`,
  ),
);

/** Ids of EC2, each once. */
export const ids = (prefix: 'subnet' | 'sg', most: number): Shape<readonly string[]> =>
  withCommas(
    texts(
      new RegExp(`^${prefix}-[0-9a-f]+$`),
      { most },
      `up to ${most} ids, ${prefix}-0123456789abcdef0, each once, separated by commas, or nothing`,
    ),
  );

const RATE = /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/;

/** Minutes, hours, day of the month, month, day of the week, year. */
const CRON = /^cron\(([\d*,/-]+) ([\d*,/-]+) ([\d*,/?LW-]+) ([\dA-Z*,/-]+) ([\dA-Z*,/?#-]+) ([\d*,/-]+)\)$/;

/** The default of settings that are schedules: Personalize retrains its recommenders as often. */
export const WEEKLY = 'rate(7 days)';

/**
 * An expression of EventBridge for times in UTC. EventBridge itself checks the numbers in each field.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export const SCHEDULE: Shape<string> = shapeOf(
  'rate(1 day), cron(0 3 * * ? *) or the like, in UTC and as EventBridge writes them',
  { type: 'string', pattern: `${RATE.source}|${CRON.source}` },
  (raw) => (typeof raw === 'string' && isSchedule(raw) ? raw : undefined),
);

/** Like {@link SCHEDULE}; `''` stands for none. */
export const OPTIONAL_SCHEDULE: Shape<string> = shapeOf(
  `${SCHEDULE.allowed}, or nothing`,
  { type: 'string', pattern: `^$|${RATE.source}|${CRON.source}` },
  (raw) => (typeof raw === 'string' && (raw === '' || isSchedule(raw)) ? raw : undefined),
);

function isSchedule(expression: string): boolean {
  const [, , , dayOfMonth, , dayOfWeek] = CRON.exec(expression) ?? [];
  // Exactly one of the two days is left open.
  const isCron = dayOfMonth !== undefined && (dayOfMonth === '?') !== (dayOfWeek === '?');
  return isCron || RATE.test(expression);
}

/** AWS allows 50 tags on a resource; the rest is for those that CDK, CloudFormation and the handlers add. */
export const MAX_TAGS = 40;

const TAG_CHARACTERS = String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`;
const TAG_KEY = new RegExp(`^(?!aws:|${OWN_TAGS})${TAG_CHARACTERS}{1,128}$`, 'u');
const TAG_VALUE = new RegExp(`^${TAG_CHARACTERS}{0,256}$`, 'u');
const TAG_CHARACTERS_IN_WORDS = 'letters, digits, spaces and _.:/=+-@';

/**
 * Tags by their keys.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_Tag.html
 */
export const TAGS: Shape<Readonly<Record<string, string>>> = refined(
  recordOf(
    namesOf('key', TAG_KEY, `up to 128 ${TAG_CHARACTERS_IN_WORDS}, not beginning with aws: or ${OWN_TAGS}`),
    text(TAG_VALUE, `a text of up to 256 ${TAG_CHARACTERS_IN_WORDS}`),
    { most: MAX_TAGS },
    `a JSON object from up to ${MAX_TAGS} keys to values, of ${TAG_CHARACTERS_IN_WORDS}; ` +
      `no key begins with aws: or ${OWN_TAGS}`,
  ),
  (tags, at) => {
    refuseSameKeys(Object.keys(tags), at);
    return tags;
  },
);

/** The keys of IAM's tags are not case-sensitive, and every stack has roles. */
function refuseSameKeys(keys: readonly string[], at: string): void {
  const known = new Map<string, string>();
  for (const key of keys) {
    const other = known.get(key.toLowerCase());
    if (other !== undefined)
      throw new SettingProblem(
        `${at} has the keys ${other} and ${key}, which are the same key to IAM, allowed is one of the two.`,
      );
    known.set(key.toLowerCase(), key);
  }
}
