import { statSync } from 'node:fs';
import path from 'node:path';
import { parseDataSource } from '../domain/data-source';
import type { EventType } from '../domain/use-cases';
import { SettingProblem } from './setting-problem';

/**
 * Reads one setting; what it returns for a value that is not allowed is `undefined`.
 *
 * @throws SettingProblem where one part of a longer value is wrong
 */
export type Parse<Value> = (raw: unknown, projectRoot: string) => Value | undefined;

/** A number, also as text from the command line, in a half-open or closed range. */
export const parseNumber =
  (isAllowed: (value: number) => boolean): Parse<number> =>
  (raw) => {
    const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    return typeof value === 'number' && Number.isFinite(value) && isAllowed(value) ? value : undefined;
  };

/** `true` or `false`, also as text from the command line. */
export const parseBoolean: Parse<boolean> = (raw) => {
  if (raw === true || raw === 'true') return true;
  return raw === false || raw === 'false' ? false : undefined;
};

/** The ARN of a KMS key by its id, for Personalize takes no alias; `''` stands for none. */
export const parseKmsKeyArn: Parse<string> = (raw) =>
  typeof raw === 'string' && /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+)?$/.test(raw)
    ? raw
    : undefined;

/** A file that exists; a relative path starts at the project. */
export const parseFile: Parse<string> = (raw, projectRoot) => {
  if (typeof raw !== 'string' || raw === '') return undefined;
  const file = path.resolve(projectRoot, raw);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
};

/** A place of CSV parts, with a slash at its end; `''` stands for none. */
export const parseSource: Parse<string> = (raw) => {
  if (typeof raw !== 'string') return undefined;
  const source = raw === '' || raw.endsWith('/') ? raw : `${raw}/`;
  return source === '' || parseDataSource(source) ? source : undefined;
};

/** What functions are told is 4 KB in all. */
const MAX_EVENT_TYPES_BYTES = 1_500;

const EVENT_TYPES: readonly unknown[] = ['View', 'Purchase'] satisfies EventType[];

/**
 * An object from the archive's event types to Personalize's, also as JSON text.
 *
 * @throws SettingProblem for one that is too long
 */
export const parseEventTypes: Parse<Readonly<Record<string, EventType>>> = (raw) => {
  const value = parseObject(raw) ?? {};
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > MAX_EVENT_TYPES_BYTES)
    throw new SettingProblem(
      `As JSON it has ${bytes} bytes, allowed are up to ${MAX_EVENT_TYPES_BYTES}. Leave out types that are in no archive.`,
    );
  const targets = Object.values(value);
  const isMapping = targets.length > 0 && targets.every((target) => EVENT_TYPES.includes(target));
  return isMapping ? (value as Record<string, EventType>) : undefined;
};

/** An object and no list, also as JSON text. */
export function parseObject(raw: unknown): Readonly<Record<string, unknown>> | undefined {
  const value = typeof raw === 'string' ? parseJson(raw) : raw;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

/** What JSON text stands for; `undefined` for other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
