import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { partsFolder } from '../data-source';
import { DATASETS } from '../datasets';
import { isShownAlone, tableFiles, tablesOf } from './datasets-of';
import type {
  ColumnName,
  InteractionsMapping,
  OwnColumn,
  OwnColumns,
  ShopMapping,
  TableFiles,
  TimeColumn,
} from './mapping';

/** The source of a field's values, and their conversion. */
export type FieldSource =
  | { readonly as: 'constant'; readonly value: string }
  | { readonly as: 'text' | 'float' | 'int' | 'timestamp'; readonly from: ColumnName }
  /** A number above 0. Any other number counts as no value. */
  | { readonly as: 'price'; readonly from: ColumnName }
  /** A keyed hash of the id. */
  | { readonly as: 'user-hash'; readonly from: ColumnName }
  /** The user; if there is none, the order. */
  | {
      readonly as: 'user-or-order';
      readonly from: ColumnName;
      readonly order: ColumnName;
      readonly isHashed: boolean;
    }
  | { readonly as: 'categories'; readonly from: ColumnName; readonly separator: string }
  | { readonly as: 'time'; readonly time: TimePlan }
  /** The unchanged value. It is rejected if an import would reject it. */
  | { readonly as: 'unchanged'; readonly from: ColumnName };

/** How the time of an interaction is read. */
export interface TimePlan {
  /** Columns whose values are joined with hyphens. */
  readonly columns: readonly ColumnName[];
  readonly format: string;
  readonly zone: string;
  readonly sequence?: ColumnName;
}

/** How one field of a canonical table is made. */
export interface FieldPlan {
  readonly field: AvroField;
  /** Whether a row without a value is rejected. */
  readonly isRequired: boolean;
  readonly isNumber: boolean;
  readonly source: FieldSource;
}

/**
 * How a shop's files become one canonical table. It is plain data: `mapped-tables.ts` executes it on streams, and
 * `sql/` compiles it to SQL for the Glue job.
 */
export interface TablePlan {
  readonly type: DatasetType;
  readonly files: TableFiles;
  readonly fields: readonly FieldPlan[];
  /** Column of the event types. A row whose type is not mapped is left out. `undefined` if all rows have one type. */
  readonly event?: ColumnName;
  /** Whether all records of an id are merged into one row. */
  readonly isOneRowAnId: boolean;
  /**
   * Time of the records, if the newest value is chosen.
   *
   * @default - the most frequent text and the median number are chosen
   */
  readonly newestBy?: FieldPlan;
}

/**
 * The plan for a table that the mapping has.
 *
 * @param mapping - null for the default: the columns of the workshop's archive
 */
export function tablePlan(mapping: ShopMapping | null, type: DatasetType): TablePlan {
  if (mapping === null) return defaultPlan(type);
  const files = tableFiles(mapping, type)!;
  const { columns = {} } = files;
  const { fields } = tablesOf(mapping)[type]!.schema;
  const isShown = type === 'ITEMS' && isShownAlone(mapping);
  const sources = isShown ? shownSources(mapping.interactions) : SOURCES[type](mapping);
  const { event } = mapping.interactions;
  return {
    type,
    files,
    fields: fields.map((field) => ({
      field,
      ...kindOf(field),
      source: sources[field.name] ?? ownSource(columns[field.name]),
    })),
    ...((type === 'INTERACTIONS' || isShown) && typeof event === 'string' && { event }),
    isOneRowAnId: type !== 'INTERACTIONS',
    ...(isShown && { newestBy: timeOf(mapping) }),
  };
}

/** The plan of the interactions' times. */
const timeOf = (mapping: ShopMapping): FieldPlan =>
  tablePlan(mapping, 'INTERACTIONS').fields.find(({ source }) => source.as === 'time')!;

/** Every row is kept unchanged; only the type of an event is mapped. */
function defaultPlan(type: DatasetType): TablePlan {
  const { columns, schema } = DATASETS[type];
  return {
    type,
    files: { files: `${partsFolder(type)}*.csv` },
    fields: columns.map(({ name, from }) => {
      const field = schema.fields.find((one) => one.name === name)!;
      // The import's rules decide whether a value may be empty.
      return { field, ...kindOf(field), isRequired: false, source: { as: 'unchanged', from } };
    }),
    ...(type === 'INTERACTIONS' && { event: 'EVENT_TYPE' }),
    isOneRowAnId: false,
  };
}

/** Name of the source of a field's values, for messages. */
export function sourceName({ source }: FieldPlan): string {
  if (source.as === 'constant') return 'a constant';
  return source.as === 'time' ? source.time.columns.join('-') : source.from;
}

const kindOf = ({ type }: AvroField): Pick<FieldPlan, 'isRequired' | 'isNumber'> => {
  const types = [type].flat();
  return { isRequired: !types.includes('null'), isNumber: !types.includes('string') };
};

const text = (from: ColumnName): FieldSource => ({ as: 'text', from });
const userId = (from: ColumnName, isHashed = false): FieldSource => ({
  as: isHashed ? 'user-hash' : 'text',
  from,
});
const constant = (value: string): FieldSource => ({ as: 'constant', value });

const SOURCES: Record<DatasetType, (mapping: ShopMapping) => Readonly<Record<string, FieldSource>>> = {
  INTERACTIONS: ({ interactions: { item, user, event, order, time, hashUsers, orderAsUser } }) => ({
    ITEM_ID: text(item),
    USER_ID:
      orderAsUser && order !== undefined
        ? { as: 'user-or-order', from: user, order, isHashed: hashUsers === true }
        : userId(user, hashUsers),
    EVENT_TYPE: typeof event === 'string' ? text(event) : constant(event.constant),
    ...(order !== undefined && { ORDER_ID: text(order) }),
    TIMESTAMP: { as: 'time', time: timePlan(typeof time === 'string' ? { column: time } : time) },
  }),
  ITEMS: ({ items }) => {
    const { id, name, category, price, description } = items!;
    return {
      ITEM_ID: text(id),
      ...(name !== undefined && { NAME: text(name) }),
      CATEGORY_L1: typeof category === 'string' ? text(category) : constant(category.constant),
      PRICE: typeof price === 'string' ? { as: 'float', from: price } : constant(String(price.constant)),
      ...(description !== undefined && { PRODUCT_DESCRIPTION: text(description) }),
    };
  },
  USERS: ({ interactions: { hashUsers }, users }) => ({ USER_ID: userId(users!.id, hashUsers) }),
};

const shownSources = ({
  item,
  shown: { name, category, price } = {},
}: InteractionsMapping): Readonly<Record<string, FieldSource>> => ({
  ITEM_ID: text(item),
  ...(name !== undefined && { NAME: text(name) }),
  ...(category !== undefined && { CATEGORY_L1: text(category) }),
  ...(price !== undefined && { PRICE: { as: 'price', from: price } as const }),
});

const timePlan = ({ column, format = 'iso', zone = 'UTC', sequence }: TimeColumn): TimePlan => ({
  columns: [column].flat(),
  format,
  zone,
  sequence,
});

function ownSource({ from, type, separator }: OwnColumns[string]): FieldSource {
  if (separator !== undefined) return { as: 'categories', from, separator };
  return { as: VALUES_OF_TYPE[type], from };
}

/** Conversion for each type of custom column. */
const VALUES_OF_TYPE = {
  categorical: 'text',
  textual: 'text',
  string: 'text',
  int: 'int',
  float: 'float',
  timestamp: 'timestamp',
} as const satisfies Record<OwnColumn['type'], FieldSource['as']>;
