import {
  maxCharacters,
  valueRule,
  type ImportColumn,
  type ValueFault,
} from '@ecommerce-recommenders/personalize/import-rules';

/** Describes what is wrong with the value in `bytes[start, end)`, or undefined. */
export type ColumnCheck = (bytes: Buffer, start: number, end: number) => string | undefined;

/** The check for a column, with messages in the service's words. */
export function columnCheck(column: ImportColumn): ColumnCheck {
  const faultOf = valueRule(column);
  return (bytes, start, end) => {
    const fault = faultOf(bytes, start, end);
    return fault && WORDS[fault](column, bytes.toString('utf8', start, Math.min(end, start + 100)));
  };
}

const notOfType = ({ name, type }: ImportColumn, value: string): string =>
  `Value "${value}" of ${name} is not of type ${type}.`;

const WORDS: Record<ValueFault, (column: ImportColumn, value: string) => string> = {
  empty: ({ name }) => `Value of ${name} is empty, and the schema does not allow null for it.`,
  type: notOfType,
  range: notOfType,
  length: (column) => `Length cannot be more than ${maxCharacters(column)} characters for ${column.name}.`,
};
