import { invalidInput } from '../errors';
import type { SchemaColumn } from './parsed-schema';
import type { ReservedColumn, SchemaRules } from './schema-rules';

const MAX_TEXTUAL = 1;

/** Holds columns against the rules of their dataset type. @throws AwsError `InvalidInputException` */
export function checkColumns(columns: readonly SchemaColumn[], rules: SchemaRules): void {
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
