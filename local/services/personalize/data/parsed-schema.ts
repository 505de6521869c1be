import { DATASET_TYPES, type DatasetType } from '../../../../domain/datasets';
import type { ImportColumn } from '../../../../domain/import-rules';
import { parseBoundedJson } from '../../../bounded-json';
import { invalidInput } from '../errors';
import type { Domain } from '../recipes';
import { checkColumns } from './check-columns';
import { SCHEMA_RULES } from './schema-rules';

/** A schema as imports read it. */
export interface ParsedSchema {
  readonly datasetType: DatasetType;
  readonly columns: readonly SchemaColumn[];
}

/** One column of a schema. */
export interface SchemaColumn extends ImportColumn {
  readonly categorical: boolean;
}

const TYPES: readonly string[] = ['float', 'double', 'int', 'long', 'string', 'boolean'];

/**
 * Reads a schema and holds it against the rules of its domain.
 *
 * @throws AwsError `InvalidInputException` that names what is wrong
 * @see https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html
 */
export function parseSchema(text: string, domain?: Domain): ParsedSchema {
  const schema = recordOf(parseJson(text), 'The schema');
  if (schema.type !== 'record')
    throw invalidInput(`The schema's type is ${show(schema.type)}; it must be "record".`);
  if (schema.version !== '1.0')
    throw invalidInput(`The schema's version is ${show(schema.version)}; it must be "1.0".`);
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
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidInput(`${what} must be a JSON object, got ${show(value)}.`);
  return value as Record<string, unknown>;
}

const isColumnType = (value: unknown): value is SchemaColumn['type'] =>
  typeof value === 'string' && TYPES.includes(value);

const show = (value: unknown): string => JSON.stringify(value) ?? 'missing';
