import type { DatasetSource } from '../datasets';
import { excerpt } from '../excerpt';
import type { AvroField } from '../schemas';
import { checkId } from './check-id';

/** Says what is wrong with a value, or nothing when an import takes it. */
export type ValueCheck = (bytes: Buffer, start: number, end: number) => string | undefined;

/** Characters that Amazon Personalize allows in a string; longer text is cut, longer other strings fail. */
const MAX_STRING_CHARACTERS = 1000;

/**
 * The checks of a dataset's columns, in their order, from its schema.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html
 */
export function valueChecks(source: DatasetSource): ValueCheck[] {
  return source.columns.map(({ name }) => {
    const field = source.schema.fields.find((field) => field.name === name);
    if (field === undefined) return () => undefined;
    return name === 'ITEM_ID' || name === 'USER_ID' ? checkId : checkOf(field);
  });
}

function checkOf({ type, textual }: AvroField): ValueCheck {
  const types = [type].flat();
  const isNullable = types.includes('null');
  const isWhole = types.includes('int') || types.includes('long');
  const isNumber = isWhole || types.includes('float') || types.includes('double');
  return (bytes, start, end) => {
    if (start === end) return isNullable ? undefined : 'is empty; its schema allows no empty value';
    if (isNumber) return checkNumber(bytes.toString('utf8', start, end), isWhole);
    return textual || end - start <= MAX_STRING_CHARACTERS
      ? undefined
      : checkLength(bytes.toString('utf8', start, end));
  };
}

function checkNumber(text: string, isWhole: boolean): string | undefined {
  const isGood = isWhole ? /^-?\d+$/.test(text) : /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  return isGood ? undefined : `"${excerpt(text)}" is no ${isWhole ? 'whole ' : ''}number`;
}

function checkLength({ length }: string): string | undefined {
  return length <= MAX_STRING_CHARACTERS
    ? undefined
    : `has ${length} characters; Amazon Personalize allows ${MAX_STRING_CHARACTERS}`;
}
