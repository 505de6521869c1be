import { statSync } from 'node:fs';
import path from 'node:path';
import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { EVENT_TYPES, type EventType } from '@ecommerce-recommenders/personalize/use-cases';
import { parseDataSource, SOURCE_PREFIX } from '../../data/data-source';
import { namesOf, oneOf, recordOf, refined, SettingProblem, shapeOf, text, type Shape } from './shape';

const VERSION_TEXT = /^[\w.:+-]{0,64}$/;

/** A name for a state of the data. A number becomes its digits. */
export const VERSION: Shape<string> = shapeOf(
  'up to 64 letters, digits and ._:+-, or nothing',
  { type: ['string', 'number'], pattern: VERSION_TEXT.source },
  (raw) => (VERSION_TEXT.test(String(raw)) ? String(raw) : undefined),
);

/** An existing archive. A relative path starts at the project's folder. With a mapping it may be any file, or a folder. */
export const ARCHIVE: Shape<string> = shapeOf(
  'an existing .tar, .tar.gz or .tgz file, absolute or relative to the project; with data also a .zip, .csv, .tsv or .jsonl file or a folder',
  { type: 'string', minLength: 1 },
  (raw, { projectRoot, mapping }) => {
    if (typeof raw !== 'string' || raw === '') return undefined;
    const file = path.resolve(projectRoot, raw);
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isFile() || (mapping && found?.isDirectory()) ? file : undefined;
  },
);

/** The prefix of CSV parts in a bucket, with a trailing slash; `''` for the whole bucket. */
export const PREFIX = text(SOURCE_PREFIX, 'folders of letters, digits and _.=+@-, such as exports/day/');

/** The location of CSV parts in S3, with a trailing slash; `''` for none. */
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
