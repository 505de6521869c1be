import type { ShopUseCases } from '../domain/recommender-options';
import { minutesADay } from '../domain/running-hours/minutes-a-day';
import type { RunningHours } from '../domain/running-hours/running-hours';
import { USE_CASE_NAMES, type EventType } from '../domain/use-cases';
import { parseAddresses } from './parse-addresses';
import { MAX_TAGS, parseTags } from './parse-tags';
import { parseFilters } from './parse-filters';
import { parseRunningHours } from './parse-running-hours';
import { parseSchedule } from './parse-schedule';
import { parseUseCases } from './parse-use-cases';
import { SettingProblem } from './setting-problem';
import {
  parseBoolean,
  parseEventTypes,
  parseFile,
  parseKmsKeyArn,
  parseNumber,
  parseSource,
  type Parse,
} from './setting-parsers';

/** What can prepare the data. */
export type Preparation = 'lambda' | 'glue';

/** What a shop decides. */
export interface Settings {
  /** Archive with items.csv, users.csv and interactions.csv, as an absolute path. */
  readonly archive: string;
  /** `s3://bucket/prefix/` of CSV parts in the archive's place; `''` for the archive. */
  readonly source: string;
  /** Any name for the parts as they are now: under another one than before they are read again. */
  readonly sourceVersion: string;
  /** What prepares the data: a function, or past what one can do, a job of AWS Glue. */
  readonly preparation: Preparation;
  /** Machines of the Glue job, of 4 processors and 16 GB each. */
  readonly glueWorkers: number;
  /** Share of each user's newest interactions that is held out, 0 to below 1. */
  readonly holdout: number;
  /** From the archive's event types to Personalize's; all others are dropped. */
  readonly eventTypes: Readonly<Record<string, EventType>>;
  readonly useCases: ShopUseCases;
  /** Whether events are taken as they happen. */
  readonly eventTracker: boolean;
  /** Expressions of filters, by the shop's names for them. */
  readonly filters: Readonly<Record<string, string>>;
  /** Hours that a deployment waits for training. */
  readonly trainingTimeoutHours: number;
  /** Key that exists, for the data bucket and the dataset group; `''` for keys of AWS's own. */
  readonly kmsKeyArn: string;
  /** Whether the stack makes such a key of its own. */
  readonly createKey: boolean;
  /** Part of the stack's name, for several stacks in one account; `''` for the stack without one. */
  readonly stage: string;
  /** For everything that can be tagged, but the stack itself. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * For the stack itself. CloudFormation hands them on to all that it makes: to datasets and schemas as well, whose tags are
   * create-only, so that a deployment that changes these fails.
   */
  readonly stackTags: Readonly<Record<string, string>>;
  /** Whether the data bucket, and a key that the stack made for it, stay when the stack goes. */
  readonly retainData: boolean;
  /** Whether what is dropped under `incoming/` in the data bucket is imported. */
  readonly freshData: boolean;
  /** When it is, as an expression of EventBridge; `''` for as soon as it arrives. */
  readonly freshDataSchedule: string;
  /** When the recommenders run; null for always. */
  readonly runningHours: RunningHours | null;
  /** Hours without a request after which a recommender is stopped; 0 for never. */
  readonly stopWhenIdleHours: number;
  /** Whether there is a dashboard, and alarms with a topic; an address or a budget brings them, too. */
  readonly watch: boolean;
  /** E-mail addresses that get the notices. */
  readonly notify: readonly string[];
  /** Days without a successful import after which there is a notice; 0 for none. */
  readonly dataAgeDays: number;
  /** US dollars, yuan in China, that Personalize may cost the account in a month before there is a notice; 0 for none. */
  readonly monthlyBudget: number;
  /** Whether to deploy even what will fail on the data. */
  readonly force: boolean;
}

interface Setting<Value> {
  readonly default: unknown;
  readonly parse: Parse<Value>;
  readonly allowed: string;
}

const TAGS = {
  default: {},
  parse: parseTags,
  allowed:
    'a JSON object from up to 40 keys to values, of letters, digits, spaces and _.:/=+-@; no key is "stack" or begins with aws:',
};

const SETTINGS: { readonly [Name in keyof Settings]: Setting<Settings[Name]> } = {
  archive: {
    default: 'assets/RetailSampleDataSet.tar.gz',
    parse: parseFile,
    allowed: 'an existing .tar, .tar.gz or .tgz file, absolute or relative to the project',
  },
  source: {
    default: '',
    parse: parseSource,
    allowed: 's3://BUCKET/PREFIX/ with items/*.csv, users/*.csv and interactions/*.csv below, or nothing',
  },
  sourceVersion: {
    default: '',
    parse: (raw) => (/^[\w.:+-]{0,64}$/.test(String(raw)) ? String(raw) : undefined),
    allowed: 'up to 64 letters, digits and ._:+-, or nothing',
  },
  preparation: {
    default: 'lambda',
    parse: (raw) => (raw === 'lambda' || raw === 'glue' ? raw : undefined),
    allowed: 'lambda or glue',
  },
  glueWorkers: {
    default: 2,
    parse: parseNumber((value) => Number.isInteger(value) && value >= 2 && value <= 299),
    allowed: 'a whole number from 2 to 299',
  },
  holdout: {
    default: 0.1,
    parse: parseNumber((value) => value >= 0 && value < 1),
    allowed: 'a number from 0 to below 1',
  },
  eventTypes: {
    default: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
    parse: parseEventTypes,
    allowed: 'a JSON object from event types of the archive to "View" or "Purchase"',
  },
  useCases: {
    default: USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you'),
    parse: parseUseCases,
    allowed: `one or more of ${USE_CASE_NAMES.join(', ')}, each once, separated by commas, or an object from each to its options`,
  },
  eventTracker: {
    default: false,
    parse: parseBoolean,
    allowed: 'true or false',
  },
  filters: {
    default: {},
    parse: parseFilters,
    allowed: 'a JSON object from up to 15 names to filter expressions',
  },
  trainingTimeoutHours: {
    default: 4,
    parse: parseNumber((value) => value >= 1 && value <= 24),
    allowed: 'a number from 1 to 24',
  },
  kmsKeyArn: {
    default: '',
    parse: parseKmsKeyArn,
    allowed: 'the ARN of a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID and not that of an alias, or nothing',
  },
  createKey: {
    default: false,
    parse: parseBoolean,
    allowed: 'true or false',
  },
  stage: {
    default: '',
    parse: (raw) => (typeof raw === 'string' && /^[a-z0-9-]{0,12}$/.test(raw) ? raw : undefined),
    allowed: 'up to 12 of a-z, 0-9 and -, or nothing',
  },
  tags: TAGS,
  stackTags: TAGS,
  retainData: {
    default: false,
    parse: parseBoolean,
    allowed: 'true or false',
  },
  freshData: {
    default: false,
    parse: parseBoolean,
    allowed: 'true or false',
  },
  freshDataSchedule: {
    default: '',
    parse: parseSchedule,
    allowed: 'rate(1 day), cron(0 3 * * ? *) or the like, in UTC and as EventBridge writes them, or nothing',
  },
  runningHours: {
    default: '',
    parse: parseRunningHours,
    allowed:
      'a JSON object such as {"days":"MON-FRI","from":"08:00","to":"20:00","timeZone":"Asia/Seoul","holidays":["2026-12-25"]}, or nothing',
  },
  stopWhenIdleHours: {
    default: 0,
    parse: parseNumber((value) => Number.isInteger(value) && value >= 0 && value <= 336),
    allowed: 'a whole number of hours up to 336, which are two weeks; 0 for never',
  },
  watch: {
    default: false,
    parse: parseBoolean,
    allowed: 'true or false',
  },
  notify: {
    default: [],
    parse: parseAddresses,
    allowed: 'up to 20 e-mail addresses, each once, separated by commas, or nothing',
  },
  dataAgeDays: {
    default: 8,
    parse: parseNumber((value) => value >= 0 && value <= 365),
    allowed: 'a number from 1 to 365, or 0 for no notice',
  },
  monthlyBudget: {
    default: 0,
    parse: parseNumber((value) => value >= 0 && value <= 1_000_000_000),
    allowed: 'US dollars (yuan in China), or 0 for no budget',
  },
  force: {
    default: false,
    parse: parseBoolean,
    allowed: 'true or false',
  },
};

/** Says what is wrong with settings that are allowed one by one but not together. */
type Conflict = (settings: Settings) => string | undefined;

const CONFLICTS: readonly Conflict[] = [
  ({ createKey, kmsKeyArn }) =>
    createKey && kmsKeyArn !== ''
      ? `Setting createKey is true and kmsKeyArn is ${kmsKeyArn}, allowed is one of the two. ` +
        `Pass -c createKey=false for the key that exists, or -c kmsKeyArn= for a new one.`
      : undefined,
  ({ preparation, source }) =>
    preparation === 'glue' && source === ''
      ? `Setting preparation is glue and source is not set, but Glue reads CSV parts and no archive. ` +
        `Pass -c source=s3://BUCKET/PREFIX/ as well, or -c preparation=lambda.`
      : undefined,
  ({ source, sourceVersion }) =>
    source === '' && sourceVersion !== ''
      ? `Setting sourceVersion is ${sourceVersion} and source is not set, but a changed archive is noticed by itself. ` +
        `Pass -c source=s3://BUCKET/PREFIX/ as well, or -c sourceVersion= for none.`
      : undefined,
  ({ stage, tags }) => {
    const like = Object.keys(tags).find((key) => key !== 'stage' && key.toLowerCase() === 'stage');
    return stage !== '' && like !== undefined
      ? `Setting tags has the key ${like}, and the stage ${stage} is the tag "stage", which are one to IAM. ` +
          `Call the tag stage or otherwise.`
      : undefined;
  },
  ({ freshData, freshDataSchedule }) =>
    !freshData && freshDataSchedule !== ''
      ? `Setting freshDataSchedule is ${freshDataSchedule} and freshData is false, so nothing would run. ` +
        `Pass -c freshData=true as well, or -c freshDataSchedule= for none.`
      : undefined,
  ({ tags, stackTags }) => {
    const { size } = new Set([...Object.keys(tags), ...Object.keys(stackTags)]);
    return size > MAX_TAGS
      ? `Settings tags and stackTags have ${size} keys together, allowed are ${MAX_TAGS}: datasets have all of them. ` +
          `Pass fewer by -c tags=.`
      : undefined;
  },
  ({ runningHours, stopWhenIdleHours }) =>
    runningHours && stopWhenIdleHours >= minutesADay(runningHours) / 60
      ? `Setting stopWhenIdleHours is ${stopWhenIdleHours}, and runningHours from ${runningHours.from} to ` +
        `${runningHours.to} end before, so none would be stopped for want of requests. ` +
        `Pass a smaller -c stopWhenIdleHours=, or 0 for never.`
      : undefined,
];

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly (keyof Settings)[];

/** How to pass one setting, for messages. */
export type Remedy = (name: string) => string;

/**
 * Checks settings of any origin and completes them with their defaults.
 *
 * @param raw gives what was set; `undefined` stands for the default
 * @throws an error that says what was got, what is allowed, and what to do
 */
export function checkSettings(
  raw: (name: keyof Settings) => unknown,
  projectRoot: string,
  remedy: Remedy,
): Settings {
  const entries = SETTING_NAMES.map((name) => {
    const { default: fallback, parse, allowed }: Setting<unknown> = SETTINGS[name];
    const got = raw(name) ?? fallback;
    const value = parsed(name, () => parse(got, projectRoot), remedy);
    if (value !== undefined) return [name, value] as const;
    throw new Error(`Setting ${name} is ${JSON.stringify(got)}, allowed is ${allowed}. ${remedy(name)}`);
  });
  const settings = Object.fromEntries(entries) as unknown as Settings;
  for (const refuse of CONFLICTS) {
    const conflict = refuse(settings);
    if (conflict !== undefined) throw new Error(conflict);
  }
  return settings;
}

function parsed<Value>(name: string, parse: () => Value, remedy: Remedy): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    throw new Error(`Setting ${name}: ${error.message} ${remedy(name)}`, { cause: error });
  }
}
