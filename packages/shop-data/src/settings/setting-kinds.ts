import { statSync } from 'node:fs';
import path from 'node:path';
import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { OWNER_TAG } from '../contracts/tags';
import { parseDataSource } from '../data-source';
import type { ShopMapping } from '../mapping/mapping';
import { EVENT_TYPES, type EventType } from '@ecommerce-recommenders/personalize/use-cases';

/**
 * Reads one setting. Returns `undefined` for a value that is not allowed.
 *
 * @param mapping - what the setting `data` says: the shop's datasets, and what its archive may be
 * @throws SettingProblem where one part of a longer value is wrong
 */
export type Parse<Value> = (
  raw: unknown,
  projectRoot: string,
  mapping?: ShopMapping | null,
) => Value | undefined;

/** A JSON schema, draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Which values a setting may have. */
export interface Kind<Value> {
  readonly parse: Parse<Value>;
  /** Completes the message "allowed is …". */
  readonly allowed: string;
  /** What an editor checks in cdk.json: the JSON form alone, not the text that follows `-c`. */
  readonly schema: JsonSchema;
}

/**
 * A wrong part inside the value of a setting: what was got and what is allowed. The reader of the settings adds the name
 * of the setting and how to change it.
 */
export class SettingProblem extends Error {}

/** Bounds of a number, named as in JSON schema. */
export interface Range {
  readonly minimum: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}

const isWithin = (value: number, { minimum, maximum, exclusiveMaximum }: Range): boolean =>
  value >= minimum && !(value > maximum!) && !(value >= exclusiveMaximum!);

/** A number within a range, also as text from the command line. */
export const number = (range: Range, allowed: string): Kind<number> => ({
  parse: (raw) => {
    const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    const isNumber = typeof value === 'number' && Number.isFinite(value);
    return isNumber && isWithin(value, range) ? value : undefined;
  },
  allowed,
  schema: { type: 'number', ...range },
});

/** Like {@link number}, without fractions. */
export function wholeNumber(range: Range, allowed: string): Kind<number> {
  const { parse, schema } = number(range, allowed);
  const parseWhole: Parse<number> = (raw, projectRoot) => {
    const value = parse(raw, projectRoot);
    return Number.isInteger(value) ? value : undefined;
  };
  return { parse: parseWhole, allowed, schema: { ...schema, type: 'integer' } };
}

/** `true` or `false`, also as text from the command line. */
export const FLAG: Kind<boolean> = {
  parse: (raw) => {
    if (raw === true || raw === 'true') return true;
    return raw === false || raw === 'false' ? false : undefined;
  },
  allowed: 'true or false',
  schema: { type: 'boolean' },
};

/** Text of a pattern. */
export const text = (pattern: RegExp, allowed: string): Kind<string> => ({
  parse: (raw) => (typeof raw === 'string' && pattern.test(raw) ? raw : undefined),
  allowed,
  schema: { type: 'string', pattern: pattern.source },
});

/** One of a few words. */
export const oneOf = <Word extends string>(...words: readonly Word[]): Kind<Word> => ({
  parse: (raw) => words.find((word) => word === raw),
  allowed: words.join(' or '),
  schema: { enum: words },
});

/** One of a few numbers, also as text from the command line. */
export const oneOfNumbers = (...numbers: readonly number[]): Kind<number> => ({
  parse: (raw) => numbers.find((number) => raw === number || raw === String(number)),
  allowed: `one of ${numbers.join(', ')}`,
  schema: { enum: numbers },
});

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

/** A name for a state of the data; a number is taken as its digits. */
export const VERSION: Kind<string> = {
  parse: (raw) => (/^[\w.:+-]{0,64}$/.test(String(raw)) ? String(raw) : undefined),
  allowed: 'up to 64 letters, digits and ._:+-, or nothing',
  schema: { type: ['string', 'number'], pattern: '^[\\w.:+-]{0,64}$' },
};

/** The ARN of a KMS key by its id, since Personalize takes no alias; `''` stands for none. */
export const KMS_KEY_ARN = text(
  /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+)?$/,
  'the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID and not that of an alias, or nothing',
);

/** An archive that exists; a relative path starts at the project. With a mapping it may be any file, or a folder. */
export const ARCHIVE: Kind<string> = {
  parse: (raw, projectRoot, mapping) => {
    if (typeof raw !== 'string' || raw === '') return undefined;
    const file = path.resolve(projectRoot, raw);
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isFile() || (mapping && found?.isDirectory()) ? file : undefined;
  },
  allowed:
    'an existing .tar, .tar.gz or .tgz file, absolute or relative to the project; with the setting data also a .zip, .csv, .tsv or .jsonl file or a folder',
  schema: { type: 'string', minLength: 1 },
};

/** A prefix of CSV parts in S3, with a slash at its end; `''` stands for none. */
export const SOURCE: Kind<string> = {
  parse: (raw) => {
    if (typeof raw !== 'string') return undefined;
    const source = raw === '' || raw.endsWith('/') ? raw : `${raw}/`;
    return source === '' || parseDataSource(source) ? source : undefined;
  },
  allowed: 's3://BUCKET/PREFIX/ with items/*.csv, users/*.csv and interactions/*.csv below, or nothing',
  schema: { type: 'string', pattern: '^(s3://[a-z0-9][a-z0-9.-]+/[\\w.=+@/-]*)?$' },
};

/** All environment variables of a function share 4 KB. */
const MAX_EVENT_TYPES_BYTES = 1_500;

/** An object from the archive's event types to Personalize's, also as JSON text. */
export const EVENT_TYPE_MAP: Kind<Readonly<Record<string, EventType>>> = {
  parse: (raw) => {
    const value = parseObject(raw) ?? {};
    const bytes = Buffer.byteLength(JSON.stringify(value));
    if (bytes > MAX_EVENT_TYPES_BYTES)
      throw new SettingProblem(
        `As JSON it has ${grouped(bytes)} bytes, allowed are up to ${grouped(MAX_EVENT_TYPES_BYTES)}. Leave out types that are in no archive.`,
      );
    const targets = Object.values(value);
    const isMapping = targets.length > 0 && targets.every((target) => isOneOf(EVENT_TYPES, target));
    return isMapping ? (value as Record<string, EventType>) : undefined;
  },
  allowed: 'a JSON object from event types of the archive to "View" or "Purchase"',
  schema: { type: 'object', minProperties: 1, additionalProperties: { enum: EVENT_TYPES } },
};

const MAX_ADDRESSES = 20;
const ADDRESS = /^[^@\s,]+@[^@\s,]+\.[^@\s,.]+$/;

/** A list of e-mail addresses, each once, also as JSON text or separated by commas; an empty text stands for none. */
export const ADDRESSES: Kind<readonly string[]> = {
  parse: (raw) => uniqueTexts(raw, ADDRESS, MAX_ADDRESSES),
  allowed: `up to ${MAX_ADDRESSES} e-mail addresses, each once, separated by commas, or nothing`,
  schema: {
    type: 'array',
    maxItems: MAX_ADDRESSES,
    uniqueItems: true,
    items: { type: 'string', pattern: ADDRESS.source },
  },
};

/** A list of ids of EC2, each once, also as JSON text or separated by commas; an empty text stands for none. */
export function ids(prefix: 'subnet' | 'sg', maxItems: number): Kind<readonly string[]> {
  const id = new RegExp(`^${prefix}-[0-9a-f]+$`);
  return {
    parse: (raw) => uniqueTexts(raw, id, maxItems),
    allowed: `up to ${maxItems} ids, ${prefix}-0123456789abcdef0, each once, separated by commas, or nothing`,
    schema: { type: 'array', maxItems, uniqueItems: true, items: { type: 'string', pattern: id.source } },
  };
}

const RATE = /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/;

/** Minutes, hours, day of the month, month, day of the week, year. */
const CRON = /^cron\(([\d*,/-]+) ([\d*,/-]+) ([\d*,/?LW-]+) ([\dA-Z*,/-]+) ([\dA-Z*,/?#-]+) ([\d*,/-]+)\)$/;

/**
 * An expression of EventBridge for times in UTC. EventBridge itself checks the numbers in each field.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export const SCHEDULE: Kind<string> = {
  parse: (raw) => {
    if (typeof raw !== 'string') return undefined;
    const [, , , dayOfMonth, , dayOfWeek] = CRON.exec(raw) ?? [];
    // Exactly one of the two days is left open.
    const isCron = dayOfMonth !== undefined && (dayOfMonth === '?') !== (dayOfWeek === '?');
    return isCron || RATE.test(raw) ? raw : undefined;
  },
  allowed: 'rate(1 day), cron(0 3 * * ? *) or the like, in UTC and as EventBridge writes them',
  schema: { type: 'string', pattern: `${RATE.source}|${CRON.source}` },
};

/** Like {@link SCHEDULE}; `''` stands for none. */
export const OPTIONAL_SCHEDULE: Kind<string> = {
  parse: (raw, projectRoot) => (raw === '' ? raw : SCHEDULE.parse(raw, projectRoot)),
  allowed: `${SCHEDULE.allowed}, or nothing`,
  schema: { type: 'string', pattern: `^$|${RATE.source}|${CRON.source}` },
};

/** AWS allows 50 tags on a resource; the rest is for those that CDK, CloudFormation and the handlers add. */
export const MAX_TAGS = 40;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_Tag.html */
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** An object from keys to values, also as JSON text. */
export const TAGS: Kind<Readonly<Record<string, string>>> = {
  parse: (raw) => {
    const tags = Object.entries(parseObject(raw) ?? { '': '' });
    const areAllowed = tags.every(([key, value]) => isTagKey(key) && isTagValue(value));
    refuseSameKeys(tags.map(([key]) => key));
    return areAllowed && tags.length <= MAX_TAGS
      ? (Object.fromEntries(tags) as Record<string, string>)
      : undefined;
  },
  allowed:
    `a JSON object from up to ${MAX_TAGS} keys to values, of letters, digits, spaces and _.:/=+-@; ` +
    `no key is "${OWNER_TAG}" or begins with aws:`,
  schema: {
    type: 'object',
    maxProperties: MAX_TAGS,
    propertyNames: {
      pattern: TAG_TEXT.source,
      minLength: 1,
      maxLength: 128,
      not: { pattern: `^(aws:.*|${OWNER_TAG})$` },
    },
    additionalProperties: { type: 'string', pattern: TAG_TEXT.source, maxLength: 256 },
  },
};

const isTagKey = (key: string): boolean =>
  key !== '' && key.length <= 128 && TAG_TEXT.test(key) && !key.startsWith('aws:') && key !== OWNER_TAG;

const isTagValue = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 256 && TAG_TEXT.test(value);

/** The keys of IAM's tags are not case-sensitive, and every stack has roles. */
function refuseSameKeys(keys: readonly string[]): void {
  const known = new Map<string, string>();
  for (const key of keys) {
    const other = known.get(key.toLowerCase());
    if (other !== undefined)
      throw new SettingProblem(
        `The keys ${other} and ${key} are the same key to IAM, allowed is one of the two.`,
      );
    known.set(key.toLowerCase(), key);
  }
}

function uniqueTexts(raw: unknown, pattern: RegExp, maxItems: number): readonly string[] | undefined {
  const list = typeof raw === 'string' ? (parseJson(raw) ?? splitAtCommas(raw)) : raw;
  if (!Array.isArray(list) || list.length > maxItems) return undefined;
  const isValid = list.every((one) => typeof one === 'string' && pattern.test(one));
  return isValid && new Set(list).size === list.length ? (list as string[]) : undefined;
}

const splitAtCommas = (list: string): string[] =>
  list.trim() === '' ? [] : list.split(',').map((one) => one.trim());

const isOneOf = (words: readonly unknown[], value: unknown): boolean => words.includes(value);

/** An object and no list, also as JSON text. */
export function parseObject(raw: unknown): Readonly<Record<string, unknown>> | undefined {
  const value = typeof raw === 'string' ? parseJson(raw) : raw;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

/** Parses JSON; `undefined` for text that is not JSON. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
