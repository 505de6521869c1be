import { DECIMAL } from '@ecommerce-recommenders/personalize/import-rules';

/** A currency: a sign, the three letters of its code, or what shops write behind a price. */
export const CURRENCY_WORD = '(?:\\p{Sc}|[A-Z]{3}|원|円|元|kr\\.?|zł|Kč|Ft|руб\\.?)';

/** One before or after a number. */
const CURRENCY = new RegExp(`^${CURRENCY_WORD}\\s*|\\s*${CURRENCY_WORD}$`, 'gu');

export const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
export const WITH_COMMA = /^-?\d+(?:,\d*)?$/;
export const GROUPED_WITH_COMMA = /^-?\d{1,3}(?:[.\s]\d{3})+(?:,\d*)?$/;

/** Longer than any number of a shop. Limits the time of the patterns, which are not linear. */
export const MAX_CHARACTERS = 64;

/** Largest number of single precision. */
export const MAX_FLOAT = 3.4028235e38;

/** Reads a number as plain decimal text, with the digits that it has; `undefined` for text that is none. */
export type ReadDecimal = (text: string) => string | undefined;

/** A reader of numbers with grouped thousands or not, and with a currency or not. `sql/number-sql.ts` compiles the same patterns. */
export function decimalReader(decimalComma = false): ReadDecimal {
  return decimalComma
    ? (text) => {
        const bare = bareNumber(text);
        const isNumber = WITH_COMMA.test(bare) || GROUPED_WITH_COMMA.test(bare);
        return isNumber ? bare.replace(/[.\s]/g, '').replace(',', '.') : undefined;
      }
    : (text) => {
        if (text.length <= MAX_CHARACTERS && DECIMAL.test(text)) return text;
        const bare = bareNumber(text);
        if (DECIMAL.test(bare)) return bare;
        return GROUPED.test(bare) ? bare.replace(/,/g, '') : undefined;
      };
}

/** Reads a number; NaN for text that is none. */
export type ReadNumber = (text: string) => number;

/** The same, as a number. */
export function numberReader(decimalComma = false): ReadNumber {
  const read = decimalReader(decimalComma);
  return (text) => Number(read(text) ?? NaN);
}

/** A number without its currency; empty for text that is too long to be one. */
const bareNumber = (text: string): string =>
  text.length > MAX_CHARACTERS ? '' : text.trim().replace(CURRENCY, '');
