import type { CsvEscape } from '@ecommerce-recommenders/csv/csv-buffer';

/**
 * Whether the newest share is held out of each user's interactions, or of all interactions of the shop, whose last
 * days are then held out.
 */
export const HOLDOUTS_BY = ['user', 'time'] as const;

/** `user` or `time`. */
export type HoldoutBy = (typeof HOLDOUTS_BY)[number];

/** Settings of the preparation. */
export interface PreparationSettings {
  /** Share of the newest interactions that is held out from training: from 0 to below 1. */
  readonly holdout: number;
  /** @default 'user' */
  readonly holdoutBy?: HoldoutBy;
  /** Maps the archive's event types to Personalize's. Rows of any other type are dropped. */
  readonly eventTypes: Readonly<Record<string, string>>;
  /** Escape for quotes within a quoted value. Amazon Personalize needs a backslash. */
  readonly escape: CsvEscape;
}

/**
 * Parses the settings of a preparation from text, which comes from a custom resource or the environment.
 *
 * @throws Error that says what was found and what is allowed
 */
export const parsePreparation = ({
  holdout,
  holdoutBy = 'user',
  eventTypes,
}: Readonly<Record<'holdout' | 'eventTypes', string>> & {
  readonly holdoutBy?: string;
}): PreparationSettings => ({
  holdout: parseHoldout(holdout),
  holdoutBy: parseHoldoutBy(holdoutBy),
  eventTypes: parseEventTypes(eventTypes),
  escape: '\\',
});

/** Maximum number of event types, which are numbered by one byte. Every use case needs one or two. */
const MAX_EVENT_TYPES = 256;

/** Range of the share that can be held out. */
export const HOLDOUT_RANGE = { minimum: 0, exclusiveMaximum: 1 };

/** Parses the share to hold out. @throws Error that says what was found and what is allowed */
export function parseHoldout(text: string): number {
  const holdout = text.trim() === '' ? NaN : Number(text);
  if (holdout >= HOLDOUT_RANGE.minimum && holdout < HOLDOUT_RANGE.exclusiveMaximum) return holdout;
  throw new Error(`holdout must be a number from 0 to below 1, such as 0.1; got "${text}"`);
}

/** Parses `holdoutBy`. @throws Error that says what was found and what is allowed */
export function parseHoldoutBy(text: string): HoldoutBy {
  const holdoutBy = HOLDOUTS_BY.find((name) => name === text);
  if (holdoutBy !== undefined) return holdoutBy;
  throw new Error(`holdoutBy must be ${HOLDOUTS_BY.join(' or ')}; got "${text}"`);
}

/** Parses the event types, a JSON object of strings. @throws Error that says what was found and what is allowed */
export function parseEventTypes(text: string): Record<string, string> {
  const remedy = `eventTypes must be a JSON object such as {"ProductViewed":"View"}; got ${text.slice(0, 200)}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(remedy, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(remedy);
  const entries = Object.entries(value as Record<string, unknown>);
  const names = entries.filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  if (names.length === 0 || names.length < entries.length) throw new Error(remedy);
  const kinds = new Set(names.map(([, name]) => name)).size;
  if (kinds > MAX_EVENT_TYPES)
    throw new Error(
      `eventTypes gives ${kinds} different names; at most ${MAX_EVENT_TYPES} are possible, so join some of them`,
    );
  return Object.fromEntries(names);
}
