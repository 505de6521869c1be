import { invalidInput } from '../errors';
import { columnCheck } from './column-check';
import { parseProperties } from './parse-properties';
import type { ParsedSchema } from './parsed-schema';

/** A streamed record: the request's own members, and its properties. */
export interface StreamedRecord {
  /** Position in the request, for messages: `items.1`. */
  readonly where: string;
  /** Values by column name. */
  readonly members: Readonly<Record<string, string | number | undefined>>;
  /** JSON text with the other values, keyed by column name in camel case: `categoryL1`. */
  readonly properties?: string;
}

/**
 * A streamed record's values as an import file would hold them, one per schema column; null is empty.
 *
 * @throws AwsError `InvalidInputException` for a property without a column or an invalid value
 */
export function recordTexts({ columns }: ParsedSchema, record: StreamedRecord): string[] {
  const { where, members, properties } = record;
  const values = new Map<string, unknown>();
  for (const [property, value] of Object.entries(parseProperties(where, properties))) {
    const column = columns.find(({ name }) => plain(name) === plain(property));
    if (!column || members[column.name] !== undefined)
      throw invalidInput(
        `${where}.properties has ${property}, which ${column ? 'the record itself gives' : 'no column of the schema has'}. ` +
          `It may have ${columns
            .filter(({ name }) => members[name] === undefined)
            .map(({ name }) => camelCase(name))
            .join(', ')}.`,
      );
    values.set(column.name, value);
  }
  return columns.map((column) => {
    const text = textOf(members[column.name] ?? values.get(column.name) ?? null);
    if (text === undefined)
      throw invalidInput(
        `${where}.properties.${camelCase(column.name)} must be a string, a number or a boolean.`,
      );
    const bytes = Buffer.from(text);
    const fault = columnCheck(column)(bytes, 0, bytes.length);
    if (fault !== undefined) throw invalidInput(`${where}: ${fault}`);
    return text;
  });
}

function textOf(value: unknown): string | undefined {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

const camelCase = (name: string): string =>
  name.toLowerCase().replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
