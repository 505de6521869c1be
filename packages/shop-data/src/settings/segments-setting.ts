import { SegmentQueryError, segmentQuery } from '../batch/segment-query';
import { trainingColumns } from '../datasets';
import { filterColumns } from '../filter-columns';
import { datasetsOf } from '../mapping/datasets-of';
import type { ShopMapping } from '../mapping/mapping';
import { memberProblem, refuseUnknownMembers } from './members';
import { parseObject, SCHEDULE, SettingProblem, wholeNumber, type Kind, type Parse } from './setting-kinds';

/** Segments of users, for whom the shop's mails are, and when they are made. */
export interface SegmentsSettings {
  /**
   * An expression of EventBridge, in UTC.
   *
   * @default 'rate(7 days)'
   */
  readonly schedule: string;
  /**
   * Most users of a segment.
   *
   * @default 1000
   */
  readonly size: number;
  /**
   * Items that each have a segment: those who will most likely like it.
   *
   * @default - none
   */
  readonly items: readonly string[];
  /**
   * Segments by name: conditions on items' columns, `ITEMS.CATEGORY_L1 = "footwear"`, joined by AND.
   *
   * @default - none
   */
  readonly queries: Readonly<Record<string, string>>;
}

/** What a shop sets of it: items, queries, or both. */
export type SegmentsOptions = Partial<SegmentsSettings>;

const MEMBERS: readonly string[] = ['schedule', 'size', 'items', 'queries'];

const DEFAULTS: SegmentsSettings = { schedule: 'rate(7 days)', size: 1_000, items: [], queries: {} };

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateBatchSegmentJob.html */
const MAX_SIZE = 5_000_000;
const SIZE = wholeNumber({ minimum: 1, maximum: MAX_SIZE }, `a whole number from 1 to ${MAX_SIZE}`);

/** @see https://docs.aws.amazon.com/personalize/latest/dg/item-affinity-recipe.html */
const MAX_ITEMS = 500;
const ITEM = /^[^\r\n]{1,256}$/;
/** The state machine hands them to its steps, whose input has 256 KB. */
const MAX_ITEMS_BYTES = 100_000;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/item-attribute-affinity-recipe.html */
const MAX_QUERIES = 10;
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,24}$/;
const MAX_QUERY = 2_500;

/**
 * An object, also as JSON text; `false`, nothing, `''` or `null` stand for no segments. Each query is parsed and checked
 * against the schema of items.
 *
 * @throws SettingProblem that names the member
 */
const parseSegments: Parse<SegmentsSettings | null> = (raw, projectRoot, mapping) => {
  if (raw === '' || raw === null || raw === false || raw === 'false') return null;
  const given = parseObject(raw);
  if (!given) return undefined;
  refuseUnknownMembers(given, MEMBERS);
  const { schedule, size, items, queries } = { ...DEFAULTS, ...given };
  const parsed = {
    schedule: SCHEDULE.parse(schedule, projectRoot),
    size: SIZE.parse(size, projectRoot),
  };
  if (parsed.schedule === undefined) throw memberProblem('schedule', schedule, SCHEDULE.allowed);
  if (parsed.size === undefined) throw memberProblem('size', size, SIZE.allowed);
  const segments = {
    schedule: parsed.schedule,
    size: parsed.size,
    items: itemsOf(items),
    queries: queriesOf(queries, mapping),
  };
  if (segments.items.length === 0 && Object.keys(segments.queries).length === 0)
    throw new SettingProblem(
      'It has neither items nor queries, of which segments are made. Name at least one, or leave segments out.',
    );
  return segments;
};

function itemsOf(given: unknown): readonly string[] {
  const isList = Array.isArray(given) && given.every((one) => typeof one === 'string' && ITEM.test(one));
  const items = isList ? (given as string[]) : undefined;
  if (!items || items.length > MAX_ITEMS || new Set(items).size < items.length)
    throw memberProblem('items', given, `a list of up to ${MAX_ITEMS} ids of items, each once`);
  const bytes = Buffer.byteLength(JSON.stringify(items));
  if (bytes > MAX_ITEMS_BYTES)
    throw new SettingProblem(
      `items has ${bytes} bytes as JSON, allowed are up to ${MAX_ITEMS_BYTES}. Name fewer.`,
    );
  return items;
}

function queriesOf(
  given: unknown,
  mapping: ShopMapping | null | undefined,
): Readonly<Record<string, string>> {
  const queries = parseObject(given);
  if (!queries || Object.keys(queries).length > MAX_QUERIES)
    throw memberProblem('queries', given, `an object from up to ${MAX_QUERIES} names to queries`);
  const datasets = datasetsOf(mapping);
  const columns = filterColumns(datasets);
  const learned = trainingColumns('ITEMS', datasets);
  const checked = Object.fromEntries(
    Object.entries(queries).map(([name, query]) => {
      if (!NAME.test(name))
        throw new SettingProblem(
          `A query is called ${JSON.stringify(name)}, allowed are up to 25 letters, digits, - and _, with one of the ` +
            `first two in front.`,
        );
      if (typeof query !== 'string' || query.length > MAX_QUERY)
        throw memberProblem(
          `queries.${name}`,
          query,
          `up to ${MAX_QUERY} characters such as ITEMS.CATEGORY_L1 = "footwear"`,
        );
      try {
        return [name, segmentQuery(query, columns, learned)];
      } catch (error) {
        if (!(error instanceof SegmentQueryError)) throw error;
        throw new SettingProblem(
          `The query ${name}: ${error.message.replace(/\.$/, '')}. Allowed is ITEMS.CATEGORY_L1 = "footwear" or the like.`,
        );
      }
    }),
  );
  refuseSame(checked);
  return checked;
}

/** An answer says which query it is of, and not by which name. */
function refuseSame(queries: Readonly<Record<string, string>>): void {
  const known = new Map<string, string>();
  for (const [name, query] of Object.entries(queries)) {
    const other = known.get(query);
    if (other !== undefined)
      throw new SettingProblem(
        `The queries ${other} and ${name} are the same, allowed is each once. Leave one out.`,
      );
    known.set(query, name);
  }
}

/** Segments of users; null for none. */
export const SEGMENTS: Kind<SegmentsSettings | null> = {
  parse: parseSegments,
  allowed: `a JSON object such as {"queries":{"runners":"ITEMS.CATEGORY_L1 = \\"footwear\\""}}, or nothing`,
  schema: {
    anyOf: [
      { enum: [false, '', null] },
      {
        type: 'object',
        additionalProperties: false,
        anyOf: [{ required: ['items'] }, { required: ['queries'] }],
        properties: {
          schedule: SCHEDULE.schema,
          size: SIZE.schema,
          items: {
            type: 'array',
            maxItems: MAX_ITEMS,
            uniqueItems: true,
            items: { type: 'string', pattern: ITEM.source },
          },
          queries: {
            type: 'object',
            maxProperties: MAX_QUERIES,
            propertyNames: { pattern: NAME.source },
            additionalProperties: { type: 'string', maxLength: MAX_QUERY },
          },
        },
      },
    ],
  },
};
