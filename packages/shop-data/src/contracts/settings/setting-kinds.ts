import { OWN_TAGS } from '../functions/tags';
import {
  namesOf,
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
 * Numbers of days for which CloudWatch Logs can keep logs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTIONS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The name of a general purpose bucket; `''` for none. */
export const BUCKET_NAME = text(
  /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$/,
  'the name of a bucket and no URL, or nothing',
);

/** The ARN of a KMS key, with the key's id because Personalize accepts no alias; `''` for none. */
export const KMS_KEY_ARN = text(
  /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+)?$/,
  'the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID and not that of an alias, or nothing',
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

/** Distinct EC2 ids. */
export const ids = (prefix: 'subnet' | 'sg', most: number): Shape<readonly string[]> =>
  withCommas(
    texts(
      new RegExp(`^${prefix}-[0-9a-f]+$`),
      { most },
      `up to ${most} ids, ${prefix}-0123456789abcdef0, each once, separated by commas, or nothing`,
    ),
  );

const RATE = /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/;

/** Fields: minutes, hours, day of the month, month, day of the week, year. */
const CRON = /^cron\(([\d*,/-]+) ([\d*,/-]+) ([\d*,/?LW-]+) ([\dA-Z*,/-]+) ([\dA-Z*,/?#-]+) ([\d*,/-]+)\)$/;

/** Default of settings that are schedules. Personalize retrains its recommenders as often. */
export const WEEKLY = 'rate(7 days)';

/**
 * A schedule expression of EventBridge for times in UTC. EventBridge itself checks the numbers in each field.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export const SCHEDULE: Shape<string> = shapeOf(
  'rate(1 day), cron(0 3 * * ? *) or the like, in UTC and as EventBridge writes them',
  { type: 'string', pattern: `${RATE.source}|${CRON.source}` },
  (raw) => (typeof raw === 'string' && isSchedule(raw) ? raw : undefined),
);

/** Like {@link SCHEDULE}; `''` for none. */
export const OPTIONAL_SCHEDULE: Shape<string> = shapeOf(
  `${SCHEDULE.allowed}, or nothing`,
  { type: 'string', pattern: `^$|${RATE.source}|${CRON.source}` },
  (raw) => (typeof raw === 'string' && (raw === '' || isSchedule(raw)) ? raw : undefined),
);

function isSchedule(expression: string): boolean {
  const [, , , dayOfMonth, , dayOfWeek] = CRON.exec(expression) ?? [];
  // Exactly one of the two day fields must be `?`.
  const isCron = dayOfMonth !== undefined && (dayOfMonth === '?') !== (dayOfWeek === '?');
  return isCron || RATE.test(expression);
}

/** AWS allows 50 tags on a resource. The rest is for tags that CDK, CloudFormation and the handlers add. */
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

/** Keys of IAM's tags are not case-sensitive, and every stack has roles. */
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
