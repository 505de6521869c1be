import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { ImportColumn } from '@ecommerce-recommenders/personalize/import-rules';
import { isRecord, parseBoundedJson } from '../../../bounded-json';
import { invalidInput } from '../errors';
import type { Domain } from '../recipes';
import { SCHEMA_RULES, type ReservedColumn, type SchemaRules } from './schema-rules';

/** A schema in the form imports use. */
export interface ParsedSchema {
  readonly datasetType: DatasetType;
  readonly columns: readonly SchemaColumn[];
}

/** One column of a schema. */
export interface SchemaColumn extends ImportColumn {
  readonly categorical: boolean;
}

const TYPES: readonly string[] = ['float', 'double', 'int', 'long', 'string', 'boolean'];

/** The guide writes 1.0, and AWS's own samples 1.1 too. */
const VERSIONS = new Set<unknown>(['1.0', '1.1']);

/**
 * Parses a schema and checks it against its domain's rules.
 *
 * @throws AwsError `InvalidInputException` that names what is wrong
 * @see https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html
 */
export function parseSchema(text: string, domain?: Domain): ParsedSchema {
  const schema = recordOf(parseJson(text), 'The schema');
  if (schema.type !== 'record')
    throw invalidInput(`The schema's type is ${show(schema.type)}; it must be "record".`);
  if (!VERSIONS.has(schema.version))
    throw invalidInput(`The schema's version is ${show(schema.version)}; it must be "1.0" or "1.1".`);
  const rules = SCHEMA_RULES[domain ?? 'CUSTOM'];
  const datasetType = DATASET_TYPES.find((type) => rules[type].record === schema.name);
  if (!datasetType)
    throw invalidInput(
      `The schema's name is ${show(schema.name)}. The embedded AWS has Interactions, Items and Users.`,
    );
  if (!Array.isArray(schema.fields) || schema.fields.length === 0)
    throw invalidInput("The schema's fields must be a list of at least one column.");
  const columns = schema.fields.map(columnOf);
  checkColumns(columns, rules[datasetType]);
  return { datasetType, columns };
}

function columnOf(field: unknown): SchemaColumn {
  const { name, type, categorical = false, textual = false } = recordOf(field, 'A field of the schema');
  if (typeof name !== 'string' || !/^[A-Za-z_][A-Za-z\d_]*$/.test(name))
    throw invalidInput(
      `A field of the schema has the name ${show(name)}; it must be letters, digits and underscores.`,
    );
  if (typeof categorical !== 'boolean' || typeof textual !== 'boolean')
    throw invalidInput(`Field ${name}: categorical and textual must be true or false, without quotes.`);
  const union: unknown[] = Array.isArray(type) ? type : [type];
  const types = union.filter((one) => one !== 'null');
  if (types.length !== 1 || !isColumnType(types[0]))
    throw invalidInput(
      `Field ${name} has the type ${show(type)}. It must be one of ${TYPES.join(', ')}, or a list of one of them and "null".`,
    );
  return { name, type: types[0], nullable: union.length > 1, categorical, textual };
}

function parseJson(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch (cause) {
    throw invalidInput(`The schema is not JSON: ${(cause as Error).message}`);
  }
}

function recordOf(value: unknown, what: string): Record<string, unknown> {
  if (!isRecord(value)) throw invalidInput(`${what} must be a JSON object, got ${show(value)}.`);
  return value;
}

const isColumnType = (value: unknown): value is SchemaColumn['type'] =>
  typeof value === 'string' && TYPES.includes(value);

const show = (value: unknown): string => JSON.stringify(value) ?? 'missing';

const MAX_TEXTUAL = 1;

/** Checks columns against their dataset type's rules. @throws AwsError `InvalidInputException` */
function checkColumns(columns: readonly SchemaColumn[], rules: SchemaRules): void {
  const { record, reserved, maxOwnColumns, needsMetadata } = rules;
  checkNames(columns);
  const names = new Set(columns.map(({ name }) => name));
  const missing = Object.keys(reserved).filter((name) => !reserved[name].optional && !names.has(name));
  if (missing.length > 0)
    throw invalidInput(`The schema ${record} is missing the required fields: [${missing.join(', ')}].`);
  for (const column of columns) {
    if (Object.hasOwn(reserved, column.name)) checkReserved(column, reserved[column.name]);
    else checkOwn(column, record);
  }
  if (needsMetadata && columns.length < 2)
    throw invalidInput(`The schema ${record} must have at least one field besides the id.`);
  const own = columns.filter(({ name }) => !Object.hasOwn(reserved, name)).length;
  if (own > maxOwnColumns)
    throw invalidInput(`The schema ${record} has ${own} fields of its own; ${maxOwnColumns} are allowed.`);
  const textual = columns.filter((column) => column.textual).length;
  if (textual > MAX_TEXTUAL)
    throw invalidInput(`The schema ${record} has ${textual} textual fields; ${MAX_TEXTUAL} is allowed.`);
}

function checkNames(columns: readonly SchemaColumn[]): void {
  const seen = new Map<string, string>();
  for (const { name } of columns) {
    const plain = name.replaceAll('_', '');
    const other = seen.get(plain);
    if (other !== undefined)
      throw invalidInput(
        `The fields ${other} and ${name} are the same once underscores are removed; rename one.`,
      );
    seen.set(plain, name);
  }
}

function checkReserved(column: SchemaColumn, rule: ReservedColumn): void {
  const { name, type, nullable } = column;
  if (!rule.types.includes(type))
    throw invalidInput(
      `Field ${name} is reserved and must be of type ${rule.types.join(' or ')}, got ${type}.`,
    );
  if (nullable && !rule.optional) throw invalidInput(`Field ${name} is required and must not be null.`);
  for (const mark of ['categorical', 'textual'] as const) {
    if (column[mark] === (rule[mark] ?? false)) continue;
    throw invalidInput(`Field ${name} is reserved and must ${rule[mark] ? '' : 'not '}be marked ${mark}.`);
  }
}

function checkOwn({ name, type, categorical, textual }: SchemaColumn, record: string): void {
  if ((categorical || textual) && type !== 'string')
    throw invalidInput(`Field ${name} is ${type}; only a string can be categorical or textual.`);
  if (textual && record !== 'Items')
    throw invalidInput(`Field ${name} is textual; only Items can have such a field.`);
  if (textual && categorical)
    throw invalidInput(`Field ${name} is both categorical and textual; choose one.`);
}
